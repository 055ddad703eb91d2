"""What clerks see of devices: what each did that waits for a person, in words."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tongxing.doors.access import acts_about
from tongxing.doors.actions.claims import NO, YES, Subject
from tongxing.doors.models import Act, Claim, Device
from tongxing.fairs.models import Attendance, Interview
from tongxing.jobs.models import Vacancy
from tongxing.people.models import Person

MOST = 200
State = Act.State


def devices_of(fair):
    """The fair's devices, each with how many acts it sent, and how many of them wait for a person."""
    return (
        Device.objects.filter(fair=fair)
        .select_related("participation__employer")
        .annotate(
            act_count=Count("acts"),
            waiting_count=Count("acts", filter=Q(acts__state__in=[State.REFUSED, State.CONFLICT, State.UNPROVED])),
        )
    )


def acts_in(fair, state) -> list[Act]:
    """What devices noted and is in ``state``, each with ``words``, the first one first."""
    acts = list(Act.objects.filter(device__fair=fair, state=state).select_related("device")[:MOST])
    keys = {act.data.get("person") for act in acts}
    people = {
        registration.pk: registration
        for registration in fair.registrations.filter(pk__in=_numbers(keys)).select_related("person")
    }
    posts = Vacancy.objects.in_bulk(_numbers({act.data.get("vacancy") for act in acts}))
    for act in acts:
        act.words = in_words(act, fair, people, posts)
    return acts


def about_own(user, fair) -> tuple[list[Act], list[Act], list[Act]]:
    """What employers' devices noted about ``user`` at ``fair``: what waits, what is entered, what was denied.

    Whether the employer is interested, and what came of an interview, the person reads elsewhere or not at all.
    """
    acts = acts_about(user).filter(device__fair=fair).select_related("device__participation__employer", "about")
    acts = list(acts.order_by("-happened_at", "-pk")[:MOST])
    posts = Vacancy.objects.in_bulk(_numbers({act.data.get("vacancy") for act in acts}))
    for act in acts:
        act.words = _words_for_person(act, posts)
    sorts: dict[str, list[Act]] = {State.UNPROVED: [], State.ACCEPTED: [], State.DENIED: []}
    for act in acts:
        sorts[act.state if act.state in sorts else State.ACCEPTED].append(act)
    return sorts[State.UNPROVED], sorts[State.ACCEPTED], sorts[State.DENIED]


def _words_for_person(act, posts) -> str:
    said = {"employer": act.device.participation.employer, "post": posts.get(act.data.get("vacancy"), "")}
    if act.kind == Act.Kind.RESUME:
        return _("%(employer)s: you handed in your résumé.") % said
    if act.kind == Act.Kind.OUTCOME:
        return _("%(employer)s: what came of your interview about “%(post)s”.") % said
    return _("%(employer)s: the employer's word after meeting you about “%(post)s”.") % said


def _numbers(values) -> list[int]:
    return [value for value in values if isinstance(value, int)]


def in_words(act, fair, people, posts) -> str:
    """What the act says, for a clerk: whom, which post, what."""
    data = act.data
    parts = [str(act.get_kind_display())]
    if data.get("person") in people:
        registration = people[data["person"]]
        parts.append(f"{registration.person.masked_name()} {registration.number}")
    texts = {name: str(data[name])[:60] for name in ("name", "phone", "unread") if data.get(name)}
    walk_in = Person(name=texts.get("name", ""), phone_tail=texts.get("phone", "")[-4:])
    masked = {"name": walk_in.masked_name(), "phone": walk_in.masked_phone()}
    texts = {name: masked.get(name, text) for name, text in texts.items()}
    parts += texts.values()
    if data.get("vacancy") in posts:
        parts.append(str(posts[data["vacancy"]]))
    if "yes" in data:
        parts.append(str(_("interested") if data["yes"] else _("not interested")))
    if data.get("outcome") in Interview.Outcome.values:
        parts.append(str(Interview.Outcome(data["outcome"]).label))
    return " · ".join(parts)


@dataclass(frozen=True)
class Voice:
    """What one device says."""

    device: str
    value: str
    moment: object


@dataclass(frozen=True)
class Conflict:
    """Something on which devices disagree; ``claim`` is the key by which it is decided."""

    claim: int
    about: str
    who: str
    voices: list[Voice]
    now: str
    choices: list[tuple[str, str]]


def label(subject: Subject, value: str) -> str:
    """A value in words."""
    if subject.side:
        return str(_("interested") if value == YES else _("not interested"))
    return str(Interview.Outcome(value).label)


def choices_of(subject: Subject) -> list[tuple[str, str]]:
    """What a person may decide."""
    values = [YES, NO] if subject.side else [value for value in Interview.Outcome.values if value != subject.neutral]
    return [(value, label(subject, value)) for value in values]


def contested(fair) -> dict[str, list[Claim]]:
    """The open claims that contradict each other, by what they are about."""
    claims = Claim.objects.filter(act__device__fair=fair, is_open=True, is_contested=True)
    by_subject = defaultdict(list)
    for claim in claims.select_related("act__device").defer("act__said"):
        by_subject[claim.subject].append(claim)
    return by_subject


def conflicts(fair) -> list[Conflict]:
    """All on which devices disagree, the oldest first."""
    by_subject = contested(fair)
    subjects = {name: Subject.named(name) for name in by_subject}
    people = fair.registrations.select_related("person").in_bulk(
        {subject.registration for subject in subjects.values()}
    )
    posts = Vacancy.objects.select_related("employer").in_bulk({subject.vacancy for subject in subjects.values()})
    now = _entered(fair, people)
    return [
        _conflict(subjects[name], claims, now(subjects[name]), people, posts)
        for name, claims in list(by_subject.items())[:MOST]
        if subjects[name].registration in people
    ]


def _entered(fair, people):
    """Tells of a subject which value is entered now, for many people in two queries."""
    interviews = Interview.objects.filter(registration__in=people).values_list("registration", "vacancy", "outcome")
    outcomes = {(registration, vacancy): outcome for registration, vacancy, outcome in interviews}
    intents = {
        (intent.registration_id, intent.vacancy_id): intent for intent in fair.intents.filter(registration__in=people)
    }

    def now(subject: Subject) -> str:
        about = subject.registration, subject.vacancy
        if not subject.side:
            return outcomes.get(about, subject.neutral)
        return YES if getattr(intents.get(about), f"{subject.side}_agrees", False) else NO

    return now


def _conflict(subject, claims, now, people, posts) -> Conflict:
    person, post = people[subject.registration], posts[subject.vacancy]
    if not subject.side:
        about = _("What came of the interview")
    elif subject.side == "seeker":
        about = _("Whether the person is interested")
    else:
        about = _("Whether the employer is interested")
    return Conflict(
        claim=claims[0].pk,
        about=about,
        who=f"{person.person.masked_name()} {person.number} · {post.employer} · {post.title}",
        voices=[Voice(str(claim.act.device), label(subject, claim.value), claim.act.happened_at) for claim in claims],
        now=label(subject, now),
        choices=choices_of(subject),
    )


def let_in_again(fair) -> list[tuple[str, list[Attendance]]]:
    """Tickets that were let in more than once, with each coming and the device that let it in."""
    again = fair.registrations.annotate(comings=Count("attendances")).filter(comings__gt=1).values("pk")[:MOST]
    comings = list(
        fair.attendances.filter(registration__in=list(again.values_list("pk", flat=True))).select_related(
            "registration__person"
        )
    )
    devices = dict(
        Act.objects.filter(entry_kind="attendance", entry_key__in=[coming.pk for coming in comings]).values_list(
            "entry_key", "device__name"
        )
    )
    by_person: dict[str, list[Attendance]] = defaultdict(list)
    for coming in comings:
        coming.device_name = devices.get(coming.pk, "")
        by_person[f"{coming.registration.person.masked_name()} {coming.registration.number}"].append(coming)
    return list(by_person.items())
