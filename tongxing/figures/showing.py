"""The entries of a fair as staff see them when they open a figure: masked names, posts, employers."""

from django.utils.translation import gettext as _

from tongxing.fairs.models import Participation
from tongxing.figures.places import hour_of
from tongxing.figures.registry import Shown


def show_employers(event, numbers) -> dict[str, Shown]:
    """Each employer by name."""
    rows = Participation.objects.filter(fair__event=event, number__in=numbers).select_related("employer")
    return {row.number: Shown(row.employer.name, page=("organisations:organisation", row.employer_id)) for row in rows}


def show_posts(event, numbers) -> dict[str, Shown]:
    """Each posting by its title, with its employer."""
    rows = event.vacancies.filter(number__in=numbers).select_related("employer")
    return {row.number: Shown(row.title, row.employer.name, page=("jobs:vacancy", row.pk)) for row in rows}


def show_people(model, detail):
    """For entries with a registration: the masked name; ``detail`` makes the rest of the line."""

    def show(event, numbers) -> dict[str, Shown]:
        rows = model.objects.filter(fair__event=event, number__in=numbers)
        return {
            row.number: Shown(
                row.registration.person.masked_name(),
                detail(row),
                row.registration.person.region.path,
                ("people:person", row.registration.person_id),
            )
            for row in rows.select_related("registration__person__region", *detail.related)
        }

    return show


def _detail(*related):
    def mark(function):
        function.related = related
        return function

    return mark


@_detail()
def detail_of_arrival(row) -> str:
    """When and how somebody came."""
    return f"{hour_of(row.arrived_at)[:10]} {_('came in by')} {row.get_means_display()}"


@_detail("participation__employer")
def detail_of_resume(row) -> str:
    """How a résumé was handed in, and to whom."""
    to = row.participation.employer.name if row.participation else ""
    return f"{row.get_means_display()} {to}".strip()


@_detail("vacancy__employer")
def detail_of_intent(row) -> str:
    """The post that is wanted, with its employer."""
    return f"{row.vacancy.title} · {row.vacancy.employer.name}"
