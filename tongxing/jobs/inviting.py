"""The people an employer may ask to apply, as it sees them: why they fit, and nothing that says who they are."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from tongxing.jobs import matching, reasons
from tongxing.jobs.access.invitation import candidates, invitable
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
    seekers = invitable(candidates(vacancy).select_related("person__region"))
    return next((seeker for seeker in seekers if constant_time_compare(token_for(vacancy, seeker.pk), token)), None)


class Inviting:
    """Whom the employer may ask to apply for one post, as things stand now."""

    def __init__(self, vacancy: Vacancy):
        self.vacancy = vacancy
        self.seekers = invitable(matching.ready(candidates(vacancy)))
        self.invited = set(vacancy.invitations.values_list("seeker", flat=True))

    def tokens(self) -> dict[int, str]:
        """Key of each seeker who may be asked and is not asked yet → what stands for them."""
        keys = [seeker.pk for seeker in self.seekers if seeker.pk not in self.invited]
        return {key: token_for(self.vacancy, key) for key in keys}

    def candidates(self) -> list[Candidate]:
        """Those who have not agreed to be shown, in the order of the shortlist; none where they are few."""
        hidden = [seeker for seeker in self.seekers if seeker.is_hidden]
        if not hidden:
            return []
        rank: dict[int, Any] = dict(self.vacancy.suggestions.values_list("seeker", "rank_for_vacancy"))
        hidden.sort(key=lambda seeker: rank[seeker.pk])
        return [
            Candidate(
                token=token_for(self.vacancy, explanation.person_id),
                why=reasons.for_employer(explanation, shows_needs=False, required=self.vacancy.skills_required).why,
                is_invited=explanation.person_id in self.invited,
            )
            for explanation in matching.explained_for(self.vacancy, hidden)
            if explanation.is_feasible
        ]
