"""Values on which two devices may disagree: a person's or an employer's word, and what came of an interview.

Of one device its last word counts. Where devices say the same it is entered; where they do not, or where somebody
entered something else by hand, none is overwritten: all are kept, what devices entered is set aside, and a person
decides. What comes out does not depend on the order in which the devices' acts arrive.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.doors.models import Act, Claim
from tongxing.fairs import access
from tongxing.fairs import actions as fair_actions
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Intent, Interview
from tongxing.trail.actions import record

YES, NO = "yes", "no"
State = Act.State


@dataclass(frozen=True)
class Subject:
    """Something that has one value: ``side`` is empty for what came of an interview."""

    registration: int
    vacancy: int
    side: str = ""

    def __str__(self):
        kind = "word" if self.side else "outcome"
        return f"{kind}:{self.registration}:{self.vacancy}" + (f":{self.side}" if self.side else "")

    @classmethod
    def named(cls, text: str) -> "Subject":
        """The subject as it is kept with a claim."""
        _kind, registration, vacancy, *side = text.split(":")
        return cls(int(registration), int(vacancy), *side)

    @property
    def neutral(self) -> str:
        """The value of what nobody has said anything about."""
        return NO if self.side else Interview.Outcome.PENDING


def standing(fair, subject: Subject) -> str:
    """The value that is entered now."""
    about = {"registration": subject.registration, "vacancy": subject.vacancy}
    if not subject.side:
        found = Interview.objects.filter(**about).values_list("outcome", flat=True).first()
        return found or Interview.Outcome.PENDING
    field = f"{subject.side}_agrees"
    return YES if Intent.objects.filter(fair=fair, **about, **{field: True}).exists() else NO


def enter(fair, subject: Subject, value: str, by, at=None) -> None:
    """Make ``value`` the one that is entered."""
    if standing(fair, subject) == value:
        return
    about = {"registration": subject.registration, "vacancy": subject.vacancy}
    if not subject.side:
        interview = Interview.objects.select_related("registration__fair", "vacancy__employer").get(**about)
        fair_actions.set_outcome(
            interview=interview, outcome=value, note=interview.outcome_note, by=by, registers_intent=False
        )
    elif value == YES:
        registration = fair.registrations.select_related("person").get(pk=subject.registration)
        vacancy = fair.event.vacancies.select_related("employer").get(pk=subject.vacancy)
        word = {f"{subject.side}_agrees": True}
        fair_actions.register_intent(fair=fair, registration=registration, vacancy=vacancy, by=by, at=at, **word)
    else:
        for intent in fair.intents.filter(**about).select_related("registration__person", "vacancy__employer"):
            fair_actions.take_back_word(intent=intent, side=subject.side, by=by)


def lay(act, pairs: dict[Subject, str], fair, by) -> None:
    """Keep what ``act`` says, and weigh each of the subjects anew. The fair is locked by the caller."""
    Claim.objects.bulk_create(Claim(act=act, subject=str(subject), value=value) for subject, value in pairs.items())
    for subject in pairs:
        weigh(fair, subject, by)


def take_back(act, fair, by) -> None:
    """The act no longer counts: what others say about the same is weighed without it."""
    open_claims = list(act.claims.filter(is_open=True))
    act.claims.update(is_open=False, is_contested=False)
    for claim in open_claims:
        weigh(fair, Subject.named(claim.subject), by, withdrawn={claim.value})


def weigh(fair, subject: Subject, by, withdrawn=frozenset()) -> None:
    """Enter what the devices agree on, or set it aside and ask a person.

    ``withdrawn`` are values that an act had entered and has taken back.
    """
    claims = list(Claim.objects.filter(subject=str(subject), is_open=True).select_related("act"))
    claims.sort(key=lambda claim: claim.act.counter)
    latest = {claim.act.device_id: claim for claim in claims}
    voices = {claim.value for claim in latest.values()}
    now = standing(fair, subject)
    by_hand = now not in {subject.neutral, *withdrawn} | {claim.value for claim in claims}
    is_contested = len(voices) > 1 or (by_hand and bool(voices))
    if not by_hand:
        is_one = len(voices) == 1
        enter(fair, subject, voices.pop() if is_one else subject.neutral, by, _earliest(latest))
    contested = {claim.pk for claim in latest.values()} if is_contested else set()
    for claim in claims:
        if claim.is_contested != (claim.pk in contested):
            claim.is_contested = claim.pk in contested
            claim.save(update_fields=["is_contested"])
            _mark(claim.act)


def _earliest(latest):
    return min((claim.act.happened_at for claim in latest.values()), default=None)


def _mark(act) -> None:
    """An act waits for a person while one of its claims does."""
    if act.state in {State.ACCEPTED, State.CONFLICT}:
        waits = act.claims.filter(is_contested=True).exists()
        act.state = State.CONFLICT if waits else State.ACCEPTED
        act.save(update_fields=["state"])


@transaction.atomic
def decide(*, fair, subject: Subject, value, why, by) -> None:
    """A person decides what holds where devices disagree; the trail keeps who said what, and why it was so decided."""
    fair = locked(fair)
    access.check_runs(by, fair)
    access.check_takes_entries(fair)
    if not why.strip():
        raise Refused(_("Write how you know which of them is right."))
    claims = list(Claim.objects.filter(subject=str(subject), is_open=True).select_related("act__device"))
    if not any(claim.is_contested and claim.act.device.fair_id == fair.pk for claim in claims):
        raise Refused(_("This was decided already."))
    said = {claim.act.device.number: claim.value for claim in claims if claim.is_contested}
    enter(fair, subject, value, by, min(claim.act.happened_at for claim in claims))
    record("decided between devices", fair, by=by, why=why, subject=str(subject), said=said, value=value)
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(is_open=False, is_contested=False)
    for claim in claims:
        act = claim.act
        if act.state == State.CONFLICT and not act.claims.filter(is_contested=True).exists():
            act.state, act.settled_by, act.settled_at = State.SETTLED, by, timezone.now()
            act.settled_how = why[:300]
            act.save(update_fields=["state", "settled_by", "settled_at", "settled_how"])
