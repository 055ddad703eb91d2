"""Disabled people: entered by staff, by themselves or by who speaks for them; what they need."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import BY_CODE, folded, prose
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people import access, identifiers
from tongxing.people.actions.certificate_tries import counted
from tongxing.people.actions.consent import give_consent
from tongxing.people.actions.merge import note_duplicates
from tongxing.people.models import Account, Consent, Guardian, Person, Region, SupportNeed
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash, person_key
from tongxing.people.sounds import sound_of
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

NAME_LIMIT = 60


def _name(text: str) -> str:
    name = folded(text)
    if not name:
        raise Refused(_("Enter the name."))
    if len(name) > NAME_LIMIT:
        raise Refused(_("A name has at most 60 signs. Shorten it."))
    return name


def _put_phone(person, text: str) -> None:
    number = identifiers.mobile(text) if text else ""
    person.phone, person.phone_key, person.phone_tail = number, phone_hash(number) if number else "", number[-4:]


def _put_certificate(person: Person, text: str, by) -> None:
    number = identifiers.certificate(text) if text else ""
    key = certificate_hash(number) if number else None
    other = Person.objects.filter(certificate_key=key).exclude(pk=person.pk).first() if key else None
    person.claimed_certificate, person.claimed_certificate_key = "", ""
    if other is None:
        person.certificate, person.certificate_key = number, key
        return
    if isinstance(by, str) or by.holds(*access.WRITERS):
        if not isinstance(by, str) and access.reaches(by, other.region):
            raise Refused(_("A person with this certificate is in your region already. Search for the number."))
        raise Refused(_("This certificate number is in use already. Ask the federation of the place of residence."))
    # To everybody else a number that is taken looks like one that is not: the answer would tell who has a certificate.
    person.certificate, person.certificate_key = "", None
    person.claimed_certificate, person.claimed_certificate_key = number, key or ""


@transaction.atomic
def register_person(
    *,
    name: str,
    region: Region,
    by,
    phone: str = "",
    other_phones: str = "",
    certificate: str = "",
    account: Account | None = None,
    needs: Iterable[tuple[str, bool, str]] = (),
) -> Person:
    """A new person record. With ``account`` it is that account's own record, else staff enter it.

    Raises ``Refused`` when a number is wrong or the certificate is known already.
    """
    is_own = account is not None and not isinstance(by, str) and by.pk == account.pk
    if not isinstance(by, str) and not is_own:
        access.check_writes_in(by, region)
    if account is not None and Person.objects.filter(account=account).exists():
        raise Refused(_("This account has a person record already."))
    person = Person(name=_name(name), region=region, account=account, entered_by_staff=not is_own)
    person.sound = sound_of(person.name)
    person.other_phones = other_phones
    _put_phone(person, phone)
    _put_certificate(person, certificate, by)
    person.save()
    record("registered a person", person, by=by, region=region.code, with_certificate=person.has_certificate())
    note_duplicates(person, by)
    if needs:
        _replace_needs(person, needs, by)
    return person


@transaction.atomic
def enter_person(
    *, name: str, region: Region, by: Account, phone: str = "", certificate: str = "", consents: Iterable[str] = ()
) -> Person:
    """A person entered by staff, with each consent (a purpose) that they signed on paper."""
    person = register_person(name=name, region=region, phone=phone, certificate=certificate, by=by)
    for purpose in consents:
        give_consent(person=person, purpose=purpose, means=Consent.Means.PAPER, by=by)
    return person


@counted
@transaction.atomic
def sign_up(*, name: str, region: Region, by: Account, certificate: str = "") -> Person:
    """The person record of a disabled person who signs in: new, or the one that staff entered before.

    A record entered by staff becomes theirs when it has the telephone number they just proved and either the
    same certificate or the same name.
    """
    number = identifiers.certificate(certificate) if certificate else ""
    if Person.objects.filter(account=by).exists():
        raise Refused(_("This account has a person record already."))
    phone = by.phone if by.has_usable_phone() else ""
    if phone:
        entered = Person.objects.select_for_update().filter(account=None, phone_key=phone_hash(phone))
        for person in entered.order_by("pk"):
            same_certificate = number and person.certificate_key == certificate_hash(number)
            same_name = person.name_key == person_key(folded(name))
            if same_name and number and person.certificate_key and not same_certificate:
                raise Refused(
                    _(
                        "Your telephone number and your name are entered with another certificate number. Compare it "
                        "with your card, or leave it out; your federation can correct it."
                    )
                )
            if same_certificate or same_name:
                return _take_over(person, number, by)
    return register_person(name=name, region=region, by=by, phone=phone, certificate=number, account=by)


def _take_over(person: Person, number: str, by: Account) -> Person:
    if number and not person.certificate_key:
        _put_certificate(person, number, by)
    person.account = by
    watch = Watch(person, by)
    person.save()
    if not by.name:
        _give_name(by, person.name)
    record("took over the record that staff had entered", person, by=by, row_moves=watch.moved())
    note_duplicates(person, by)
    return person


def _give_name(account: Account, name: str) -> None:
    account.name = name
    account.save(update_fields=["name"])


@counted
@transaction.atomic
def register_ward(
    *,
    name: str,
    region: Region,
    relation: str,
    proof: str,
    guardian_name: str,
    by: Account,
    certificate: str = "",
    valid_until: dt.date | None = None,
) -> Person:
    """A person record made by who speaks for that person. ``proof`` says what shows it (household book, …)."""
    person = Person(name=_name(name), region=region)
    person.sound = sound_of(person.name)
    _put_certificate(person, certificate, by)
    person.save()
    record("registered a ward", person, by=by, region=region.code, relation=relation)
    note_duplicates(person, by)
    phone = by.phone if by.has_usable_phone() else ""
    _make_guardian(person, by, guardian_name, relation, proof, phone, valid_until, by)
    if not by.name:
        _give_name(by, _name(guardian_name))
    return person


@transaction.atomic
def add_guardian(
    *, person: Person, name: str, relation: str, proof: str, by, phone: str = "", valid_until: dt.date | None = None
) -> Guardian:
    """Who speaks for ``person``, entered by staff who saw the proof.

    The guardian's account is found by telephone, at once or when that number signs in for the first time.
    """
    if not isinstance(by, str):
        access.check_writes_in(by, person.region)
    account = Account.objects.filter(phone_key=phone_hash(identifiers.mobile(phone))).first() if phone else None
    if account is not None and account.phone_verified_at is None:
        account = None
    return _make_guardian(person, account, name, relation, proof, phone, valid_until, by)


def _make_guardian(person, account, name, relation, proof, phone, valid_until, by) -> Guardian:
    if not folded(proof):
        raise Refused(_("Say what shows that you may speak for the person: household book, court order, …"))
    if valid_until and valid_until < today():
        raise Refused(_("The last day lies in the past. Enter a later one, or leave it empty."))
    if account is not None and person.account_id == account.pk:
        raise Refused(_("Nobody is their own guardian."))
    number = identifiers.mobile(phone) if phone else ""
    guardian = Guardian.objects.create(
        person=person,
        account=account,
        name=_name(name),
        relation=folded(relation)[:30],
        proof=prose(proof)[:200],
        phone=number,
        phone_key=phone_hash(number) if number else "",
        valid_until=valid_until,
    )
    record("added a guardian", person, by=by, relation=guardian.relation, valid_until=valid_until)
    return guardian


@transaction.atomic
def end_guardian(*, guardian: Guardian, by) -> Guardian:
    """From this moment the guardian no longer speaks for the person. The guardian or staff end it."""
    guardian = Guardian.objects.select_for_update().select_related("person__region").get(pk=guardian.pk)
    person = guardian.person
    if not isinstance(by, str) and by.pk != guardian.account_id:
        access.check_writes_in(by, person.region)
    if guardian.ended_at is None:
        guardian.ended_at = timezone.now()
        guardian.valid_until = max(guardian.valid_from, min(guardian.valid_until or today(), today()))
        guardian.save(update_fields=["ended_at", "valid_until"])
        record("ended a guardian", person, by=by, relation=guardian.relation)
    return guardian


@counted
@transaction.atomic
def change_person(
    *,
    person: Person,
    by,
    name: str | None = None,
    region: Region | None = None,
    phone: str | None = None,
    other_phones: str | None = None,
    certificate: str | None = None,
) -> Person:
    """Change what is given; the trail says which fields, never their contents."""
    person = Person.objects.select_for_update().select_related("region").get(pk=person.pk)
    before = (person.name, person.region_id, person.phone, person.other_phones, person.stated_certificate())
    if not isinstance(by, str):
        access.check_edits(by, person)
        if region is not None and not access.acts_for(by, person):
            access.check_writes_in(by, region)
    if name is not None:
        person.name = _name(name)
        person.sound = sound_of(person.name)
    if region is not None:
        person.region = region
    if phone is not None:
        _put_phone(person, phone)
    if other_phones is not None:
        person.other_phones = other_phones
    if certificate is not None:
        _put_certificate(person, certificate, by)
    after = (person.name, person.region_id, person.phone, person.other_phones, person.stated_certificate())
    fields = ("name", "region", "phone", "other_phones", "certificate")
    changed = [field for field, old, new in zip(fields, before, after, strict=True) if old != new]
    if changed:
        watch = Watch(person)
        person.save()
        record("changed a person", person, by=by, fields=changed, row_moves=watch.moved())
        note_duplicates(person, by)
    return person


@transaction.atomic
def set_needs(*, person: Person, needs: Iterable[tuple[str, bool, str]], by) -> None:
    """What the person needs now: (code, is_must, note) for each. Replaces what was said before; none is an answer."""
    person = Person.objects.select_for_update().select_related("region").get(pk=person.pk)
    if not isinstance(by, str):
        access.check_edits(by, person)
    _replace_needs(person, needs, by)


def _replace_needs(person: Person, needs, by) -> None:
    wanted = {code: (bool(is_must), prose(note)[:200]) for code, is_must, note in needs}
    unknown = sorted(set(wanted) - set(BY_CODE))
    if unknown:
        raise Refused(_("Not on the list of what people need: %(codes)s.") % {"codes": ", ".join(unknown)})
    kept = {need.code: need for need in person.support_needs.all()}
    same = {code: (need.is_must, need.note) for code, need in kept.items()} == wanted
    Person.objects.filter(pk=person.pk).update(needs_said_at=timezone.now())
    if same and person.needs_said_at:
        return
    if not same:
        person.support_needs.all().delete()
        SupportNeed.objects.bulk_create(
            SupportNeed(person=person, code=code, is_must=is_must, note=note)
            for code, (is_must, note) in wanted.items()
        )
    record("said what is needed", person, by=by, count=len(wanted))
