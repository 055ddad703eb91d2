"""Another telephone to sign in with: changed by the owner, or with staff for whoever lost the old one; taken back."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people import access
from tongxing.people.actions.message import send_text
from tongxing.people.models import Account, Guardian, Person, PhoneChange
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

MOST_TRIES = 5
TRIES_KEPT = 7 * 24 * 3600


@transaction.atomic
def change_own_phone(*, account: Account, phone: str, by: Account) -> PhoneChange:
    """The owner signs in with ``phone`` from now on, whose code was just entered; the old number is told.

    Every other session and known device ends; the caller keeps its own. Raises ``Refused`` where another account has
    the number.
    """
    if by.pk != account.pk or not account.has_usable_phone():
        raise Refused(_("Only who signs in with a telephone code changes it here."))
    account = Account.objects.select_for_update().get(pk=account.pk)
    _check_free(account, phone)
    PhoneChange.objects.waiting().filter(account=account).update(ended_at=timezone.now(), end=PhoneChange.End.STOPPED)
    change = _new_change(account, phone, PhoneChange.Means.OWNER, by)
    _carry_out(change, account, by)
    return change


@transaction.atomic
def ask_for_recovery(*, person: Person, certificate: str, old_tail: str, phone: str, by: Account) -> PhoneChange:
    """Staff who see the person, the card and the identity card ask that the account get another telephone.

    The number on the card and the end of the old telephone number must both be those on record: a certificate alone,
    which a thief may have, is not enough. Nothing changes yet: another member of staff confirms, or three days pass in
    which the old number, which is told at once, may stop it. ``phone`` is the new number, whose code was just entered.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("region", "account").get(pk=person.pk)
    access.check_recovers(by, person)
    account = cast(Account, person.account)  # who has none is refused above
    check_papers(person=person, certificate=certificate, old_tail=old_tail)
    if PhoneChange.objects.waiting().filter(account=account).exists():
        raise Refused(_("A change of this account's number waits already."))
    _check_free(account, phone)
    change = _new_change(account, phone, PhoneChange.Means.STAFF, by, region=person.region)
    record("asked for another telephone of an account", person, by=by, change=change.pk)
    text = _(
        "Somebody showed your certificate at %(region)s and asked that your %(site)s account sign in with the number "
        "ending in %(tail)s. If that was not you, sign in with this number and stop it, or call them."
    )
    facts = {"region": person.region.name, "site": settings.SITE_NAME, "tail": change.new_tail}
    send_text(phone=account.phone, text=text % facts, purpose="telephone to be changed", by=by)
    return change


def check_papers(*, person: Person, certificate: str, old_tail: str) -> None:
    """Hold what the person shows and knows against the record; which of the two is wrong is not told."""
    phone = person.account.phone if person.account else ""
    if not (phone and certificate_hash(certificate) == person.certificate_key and old_tail == phone[-4:]):
        raise Refused(_("The certificate number or the end of the old number is not the one on record."))


def count_recovery_try(person: Person, by: Account) -> None:
    """Count one try at a person's certificate and number before it is judged: staff guess no more than others."""
    key = f"recovery-tries:{person.pk}"
    cache.add(key, 0, TRIES_KEPT)
    if cache.incr(key) > MOST_TRIES:
        raise Refused(_("Too many tries for this person in a week. Ask the federation above yours."))
    record("tried to recover an account", person, by=by)


@transaction.atomic
def confirm_recovery(*, change: PhoneChange, by: Account) -> PhoneChange:
    """Another member of staff, who saw the person and the papers too, lets the change be done now."""
    change, account, person = _locked(change)
    access.check_recovers(by, person)
    if change.asked_by_id == by.pk:
        raise Refused(_("Another member of staff confirms it, or it is done when the waiting time is over."))
    if not change.waits():
        raise Refused(_("This change does not wait any longer."))
    change.confirmed_by = by
    _carry_out(change, account, by)
    return change


@transaction.atomic
def finish_recovery(*, change: PhoneChange, by: str) -> PhoneChange:
    """The waiting time is over, nobody stopped it, and the new number has just been proved."""
    change, account, _person = _locked(change)
    if not change.is_due():
        raise Refused(_("This change does not wait any longer, or its waiting time is not over."))
    _carry_out(change, account, by)
    return change


@transaction.atomic
def end_phone_change(*, change: PhoneChange, by) -> PhoneChange:
    """Stop a change that waits, or take one back that was done: by whoever has just proved the old number, or staff.

    ``by`` is the account that signs in with the old number, staff, or the sign-in itself. All sessions of the account
    end, so that whoever got in with the new number is out.
    """
    change, account, person = _locked(change)
    if not isinstance(by, str) and by.pk != account.pk:
        if person is None:
            raise Refused(_("Only the owner of the old number can take this back."))
        access.check_recovers(by, person)
    if change.waits():
        change.end = PhoneChange.End.STOPPED
    elif change.may_be_taken_back() and account.phone_key == change.new_phone_key:
        change.end = PhoneChange.End.TAKEN_BACK
        _put_phone(account, change.old_phone, by)
    else:
        raise Refused(_("This change can no longer be taken back. Ask your federation."))
    change.ended_at = timezone.now()
    change.save(update_fields=["end", "ended_at"])
    record("ended a change of telephone", account, by=by, change=change.pk, end=change.end)
    return change


def _locked(change: PhoneChange) -> tuple[PhoneChange, Account, Person | None]:
    change = PhoneChange.objects.select_for_update().get(pk=change.pk)
    account = Account.objects.select_for_update().get(pk=change.account_id)
    person = Person.objects.filter(account=account).select_related("region", "account").first()
    return change, account, person


def _check_free(account: Account, phone: str) -> None:
    key = phone_hash(phone)
    if key == account.phone_key:
        raise Refused(_("This is the number that the account signs in with already."))
    if Account.objects.filter(phone_key=key).exists():
        raise Refused(
            _("Another account signs in with this number. If both are one person's, the federation can merge them.")
        )


def _new_change(account: Account, phone: str, means: str, by: Account, region=None) -> PhoneChange:
    return PhoneChange.objects.create(
        account=account,
        means=means,
        old_phone=account.phone,
        old_phone_key=account.phone_key or "",
        new_phone=phone,
        new_phone_key=phone_hash(phone),
        region=region,
        asked_by=by,
    )


def _carry_out(change: PhoneChange, account: Account, by) -> None:
    _check_free(account, change.new_phone)
    _put_phone(account, change.new_phone, by)
    change.done_at = timezone.now()
    change.save(update_fields=["done_at", "confirmed_by"])
    record("changed the telephone that signs in", account, by=by, means=change.means, change=change.pk)
    text = _(
        "Your %(site)s account now signs in with the number ending in %(tail)s. If that was not you, sign in with this "
        "number by %(day)s and take it back."
    )
    values = {
        "site": settings.SITE_NAME,
        "tail": change.new_tail,
        "day": f"{timezone.localtime(change.back_until):%m-%d}",
    }
    send_text(phone=change.old_phone, text=text % values, purpose="telephone changed", by=by)


def _put_phone(account: Account, phone: str, by) -> None:
    """The account signs in with ``phone``: sessions, known devices, passkeys and second steps of before are void."""
    old_key, key = account.phone_key, phone_hash(phone)
    account.phone, account.phone_key, account.phone_verified_at = phone, key, timezone.now()
    account.session_generation += 1
    account.save(update_fields=["phone", "phone_key", "phone_verified_at", "session_generation"])
    if not account.has_usable_password():
        Authenticator.objects.filter(user=account).delete()
    person = Person.objects.select_for_update().filter(account=account, phone_key=old_key).first()
    if person is not None:
        watch = Watch(person)
        person.phone, person.phone_key, person.phone_tail = phone, key, phone[-4:]
        person.save(update_fields=["phone", "phone_key", "phone_tail"])
        record("changed a person", person, by=by, fields=["phone"], row_moves=watch.moved())
    for guardian in Guardian.objects.filter(account=account, phone_key=old_key):
        guardian.phone, guardian.phone_key = phone, key
        guardian.save(update_fields=["phone", "phone_key"])
