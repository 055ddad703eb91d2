"""Which steps a fair may take from one state to the next, and what each needs."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.access import check_leads_event
from tongxing.common.refusal import Refused, permits
from tongxing.fairs.access import is_its_day
from tongxing.fairs.models import Fair, Interview

State = Fair.State


def _check_has_a_place(fair, why) -> None:
    event = fair.event
    if fair.mode != Fair.Mode.LIVE and not event.place:
        raise Refused(_("Say first where the fair takes place: its event has no place yet."))
    if fair.mode == Fair.Mode.LIVE and not event.online_address:
        raise Refused(_("Say first where the live stream is seen: its event has no online address yet."))


def _check_no_employer_yet(fair, why) -> None:
    count = fair.participations.filter(is_withdrawn=False).count()
    if count:
        raise Refused(
            ngettext(
                "%(count)s employer takes part already, so the fair cannot go back to a draft.",
                "%(count)s employers take part already, so the fair cannot go back to a draft.",
                count,
            )
            % {"count": count}
        )


def _check_has_a_post(fair, why) -> None:
    if not fair.event.vacancies.filter(state="open").exists():
        raise Refused(_("No post has been entered yet. Enter at least one, then open the fair for seekers."))


def _check_nobody_registered(fair, why) -> None:
    count = fair.registrations.count()
    if count:
        raise Refused(
            ngettext(
                "%(count)s person has registered already, so the fair stays open for seekers. "
                "Posts can still be entered.",
                "%(count)s people have registered already, so the fair stays open for seekers. "
                "Posts can still be entered.",
                count,
            )
            % {"count": count}
        )


def _check_its_day(fair, why) -> None:
    if not is_its_day(fair) and not why.strip():
        raise Refused(
            _("The fair is on %(day)s, not today. To start it today all the same, write the reason.")
            % {"day": timezone.localdate(fair.event.starts_at).isoformat()}
        )


def _check_reason(fair, why) -> None:
    if not why.strip():
        raise Refused(_("Write why the closed fair is to run again."))


def _check_nothing_pending(fair, why) -> None:
    count = (
        Interview.objects.filter(registration__fair=fair, outcome=Interview.Outcome.PENDING)
        .exclude(starts_at=None)
        .count()
    )
    if count:
        raise Refused(
            ngettext(
                "%(count)s interview has no outcome yet. Enter it, then report the fair.",
                "%(count)s interviews have no outcome yet. Enter them, then report the fair.",
                count,
            )
            % {"count": count}
        )


CONDITIONS = {
    (State.DRAFT, State.POSTS): _check_has_a_place,
    (State.POSTS, State.DRAFT): _check_no_employer_yet,
    (State.POSTS, State.SEEKERS): _check_has_a_post,
    (State.SEEKERS, State.POSTS): _check_nobody_registered,
    (State.SEEKERS, State.RUNNING): _check_its_day,
    (State.CLOSED, State.RUNNING): _check_reason,
    (State.CLOSED, State.REPORTED): _check_nothing_pending,
}
"""What must hold for a step, beyond who asks; a step that is not named needs nothing more."""


def check_move(by, fair, to, why="") -> None:
    """One of the permitted steps, by the host that leads the fair, when what it needs is there."""
    check_leads_event(by, fair.event)
    steps = Fair.STEPS[fair.state]
    if to not in steps:
        following = " / ".join(str(State(step).label) for step in steps) or _("none: it only takes errata")
        raise Refused(
            _("The fair is “%(state)s” and cannot become “%(to)s”. Possible steps: %(steps)s.")
            % {"state": fair.get_state_display(), "to": State(to).label, "steps": following}
        )
    condition = CONDITIONS.get((State(fair.state), State(to)))
    if condition:
        condition(fair, why)


may_move = partial(permits, check_move)
