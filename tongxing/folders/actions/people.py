"""Writing the people of a folder: known ones are found again, new ones entered, wishes and needs brought up to date."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import name_key
from tongxing.fairs.models import Registration
from tongxing.folders.actions.syncing import BATCH, Counts, sync
from tongxing.folders.format import SEEKERS
from tongxing.folders.plan import Entry, Plan
from tongxing.folders.problem import Problem
from tongxing.jobs.models import Seeker
from tongxing.people.models import Consent, Guardian, Person, SearchTerm, SupportNeed
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash, person_key
from tongxing.people.recognition import Register
from tongxing.people.sounds import sound_of
from tongxing.people.wordings import version_at


@dataclass
class Said:
    """All that the folder says of one person, the later event's word over the earlier one's."""

    person: dict[str, Any]
    seeker: dict[str, Any] = field(default_factory=dict)
    consents: list[str] = field(default_factory=list)
    since: Any = None
    where: str = ""


Key = tuple[str, ...]
"""By which a person is the same one across events: certificate, else telephone and name, else their place."""


def write_people(plan: Plan) -> tuple[dict[tuple[str, str], Person], Counts, list[Problem]]:
    """Persons by (event key, number of their place), what it took, and problems: with one, nothing was written."""
    said: dict[Key, Said] = {}
    places: dict[tuple[str, str], Key] = {}
    certificates = _certificates(plan)
    for event, sheets in plan.sheets.items():
        for entry in sheets.seekers:
            key = _key(entry["person"], event, entry, certificates)
            places[event, entry.number] = key
            _take(said, key, event, entry)
    kept, problems = _known(plan, said, places)
    if problems:
        return {}, Counts(), problems
    synced = sync(Person, kept, ((key, _person_facts(kept.get(key), one)) for key, one in said.items()))
    SearchTerm.objects.follow(synced.objects.values())
    counts = synced.counts + _seekers(synced.objects, said) + _needs(synced.objects, said)
    counts += _consents(synced.objects, said) + _guardians(synced.objects, said)
    return {place: synced.objects[key] for place, key in places.items()}, counts, []


def _problem(one: Said, sentence: str) -> Problem:
    return Problem(sentence, *one.where.split("\t"))


def _by_phone(person: dict[str, Any]) -> Key:
    return ("phone", phone_hash(person["phone"]), person_key(person["name"]))


def _certificates(plan: Plan) -> dict[Key, dict[Key, None]]:
    """The certificates that stand beside a telephone and name anywhere in the folder, in order."""
    certificates: dict[Key, dict[Key, None]] = {}
    for sheets in plan.sheets.values():
        for entry in sheets.seekers:
            person = entry["person"]
            if person["certificate"] and person["phone"]:
                beside = certificates.setdefault(_by_phone(person), {})
                beside["certificate", certificate_hash(person["certificate"])] = None
    return certificates


def _key(person: dict[str, Any], event: str, entry: Entry, certificates: dict[Key, dict[Key, None]]) -> Key:
    if person["certificate"]:
        return ("certificate", certificate_hash(person["certificate"]))
    if person["phone"]:
        key = _by_phone(person)
        return next(iter(certificates.get(key, ())), key)
    return ("place", event, entry.number)


def _take(said: dict[Key, Said], key: Key, event: str, entry: Entry) -> None:
    where = f"{event}/{SEEKERS.file}\t{SEEKERS.sheet}\tA{entry.row}"
    one = said.setdefault(key, Said({}, where=where))
    one.person |= {name: value for name, value in entry["person"].items() if value not in (None, "")}
    one.seeker |= entry["seeker"]
    one.consents = list(dict.fromkeys([*one.consents, *entry["consents"]]))
    moments = [moment for moment in (one.since, entry["registration"]["registered_at"]) if moment]
    one.since = min(moments) if moments else None


def _known(
    plan: Plan, said: dict[Key, Said], places: dict[tuple[str, str], Key]
) -> tuple[dict[Key, Person], list[Problem]]:
    """Those of ``said`` that the database has already, and what contradicts it there."""
    register = Register(Person.objects.order_by("pk"))
    held = {
        (registration.fair.event.key, registration.number): registration.person
        for registration in Registration.objects.filter(fair__event__campaign__slug=plan.outline.slug).select_related(
            "person", "fair__event"
        )
    }
    known: dict[Key, Person] = {}
    problems: list[Problem] = []
    unsure: set[Key] = set()
    for key, one in said.items():
        person = one.person
        known_as = register.recognise(
            name=person["name"], phone=person.get("phone", ""), certificate=person.get("certificate", "")
        )
        if known_as.conflict:
            problems.append(_problem(one, known_as.conflict))
            unsure.add(key)
        elif known_as.person is not None:
            known[key] = known_as.person
    for place, key in places.items():
        holder = held.get(place)
        if holder is not None and key not in known and key not in unsure and _may_be(holder, said[key].person):
            known[key] = holder
    keys: dict[int, Key] = {}
    for key, stored in known.items():
        if keys.setdefault(stored.pk, key) != key:
            sentence = _(
                "This row and another one name the same person of the database by different numbers. Write the "
                "certificate number in both."
            )
            problems.append(_problem(said[key], sentence))
    for (event, number), key in places.items():
        holder = held.get((event, number))
        if holder is not None and key not in unsure and known.get(key) != holder:
            sentence = _(
                "The number %(number)s belongs to another person in the database, and keeps to them. Correct this "
                "row, or give the person a new number."
            )
            problems.append(_problem(said[key], sentence % {"number": number}))
    return known, problems


def _may_be(holder: Person, person: dict[str, Any]) -> bool:
    """Whether who holds a place is the person of its row, whose numbers name nobody: the name agrees, and no
    certificate disagrees."""
    if person_key(holder.name) != person_key(person["name"]):
        return False
    certificate = person.get("certificate", "")
    both = certificate and holder.certificate_key
    return not both or holder.certificate_key == certificate_hash(certificate)


def _person_facts(kept: Person | None, one: Said) -> dict[str, Any]:
    person = one.person
    phone, certificate = person.get("phone", ""), person.get("certificate", "")
    facts: dict[str, Any] = {"region": person["region"]}
    if phone:
        facts |= {"phone": phone, "phone_key": phone_hash(phone), "phone_tail": phone[-4:]}
    if person.get("other_phones"):
        facts["other_phones"] = person["other_phones"]
    if certificate:
        facts |= {"certificate": certificate, "certificate_key": certificate_hash(certificate)}
    if person.get("certificate_until"):
        facts["certificate_until"] = person["certificate_until"]
    if kept is None:
        moment = one.since or timezone.now()
        name = person["name"]
        facts |= {"name": name, "name_key": person_key(name), "sound": sound_of(name)}
        facts |= {"entered_by_staff": True, "entered_at": moment}
        facts["needs_said_at"] = moment if "needs" in person else None
    return facts


def _seekers(people: dict[Key, Person], said: dict[Key, Said]) -> Counts:
    kept_by_person = {seeker.person_id: seeker for seeker in Seeker.objects.filter(person__in=_pks(people, said))}
    kept = {key: kept_by_person[people[key].pk] for key in said if people[key].pk in kept_by_person}
    wanted = []
    for key, one in said.items():
        facts = {"person": people[key], **one.seeker}
        if key not in kept:
            facts["updated_at"] = one.since or timezone.now()
        wanted.append((key, facts))
    return sync(Seeker, kept, wanted).counts


def _needs(people: dict[Key, Person], said: dict[Key, Said]) -> Counts:
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


def _consents(people: dict[Key, Person], said: dict[Key, Said]) -> Counts:
    """A yes on paper for each purpose about which the person has said nothing here yet; a yes taken back stays so."""
    now = timezone.now()
    spoken = set(Consent.objects.filter(person__in=_pks(people, said), about="").values_list("person_id", "purpose"))
    fresh = [
        Consent(
            person=people[key],
            purpose=purpose,
            means=Consent.Means.PAPER,
            wording_version=version_at(given_at, purpose),
            given_at=given_at,
        )
        for key, one in said.items()
        for given_at in [one.since or now]
        for purpose in one.consents
        if (people[key].pk, purpose) not in spoken
    ]
    Consent.objects.bulk_create(fresh, batch_size=BATCH)
    return Counts(added=len(fresh))


def _guardians(people: dict[Key, Person], said: dict[Key, Said]) -> Counts:
    """Guardians that are not known yet by name."""
    guardians = Guardian.objects.filter(person__in=_pks(people, said)).values_list("person_id", "name")
    known = {(person, name_key(name)) for person, name in guardians}
    fresh = []
    for key, one in said.items():
        facts = one.person.get("guardian")
        if facts and (people[key].pk, name_key(facts["name"])) not in known:
            phone_key = phone_hash(facts["phone"]) if facts["phone"] else ""
            fresh.append(Guardian(person=people[key], **facts, phone_key=phone_key))
    Guardian.objects.bulk_create(fresh, batch_size=BATCH)
    return Counts(added=len(fresh))


def _pks(people: dict[Key, Person], said: dict[Key, Said]) -> list[int]:
    return [people[key].pk for key in said]
