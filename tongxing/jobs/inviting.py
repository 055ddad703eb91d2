"""The people an employer may ask to apply, as it sees them: why they fit, and nothing that says who they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.crypto import constant_time_compare, salted_hmac

from tongxing.jobs import matching, reasons
from tongxing.jobs.access.invitation import FEW, hidden_candidates, invitable
from tongxing.jobs.models import Seeker, Vacancy


@dataclass
class Candidate:
    """A line without a name. ``token`` stands for the person at this post alone: two posts give two."""

    token: str
    why: list[str] = field(default_factory=list)
    is_invited: bool = False


def token_for(vacancy: Vacancy, seeker_key: int) -> str:
    """What the page sends back for the person; it tells nothing of them and is of use for this post only."""
    return salted_hmac("tongxing.jobs.inviting", f"{vacancy.pk}:{seeker_key}", algorithm="sha256").hexdigest()[:32]


def seeker_behind(vacancy: Vacancy, token: str) -> Seeker | None:
    """The person for whom ``token`` stands, as long as they may be asked."""
    return next((one for one in invitable(vacancy) if constant_time_compare(token_for(vacancy, one.pk), token)), None)


def tokens_of(vacancy: Vacancy) -> dict[int, str]:
    """Key of each seeker who may be asked and is not asked yet → what stands for them."""
    invited = set(vacancy.invitations.values_list("seeker", flat=True))
    return {seeker.pk: token_for(vacancy, seeker.pk) for seeker in invitable(vacancy) if seeker.pk not in invited}


def candidates_for(vacancy: Vacancy) -> list[Candidate]:
    """Those who have not agreed to be shown, in the order of the shortlist; none where they are few."""
    return list(_lines(vacancy))


def _lines(vacancy) -> Iterator[Candidate]:
    rank = dict(vacancy.suggestions.values_list("seeker", "rank_for_vacancy"))
    seekers = sorted(matching.ready(hidden_candidates(vacancy)), key=lambda seeker: rank[seeker.pk])
    if len(seekers) < FEW:
        return
    invited = set(vacancy.invitations.values_list("seeker", flat=True))
    for explanation in matching.explained_for(vacancy, seekers):
        if explanation.is_feasible:
            told = reasons.for_employer(explanation, shows_needs=False, required=vacancy.skills_required)
            yield Candidate(
                token=token_for(vacancy, explanation.person_id),
                why=told.why,
                is_invited=explanation.person_id in invited,
            )
