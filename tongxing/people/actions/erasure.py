"""Erasing somebody at their own request: asked for, confirmed by staff, waited for, done."""

import json
from functools import partial
from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Field, FileField, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people import access, erasing
from tongxing.people.actions.message import send_text
from tongxing.people.models import Account, Erasure, Merge, Message, Person, PhoneChange, SignInCode
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

NOBODY = "（已删除）"
"""The name of a record whose identity is gone."""


@transaction.atomic
def ask_for_erasure(*, person: Person, by: Account) -> Erasure:
    """The person, or who speaks for them, asks that everything that can go goes."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    access.check_acts_for_person(by, person)
    if person.erasures.waiting().exists():
        raise Refused(_("This was asked for already."))
    erasure = Erasure.objects.create(person=person, asked_by=by)
    record("asked to be erased", person, by=by)
    _tell(person, _("Somebody signed in as you asked that your data at %(site)s be erased. You can take it back."), by)
    return erasure


@transaction.atomic
def take_erasure_back(*, erasure: Erasure, by: Account) -> Erasure:
    """The person stays after all."""
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    access.check_acts_for_person(by, erasure.person)
    if erasure.done_at is None and erasure.taken_back_at is None:
        erasure.taken_back_at = timezone.now()
        erasure.save(update_fields=["taken_back_at"])
        record("took back that they asked to be erased", erasure.person, by=by)
    return erasure


@transaction.atomic
def confirm_erasure(*, erasure: Erasure, by: Account) -> Erasure:
    """Staff saw that the person wants it. It is done when the waiting time is over."""
    erasure = (
        Erasure.objects.select_for_update(of=("self",))
        .select_related("person__region", "person__account")
        .get(pk=erasure.pk)
    )
    access.check_erases(by, erasure.person)
    if erasure.done_at or erasure.taken_back_at:
        raise Refused(_("This request does not wait any longer."))
    if erasure.confirmed_at is None:
        erasure.confirmed_at, erasure.confirmed_by = timezone.now(), by
        erasure.save(update_fields=["confirmed_at", "confirmed_by"])
        record("confirmed that a person is erased", erasure.person, by=by)
    return erasure


@transaction.atomic
def erase_person(*, erasure: Erasure, by: Account) -> Erasure:
    """Empty the record: nothing that says who it was stays but the entries on which figures stand.

    Needs, consents, guardians, texts and files go; the account is closed. Raises ``Refused`` before staff confirmed it
    and the waiting time is over, and while something of a higher app stands in the way.
    """
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    person = (
        Person.objects.select_for_update(of=("self",)).select_related("region", "account").get(pk=erasure.person_id)
    )
    access.check_erases(by, person)
    if erasure.done_at or erasure.taken_back_at:
        raise Refused(_("This request does not wait any longer."))
    if not erasure.is_due():
        raise Refused(_("It is done when a member of staff has confirmed it and fourteen days have passed."))
    sentence = erasing.obstacle(person)
    if sentence:
        raise Refused(sentence)
    watch = Watch(person, *([person.account] if person.account else []))
    _tell(person, _("Your data at %(site)s is erased. What was counted stays as a number."), by)
    _empty_rows(person)
    account = person.account
    keys = {person.phone_key, account.phone_key if account else ""}
    person.name, person.sound, person.other_phones = NOBODY, "", ""
    person.phone, person.phone_key, person.phone_tail = "", "", ""
    person.certificate, person.certificate_key, person.certificate_until = "", None, None
    person.claimed_certificate, person.claimed_certificate_key = "", ""
    person.account, person.needs_said_at, person.erased_at = None, None, timezone.now()
    person.save()
    if account is not None:
        _close(account)
    merges = Merge.objects.filter(Q(target_key=person.pk) | Q(duplicate_key=person.pk))
    for closed in _closed_by(merges):
        keys.add(closed.phone_key)
        _close(closed)
    merges.update(journal="")
    phone_keys = [key for key in keys if key]
    SignInCode.objects.filter(phone_key__in=phone_keys).delete()
    transaction.on_commit(partial(_forget_messages, phone_keys))
    erasure.done_at = timezone.now()
    erasure.save(update_fields=["done_at"])
    record("erased a person", person, by=by, row_moves=watch.moved())
    return erasure


def _empty_rows(person: Person) -> None:
    for row in erasing.rows_about(person):
        label = row._meta.label_lower
        if erasing.is_deleted(label):
            for field in row._meta.concrete_fields:
                if isinstance(field, FileField) and (file := getattr(row, field.attname)):
                    transaction.on_commit(partial(file.storage.delete, file.name))
            type(row)._base_manager.filter(pk=row.pk).delete()
        elif names := erasing.emptied(label):
            columns = {name: cast(Field, row._meta.get_field(name)) for name in names}
            values = {name: None if field.null else field.get_default() for name, field in columns.items()}
            type(row)._base_manager.filter(pk=row.pk).update(**values)


def _closed_by(merges) -> list[Account]:
    """The accounts of records that became part of the person's: they were closed, with their names and numbers."""
    steps = [
        step for merge in merges if merge.journal and merge.undone_at is None for step in json.loads(merge.journal)
    ]
    keys = {pk for _kind, label, pk, _values in steps if label == "people.account"}
    return list(Account.objects.select_for_update().filter(pk__in=keys))


def _close(account: Account) -> None:
    """Nobody signs in with it any longer, and it bears no name; a role it holds ends with the role's own page."""
    account.username, account.name, account.is_active = f"erased-{account.pk}", "", False
    account.phone, account.phone_key, account.phone_verified_at = "", None, None
    account.set_unusable_password()
    account.session_generation += 1
    account.save()
    Authenticator.objects.filter(user=account).delete()
    PhoneChange.objects.filter(account=account).update(old_phone="", new_phone="", old_phone_key="", new_phone_key="")


def _forget_messages(keys: list[str]) -> None:
    """What was written to these numbers goes, but the last word; senders have handed it over by now."""
    last = Message.objects.filter(to_key__in=keys).order_by("-pk").values_list("pk", flat=True)[:1]
    Message.objects.filter(to_key__in=keys).exclude(pk__in=list(last)).delete()


def _tell(person: Person, text: str, by: Account) -> None:
    if person.phone:
        send_text(phone=person.phone, text=text % {"site": settings.SITE_NAME}, purpose="data to be erased", by=by)
