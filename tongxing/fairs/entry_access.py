"""Which employers may ask to take part in a fair, and who answers them."""

from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import access
from tongxing.fairs.models import EntryRequest
from tongxing.organisations.access import spoken_for
from tongxing.people.access import hide_unless


def employers_that_may_ask(user, fair):
    """The reader's own organisations that do not take part in ``fair`` yet."""
    if not user.is_authenticated or not user.holds("employer"):
        return spoken_for(user).none() if user.is_authenticated else []
    there = fair.participations.filter(is_withdrawn=False).values("employer")
    return spoken_for(user).exclude(pk__in=there).distinct().order_by("name")


def check_ask(by, fair, employer) -> None:
    """The employer's own members, while the fair takes employers; once, until the federation has answered."""
    hide_unless(employers_that_may_ask(by, fair).filter(pk=employer.pk).exists())
    access.check_takes_employers(fair)
    if fair.entry_requests.filter(employer=employer, state=EntryRequest.State.ASKED).exists():
        raise Refused(_("You have asked already. The federation answers; your page says when it has."))


def check_decide(by, request: EntryRequest) -> None:
    """Those who run the fair, once."""
    access.check_runs(by, request.fair)
    access.check_takes_employers(request.fair)
    if request.state != EntryRequest.State.ASKED:
        raise Refused(_("This was answered already. Load the page again."))
