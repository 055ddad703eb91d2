"""Accounts: made by a lead or by the first correct code, and their passwords."""

import re
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import folded
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people import access
from tongxing.people.actions.role import grant_role
from tongxing.people.models import Account, Guardian, Role
from tongxing.people.models.account import phone_hash
from tongxing.trail.actions import record

USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
INITIAL_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No signs that look alike: the initial password is read from paper."""


@transaction.atomic
def create_account(*, username: str, password: str, name: str, by, password_is_initial: bool = False) -> Account:
    """An account that signs in by user name and password. Raises ``Refused`` where name or password will not do."""
    if not isinstance(by, str) and not by.holds(Role.What.LEAD):
        raise Refused(_("Only leads make accounts. Ask your federation's lead."))
    username, name = folded(username), folded(name)
    if not USERNAME.fullmatch(username):
        raise Refused(_("A user name has 3 to 40 letters, digits, full stops, hyphens or underscores."))
    if Account.objects.filter(username__iexact=username).exists():
        raise Refused(_("The user name %(username)s is taken. Choose another one.") % {"username": username})
    account = Account(username=username, name=name, password_is_initial=password_is_initial)
    _check_password(password, account)
    account.set_password(password)
    account.save()
    record("made an account", account, by=by, password_is_initial=password_is_initial)
    return account


@transaction.atomic
def invite(*, username: str, name: str, what: str, region, by) -> tuple[Account, str]:
    """An account with its first role and a password for one sign-in, which is shown once and never again."""
    access.check_grants(by, what, region)
    password = _initial_password()
    account = create_account(username=username, password=password, name=name, by=by, password_is_initial=True)
    grant_role(account=account, what=what, region=region, by=by)
    return account, password


@transaction.atomic
def renew_password(*, account: Account, by: Account) -> str:
    """A new password for one sign-in, for whoever forgot theirs; every session of the account ends.

    Only a lead who may end each of the account's roles, and who looks after the person that the account is or
    speaks for, may do this: nobody takes over an account from above or beside. A second step that was set up stays.
    """
    if account.pk == by.pk:
        raise Refused(_("Change your own password on the page for it."))
    if not account.has_usable_password():
        raise Refused(_("This account signs in with a code sent to its telephone: it has no password."))
    for role in account.current_roles():
        access.check_grants(by, role.what, role.region)
    access.check_looks_after(by, account)
    password = _initial_password()
    account.set_password(password)
    account.password_is_initial = True
    account.save(update_fields=["password", "password_is_initial"])
    record("gave a new initial password", account, by=by)
    return password


def _initial_password() -> str:
    return "-".join("".join(secrets.choice(INITIAL_SIGNS) for _sign in range(4)) for _group in range(4))


@transaction.atomic
def change_initial_password(*, account: Account, password: str, by: Account) -> Account:
    """Replace the password that a lead handed over by one that only its owner knows."""
    if by.pk != account.pk or not account.password_is_initial:
        raise Refused(_("This account has no initial password to change."))
    if account.check_password(password):
        raise Refused(_("This is the initial password. Choose another one."))
    _check_password(password, account)
    account.set_password(password)
    account.password_is_initial = False
    account.save(update_fields=["password", "password_is_initial"])
    record("changed the initial password", account, by=by)
    return account


@transaction.atomic
def change_password(*, account: Account, password: str, by: Account) -> Account:
    """Replace the password (already checked by the form that asked for it). Every other session ends with it."""
    account.set_password(password)
    account.password_is_initial = False
    account.save(update_fields=["password", "password_is_initial"])
    record("changed the password", account, by=by)
    return account


@transaction.atomic
def end_sessions(*, account: Account) -> Account:
    """Every session of ``account`` ends, and no device is known any longer: its second step changed.

    Whoever got in with the password alone is out. The caller keeps the session in which the change was made.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    locked.session_generation += 1
    locked.save(update_fields=["session_generation"])
    account.session_generation = locked.session_generation
    record("ended other sessions", account, by=account)
    return account


@transaction.atomic
def verify_phone(*, phone: str, by: str) -> Account:
    """The account of a telephone number that was just proved: found, or made now. ``by`` is the sign-in itself."""
    key = phone_hash(phone)
    account = Account.objects.select_for_update().filter(phone_key=key).first()
    if account is None:
        account = Account(username=f"phone-{secrets.token_hex(8)}", phone=phone, phone_key=key)
        account.set_unusable_password()
        account.phone_verified_at = timezone.now()
        account.save()
        record("made an account by telephone", account, by=by)
    elif account.phone_verified_at is None:
        account.phone_verified_at = timezone.now()
        account.save(update_fields=["phone_verified_at"])
    day = today()
    waiting = Guardian.objects.filter(phone_key=key, account=None, ended_at=None, valid_from__lte=day).exclude(
        valid_until__lt=day
    )
    for guardian in waiting.select_related("person"):
        guardian.account = account
        guardian.save(update_fields=["account"])
        record("came in as guardian", guardian.person, by=account)
    return account


@transaction.atomic
def note(act: str, account: Account) -> None:
    """Write to the trail what an account did with its own sign-in (signed in, changed the password, …)."""
    record(act, account, by=account)


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
