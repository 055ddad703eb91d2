"""On a fair's page: how an employer that does not take part asks to."""

from tongxing.fairs.access import TAKING_EMPLOYERS
from tongxing.fairs.entry_access import employers_that_may_ask
from tongxing.fairs.panels import Panel, for_fairs


@for_fairs
def ask_to_take_part(request, fair) -> Panel | None:
    """Each of the reader's employers that is not there: the way to ask, or how the federation answered."""
    user = request.user
    if not user.is_authenticated or not user.holds("employer") or fair.state not in TAKING_EMPLOYERS:
        return None
    employers = list(employers_that_may_ask(user, fair))
    if not employers:
        return None
    latest = {entry.employer_id: entry for entry in fair.entry_requests.filter(employer__in=employers)}
    rows = [(employer, latest.get(employer.pk)) for employer in employers]
    return Panel("fairs/entry_panel.html", {"fair": fair, "rows": rows}, order=5)
