"""Writing the people of a folder: known ones are found again, new ones entered, wishes and needs brought up to date."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.fairs.models import Registration
from tongxing.folders.actions.syncing import BATCH, Counts, sync
from tongxing.folders.format import SEEKERS
from tongxing.folders.plan import Entry, Plan
from tongxing.folders.problem import Problem
from tongxing.jobs.models import Seeker
from tongxing.people.models import Consent, Guardian, Person, SupportNeed
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash
from tongxing.people.sounds import sound_of
from tongxing.people.wordings import CURRENT


@dataclass
class Said:
    """All that the folder says of one person, the later event's word over the earlier one's."""

    person: dict[str, Any]
    seeker: dict[str, Any] = field(default_factory=dict)
    consents: list[str] = field(default_factory=list)
    since: Any = None
    where: str = ""


def _key(person: dict[str, Any], event: str, entry: Entry) -> tuple:
    """By which a person is the same one across events: certificate, else telephone and name, else this place."""
    if person["certificate"]:
        return ("certificate", certificate_hash(person["certificate"]))
    if person["phone"]:
        return ("phone", phone_hash(person["phone"]), person["name"])
    return ("place", event, entry.number)


def write_people(plan: Plan) -> tuple[dict[tuple[str, str], Person], Counts, list[Problem]]:
    """Persons by (event key, number of their place), what it took, and names that do not agree with what is known."""
    said: dict[tuple, Said] = {}
    places: dict[tuple[str, str], tuple] = {}
    for event, sheets in plan.sheets.items():
        for entry in sheets.seekers:
            key = _key(entry["person"], event, entry)
            places[event, entry.number] = key
            _take(said, key, event, entry)
    kept = _known(plan, said)
    problems = [
        Problem(
            _("This person stands in the database under another name. Compare with the card and correct one of them."),
            *said[key].where.split("\t"),
        )
        for key, person in kept.items()
        if person.name != said[key].person["name"]
    ]
    synced = sync(Person, kept, ((key, _person_facts(kept.get(key), one)) for key, one in said.items()))
    counts = synced.counts + _seekers(synced.objects, said) + _needs(synced.objects, said)
    counts += _consents(synced.objects, said) + _guardians(synced.objects, said)
    return {place: synced.objects[key] for place, key in places.items()}, counts, problems


def _take(said: dict[tuple, Said], key: tuple, event: str, entry: Entry) -> None:
    where = f"{event}/{SEEKERS.file}\t{SEEKERS.sheet}\tA{entry.row}"
    one = said.setdefault(key, Said({}, where=where))
    one.person |= {name: value for name, value in entry["person"].items() if value not in (None, "")}
    one.seeker |= entry["seeker"]
    one.consents = list(dict.fromkeys([*one.consents, *entry["consents"]]))
    moments = [moment for moment in (one.since, entry["registration"]["registered_at"]) if moment]
    one.since = min(moments) if moments else None


def _known(plan: Plan, said: dict[tuple, Said]) -> dict[tuple, Person]:
    """Those of ``said`` that the database has already."""
    people = Person.objects.all()
    by_certificate = {one.certificate_key: one for one in people if one.certificate_key}
    by_phone: dict[tuple, Person] = {}
    for one in people:
        if one.phone_key:
            by_phone.setdefault((one.phone_key, one.name), one)
    by_place = {
        (one.fair.event.key, one.number): one.person
        for one in Registration.objects.filter(fair__event__campaign__slug=plan.outline.slug).select_related(
            "person", "fair__event"
        )
    }
    known = {}
    for key, who in said.items():
        if key[0] == "certificate":
            found = by_certificate.get(key[1])
            if found is None and who.person.get("phone"):
                # known by telephone and name, and the certificate comes to light now
                near = by_phone.get((phone_hash(who.person["phone"]), who.person["name"]))
                found = near if near and not near.certificate_key else None
        elif key[0] == "phone":
            found = by_phone.get(key[1:])
        else:
            found = by_place.get(key[1:])
            found = found if found and not (found.phone_key or found.certificate_key) else None
        if found is not None:
            known[key] = found
    return known


def _person_facts(kept: Person | None, one: Said) -> dict[str, Any]:
    person = one.person
    phone, certificate = person.get("phone", ""), person.get("certificate", "")
    facts: dict[str, Any] = {"name": person["name"], "sound": sound_of(person["name"]), "region": person["region"]}
    if phone:
        facts |= {"phone": phone, "phone_key": phone_hash(phone), "phone_tail": phone[-4:]}
    if certificate:
        facts |= {"certificate": certificate, "certificate_key": certificate_hash(certificate)}
    if person.get("certificate_until"):
        facts["certificate_until"] = person["certificate_until"]
    if kept is None:
        moment = one.since or timezone.now()
        facts |= {"entered_by_staff": True, "entered_at": moment}
        facts["needs_said_at"] = moment if "needs" in person else None
    return facts


def _seekers(people: dict[tuple, Person], said: dict[tuple, Said]) -> Counts:
    kept_by_person = {one.person_id: one for one in Seeker.objects.filter(person__in=_pks(people, said))}
    kept = {key: kept_by_person[people[key].pk] for key in said if people[key].pk in kept_by_person}
    wanted = []
    for key, one in said.items():
        facts = {"person": people[key], **one.seeker}
        if key not in kept:
            facts["updated_at"] = one.since or timezone.now()
        wanted.append((key, facts))
    return sync(Seeker, kept, wanted).counts


def _needs(people: dict[tuple, Person], said: dict[tuple, Said]) -> Counts:
    """Needs as the folder says them, where it says any thing; a note that stands beside a need stays."""
    told = {key: dict(one.person["needs"]) for key, one in said.items() if "needs" in one.person}
    kept: dict[tuple, SupportNeed] = {}
    keys = {people[key].pk: key for key in told}
    for need in SupportNeed.objects.filter(person__in=list(keys)):
        kept[keys[need.person_id], need.code] = need
    gone = [need.pk for (key, code), need in kept.items() if code not in told[key]]
    SupportNeed.objects.filter(pk__in=gone).delete()
    wanted = [
        ((key, code), {"person": people[key], "code": code, "is_must": is_must})
        for key, needs in told.items()
        for code, is_must in needs.items()
    ]
    synced = sync(SupportNeed, kept, wanted)
    silent = [people[key].pk for key in told if people[key].needs_said_at is None]
    Person.objects.filter(pk__in=silent).update(needs_said_at=timezone.now())
    return synced.counts + Counts(removed=len(gone))


def _consents(people: dict[tuple, Person], said: dict[tuple, Said]) -> Counts:
    """A yes on paper for each purpose about which the person has said nothing here yet; a yes taken back stays so."""
    spoken = set(Consent.objects.filter(person__in=_pks(people, said), about="").values_list("person_id", "purpose"))
    fresh = [
        Consent(
            person=people[key],
            purpose=purpose,
            means=Consent.Means.PAPER,
            wording_version=CURRENT,
            given_at=one.since or timezone.now(),
        )
        for key, one in said.items()
        for purpose in one.consents
        if (people[key].pk, purpose) not in spoken
    ]
    Consent.objects.bulk_create(fresh, batch_size=BATCH)
    return Counts(added=len(fresh))


def _guardians(people: dict[tuple, Person], said: dict[tuple, Said]) -> Counts:
    """Guardians that are not known yet by name."""
    known = set(Guardian.objects.filter(person__in=_pks(people, said)).values_list("person_id", "name"))
    fresh = []
    for key, one in said.items():
        facts = one.person.get("guardian")
        if facts and (people[key].pk, facts["name"]) not in known:
            phone_key = phone_hash(facts["phone"]) if facts["phone"] else ""
            fresh.append(Guardian(person=people[key], **facts, phone_key=phone_key))
    Guardian.objects.bulk_create(fresh, batch_size=BATCH)
    return Counts(added=len(fresh))


def _pks(people: dict[tuple, Person], said: dict[tuple, Said]) -> list[int]:
    return [people[key].pk for key in said]
