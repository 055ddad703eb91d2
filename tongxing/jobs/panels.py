"""What jobs add to an organisation's page: its posts."""

from django.db.models import Sum

from tongxing.common.refusal import permits
from tongxing.jobs.access.vacancy import check_takes_posts, has_outlived, public_vacancies
from tongxing.jobs.models import Vacancy
from tongxing.organisations.panels import Panel, for_organisations

MOST = 50


@for_organisations
def posts_of_organisation(request, organisation, is_own) -> Panel:
    """Its open public posts; for its members all of them, with the ways to shortlist and change."""
    posts = (
        Vacancy.objects.filter(employer=organisation) if is_own else public_vacancies().filter(employer=organisation)
    )
    shown = list(posts.select_related("event__fair", "region__parent").order_by("-entered_at", "number")[: MOST + 1])
    for one in shown:
        one.has_left = has_outlived(one)
        one.takes_changes = one.event is None or permits(check_takes_posts, one.event)
    is_open = posts.filter(state=Vacancy.State.OPEN)
    return Panel(
        "jobs/organisation_panel.html",
        {
            "posts": shown[:MOST],
            "has_more": len(shown) > MOST,
            "openings": is_open.aggregate(sum=Sum("openings"))["sum"] or 0,
            "is_own": is_own,
            "organisation": organisation,
        },
        order=20,
    )
