"""Two records of one person: noted where it may be so, merged by staff, and parted again where it was wrong."""

from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import prose
from tongxing.common.refusal import Refused
from tongxing.people import access, merging
from tongxing.people.actions.folding import Journal, absorb, take_back
from tongxing.people.actions.message import send_text
from tongxing.people.models import Account, Merge, Person, PossibleDuplicate
from tongxing.people.models.account import phone_hash
from tongxing.people.models.merge import MERGED, PARTED
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

NOTED_AT_MOST = 20

merging.remade("people.possibleduplicate")


def note_duplicates(person: Person, by) -> None:
    """Note for staff whose record ``person`` may be once more: by the certificate given, or by name and telephone."""
    Reason = PossibleDuplicate.Reason
    others: dict[int, str] = {}
    if person.phone_key:
        same = Person.objects.filter(phone_key=person.phone_key, name_key=person.name_key).exclude(pk=person.pk)
        others |= dict.fromkeys(same.values_list("pk", flat=True)[:NOTED_AT_MOST], Reason.PHONE)
    keys = [key for key in (person.certificate_key, person.claimed_certificate_key) if key]
    if keys:
        same = Person.objects.filter(Q(certificate_key__in=keys) | Q(claimed_certificate_key__in=keys))
        same = same.exclude(pk=person.pk)
        others |= dict.fromkeys(same.values_list("pk", flat=True)[:NOTED_AT_MOST], Reason.CERTIFICATE)
    known = PossibleDuplicate.objects.filter(Q(person=person, other__in=others) | Q(other=person, person__in=others))
    noted = {pk for pair in known.values_list("person", "other") for pk in pair}
    for pk, reason in others.items():
        if pk not in noted:
            PossibleDuplicate.objects.create(person=person, other_id=pk, reason=reason)
            record("noted a possible duplicate", person, by=by, other=pk, reason=reason)


@transaction.atomic
def dismiss_duplicate(*, pair: PossibleDuplicate, by: Account) -> PossibleDuplicate:
    """Staff found that these are two people: the pair leaves the list."""
    pair = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    for person in (pair.person, pair.other):
        access.check_writes_in(by, person.region)
    if pair.dismissed_at is None:
        pair.dismissed_at, pair.dismissed_by = timezone.now(), by
        pair.save(update_fields=["dismissed_at", "dismissed_by"])
        record("found two people in a possible duplicate", pair.person, by=by, other=pair.other_id)
    return pair


@transaction.atomic
def merge_people(*, target: Person, duplicate: Person, proof: str, why: str, by: Account) -> Merge:
    """Let ``duplicate`` become part of ``target``: everything that leads to it moves, and its row is taken out.

    Frozen figures stand: the trail notes each row that moved. Both numbers are told where somebody signs in.
    Raises ``Refused`` where ``access.check_merges`` does, where the two are not one person, and where something of a
    higher app stands in the way (``merging.obstacles``).
    """
    rows = Person.objects.select_for_update().select_related("region").order_by("pk")
    people = {person.pk: person for person in rows.filter(pk__in=[target.pk, duplicate.pk])}
    if len(people) < 2:
        raise Refused(_("These are no longer two records. Look at the list again."))
    target, duplicate = people[target.pk], people[duplicate.pk]
    why = prose(why)[:300]
    access.check_merges(by, target, duplicate)
    _check_one_person(target, duplicate)
    accounts = [account for account in (target.account, duplicate.account) if account]
    if proof not in Merge.Proof:
        raise Refused(_("Say what showed you that the two records are one person."))
    if accounts and proof not in Merge.SEEN:
        raise Refused(
            _("Somebody signs in with one of these records: see the certificate or the identity card in person first.")
        )
    if len(why) < 4:
        raise Refused(_("Say in a few words why the two records are one person: it is written to the trail."))
    before = merging.counts_about(people)
    labels = (target.masked_name(), duplicate.masked_name())
    phones = _phones_to_tell(target, duplicate) if accounts else []
    watch = Watch(entries=True)
    journal = Journal(watch)
    try:
        with transaction.atomic():
            _settle_consents(target, duplicate, journal)
            _settle_accounts(target, duplicate, journal)
            absorb(duplicate, target, journal)
    except IntegrityError:
        raise Refused(
            _("Both records hold entries that exclude each other, so they cannot be merged. Nothing was changed.")
        ) from None
    after = merging.counts_about(people)
    merge = Merge.objects.create(
        target_key=target.pk,
        duplicate_key=duplicate.pk,
        target_label=labels[0],
        duplicate_label=labels[1],
        region=target.region,
        duplicate_region=duplicate.region,
        proof=proof,
        why=why,
        counts=journal.counts(),
        figures=_differences(before, after),
        journal=journal.text(),
        made_by=by,
    )
    record(
        MERGED,
        target,
        by=by,
        why=why,
        row_moves=watch.moved(),
        duplicate=duplicate.pk,
        proof=proof,
        counts=merge.counts,
        figures=merge.figures,
    )
    text = _("Two records of you at %(site)s were made one by %(region)s. If that is wrong, tell them.")
    for phone in phones:
        transaction.on_commit(partial(_tell, phone, text, target.region.name, by))
    return merge


class _TakenBack(Exception):
    """Carries a preview out of the transaction that is rolled back."""


def preview_merge(*, target: Person, duplicate: Person, by: Account) -> tuple[dict[str, int], list[dict]]:
    """What a merge would move (table to rows), and which figures would count otherwise; nothing is written.

    Raises ``Refused`` where the two cannot be merged.
    """
    try:
        with transaction.atomic():
            proof = Merge.Proof.CERTIFICATE
            merge = merge_people(target=target, duplicate=duplicate, proof=proof, why="preview", by=by)
            raise _TakenBack(merge.counts, merge.figures)
    except _TakenBack as carried:
        return carried.args


@transaction.atomic
def part_people(*, merge: Merge, why: str, by: Account) -> tuple[Merge, int]:
    """Undo a merge: the duplicate stands again with all that was its own; gives how many steps could not be undone.

    What was entered since stays where it was entered. The later of two merges of one record is undone first.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("region", "duplicate_region").get(pk=merge.pk)
    why = prose(why)[:300]
    access.check_parts(by, merge)
    if merge.undone_at is not None:
        raise Refused(_("These two records stand apart again already."))
    if not merge.journal:
        raise Refused(_("The person was erased since: there is nothing to part."))
    keys = [merge.target_key, merge.duplicate_key]
    later = Merge.objects.filter(Q(target_key__in=keys) | Q(duplicate_key__in=keys), undone_at=None, pk__gt=merge.pk)
    if later.exists():
        raise Refused(_("Another record was merged with this one later. Undo that first."))
    if len(why) < 4:
        raise Refused(_("Say in a few words why the records are two people: it is written to the trail."))
    watch = Watch(entries=True)
    left = take_back(merge.journal, watch)
    duplicate = Person.objects.filter(pk=merge.duplicate_key).first()
    if duplicate is None:
        raise Refused(_("What was entered since excludes the other record, so the two cannot be parted."))
    merge.undone_at, merge.undone_by, merge.undone_why = timezone.now(), by, why
    merge.save(update_fields=["undone_at", "undone_by", "undone_why"])
    target = Person.objects.get(pk=merge.target_key)
    record(
        PARTED,
        target,
        by=by,
        why=why,
        row_moves=watch.moved(),
        duplicate=merge.duplicate_key,
        merge=merge.pk,
        left=left,
    )
    return merge, left


def _check_one_person(target: Person, duplicate: Person) -> None:
    """What shows that they are two people after all, and what stands in the way."""
    if target.certificate_key and duplicate.certificate_key:
        raise Refused(
            _(
                "The two records have different citizen IDs in their certificate numbers: they are two people. If one "
                "of the numbers is wrong, correct it first."
            )
        )
    for one, other in ((target, duplicate), (duplicate, target)):
        if one.account_id and other.guardians.filter(account=one.account_id).exists():
            raise Refused(_("One of them speaks for the other: they are two people."))
    sentence = merging.obstacle(target, duplicate)
    if sentence:
        raise Refused(sentence)


def _settle_consents(target: Person, duplicate: Person, journal: Journal) -> None:
    """The stricter answer wins: a yes that the other record took back is closed, and of two the target's stands."""
    now = timezone.now()
    for person, other in ((target, duplicate), (duplicate, target)):
        answers = list(other.consents.all())
        taken_back = {
            (answer.purpose, answer.about)
            for answer in answers
            if answer.withdrawn_at and not access.consents(other, answer.purpose, answer.about)
        }
        for consent in person.consents.filter(withdrawn_at=None):
            if any(
                consent.purpose == purpose and (not about or consent.about in {"", about})
                for purpose, about in taken_back
            ):
                journal.set(consent, withdrawn_at=max(now, consent.given_at))
    standing = set(target.consents.filter(withdrawn_at=None).values_list("purpose", "about"))
    for consent in duplicate.consents.filter(withdrawn_at=None):
        if (consent.purpose, consent.about) in standing:
            journal.set(consent, withdrawn_at=max(now, consent.given_at))


def _settle_accounts(target: Person, duplicate: Person, journal: Journal) -> None:
    """A person signs in with one account: where both have one, the duplicate's is closed and its sessions end."""
    account = duplicate.account
    if account is None or target.account is None:
        return
    if account.current_roles():
        raise Refused(
            _("The account of the record that ends holds a role. Keep the other record, or end the role first.")
        )
    journal.set(account, is_active=False)
    Account.objects.filter(pk=account.pk).update(session_generation=account.session_generation + 1)


def _phones_to_tell(target: Person, duplicate: Person) -> list[str]:
    numbers = [person.phone for person in (target, duplicate)]
    numbers += [person.account.phone for person in (target, duplicate) if person.account]
    return list(dict.fromkeys(number for number in numbers if number))


def _tell(phone: str, text: str, region: str, by: Account) -> None:
    send_text(phone=phone, text=text % {"site": settings.SITE_NAME, "region": region}, purpose="records merged", by=by)


def _differences(before: dict, after: dict) -> list[dict]:
    """The figures that count otherwise: name, value before and after, and whether the published value is frozen."""
    changed = [key for key in before if key in after and before[key].value != after[key].value]
    return [
        {
            "name": before[key].name,
            "before": before[key].value,
            "after": after[key].value,
            "is_frozen": before[key].is_frozen,
        }
        for key in changed
    ]


@merging.joins("people.person")
def _person(duplicate: Person, target: Person) -> dict[str, object]:
    """What the record that stays lacks, and the numbers that it does not have yet."""
    columns: dict[str, object] = {}
    others = [target.other_phones, duplicate.other_phones]
    if duplicate.phone and not target.phone:
        columns |= {name: getattr(duplicate, name) for name in ("phone", "phone_key", "phone_tail")}
    elif duplicate.phone and phone_hash(duplicate.phone) != target.phone_key:
        others.append(duplicate.phone)
    columns["other_phones"] = "、".join(dict.fromkeys(number for number in others if number))
    if duplicate.certificate_key:
        names = ("certificate", "certificate_key", "certificate_until")
        columns |= {name: getattr(duplicate, name) for name in names}
    key = target.certificate_key or duplicate.certificate_key
    claims = [person for person in (target, duplicate) if person.claimed_certificate_key not in {"", key}]
    claim = claims[0] if claims else None
    columns["claimed_certificate"] = claim.claimed_certificate if claim else ""
    columns["claimed_certificate_key"] = claim.claimed_certificate_key if claim else ""
    if target.account_id is None:
        columns["account_id"] = duplicate.account_id
    if target.needs_said_at is None:
        columns["needs_said_at"] = duplicate.needs_said_at
    return columns


@merging.joins("people.supportneed")
def _need(duplicate, target) -> dict[str, object]:
    """What one of the two cannot be without, the person cannot be without."""
    return {"is_must": target.is_must or duplicate.is_must, "note": target.note or duplicate.note}
