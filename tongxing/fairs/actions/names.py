"""Opening the whole names of those who are registered at a fair."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.access import check_runs
from tongxing.fairs.hosting import hidden_names
from tongxing.people.actions import open_roll
from tongxing.people.looks import OPENED_ROLL, PRINTED_ROLL
from tongxing.trail.models import Entry


@transaction.atomic
def open_names(*, fair, purpose: str, by, why: str = "", registration=None) -> Entry:
    """Open the names of the fair's people, or of one ``registration``: one line, in which each finds themselves.

    People of another host of a shared fair stay masked and stand in no line. Raises ``Refused`` where the purpose is
    missing, and for those who do not run the fair.
    """
    check_runs(by, fair)
    registrations = fair.registrations.select_related("person__region")
    if registration is not None:
        registrations = registrations.filter(pk=registration.pk)
    is_hidden = hidden_names(by, fair)
    people = [registration.person_id for registration in registrations if not is_hidden(registration.person)]
    if not people:
        raise Refused(_("None of the people here are yours to open: each host opens the names of its own people."))
    return open_roll(people=people, on=fair, purpose=purpose, why=why, by=by, act=OPENED_ROLL)


@transaction.atomic
def print_names(*, fair, people, purpose: str, by, why: str = "") -> Entry:
    """Write that the opened names of ``people`` were taken along: printed, or as sentences to copy."""
    check_runs(by, fair)
    return open_roll(people=people, on=fair, purpose=purpose, why=why, by=by, act=PRINTED_ROLL)
