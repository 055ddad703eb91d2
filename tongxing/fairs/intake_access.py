"""Who brings posts and people to a fair by spreadsheet, and until when."""

from tongxing.fairs.access import check_takes_employers, check_takes_people, fairs_for, runs
from tongxing.people.access import hide_unless
from tongxing.people.models import Role


def check_brings_posts(by, fair) -> None:
    """Those who run the fair bring anybody's posts; an employer's members their own, at a fair that they see."""
    hide_unless(runs(by, fair) or (by.holds(Role.What.EMPLOYER) and fairs_for(by).filter(pk=fair.pk).exists()))
    check_takes_employers(fair)


def check_brings_people(by, fair) -> None:
    """Those who run the fair bring people, while it takes them."""
    hide_unless(runs(by, fair))
    check_takes_people(fair)
