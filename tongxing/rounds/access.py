"""Who may do what with a round, and the sentence when not."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.common.dates import today
from tongxing.common.refusal import Refused, permits
from tongxing.people.access import (
    STAFF,
    WRITERS,
    check_writes_in,
    found_within,
    hide_unless,
    is_program,
    reaches,
    within,
)
from tongxing.people.models import Role
from tongxing.rounds.models import Opening, Round, Team

State = Round.State


def rounds_for(user, names=STAFF):
    """The rounds of the user's own regions; other regions' do not exist for them."""
    return within(user, Round.objects.select_related("region"), names=names)


def found(user, pk, names=STAFF) -> Round:
    """The round that staff may see (with ``names=WRITERS``: change), or "not found"."""
    return get_object_or_404(rounds_for(user, names), pk=pk)


def found_part(user, queryset, pk):
    """A stop, team or repair of a round that the user may change, or "not found"."""
    return found_within(user, queryset.select_related("round__region"), "round__region", WRITERS, pk=pk)


def runs(user, round_) -> bool:
    """Whether ``user`` is a clerk or lead of the round's region or of one above it."""
    return is_program(user) or (user.is_authenticated and reaches(user, round_.region, WRITERS))


def check_runs(by, round_) -> None:
    """Clerks and leads of the round's region, or of one above it, run it; so do the platform's own commands."""
    if not is_program(by):
        check_writes_in(by, round_.region)


def check_prepares(by, round_) -> None:
    """Stops and teams change until their times were told."""
    check_runs(by, round_)
    if round_.state == State.TOLD:
        raise Refused(
            _("The times of %(round)s were told. What changes now is reported on the page of the day.")
            % {"round": round_}
        )
    if round_.state == State.CLOSED:
        raise Refused(_("%(round)s is closed and no longer changes.") % {"round": round_})


def check_has_room(round_, more: int = 1) -> None:
    """So many more stops are not too many for one round."""
    if round_.stops.count() + more > Round.MOST_STOPS:
        raise Refused(
            _("A round has at most %(most)s stops. Make another round for the rest.") % {"most": Round.MOST_STOPS}
        )


def check_plans(by, round_) -> None:
    """A plan needs at least one stop and one team."""
    check_prepares(by, round_)
    if not round_.stops.filter(cancelled_at=None).exists():
        raise Refused(_("There is no stop yet. Add one, then plan."))
    if not round_.teams.exists():
        raise Refused(_("There is no team yet. Add one, then plan."))


def check_moves(by, round_, to) -> None:
    """One of the permitted steps, by who runs the round."""
    check_runs(by, round_)
    if to not in Round.STEPS[round_.state]:
        raise Refused(
            _("The round is “%(state)s” and cannot become “%(to)s”.")
            % {"state": round_.get_state_display(), "to": State(to).label}
        )


def check_tells(by, round_) -> None:
    """Times are told as long as they are not all over."""
    check_moves(by, round_, State.TOLD)
    if round_.last_on() < today():
        raise Refused(_("The last day of %(round)s is over. Change its days, then plan again.") % {"round": round_})


def check_repairs(by, round_) -> None:
    """A plan is repaired once its times were told, and until the round is closed."""
    check_runs(by, round_)
    if round_.state != State.TOLD:
        raise Refused(_("Only a round whose times were told is repaired. Before that, plan it again."))


# People and places of a round


def check_place_of(round_, thing) -> None:
    """A person or employer is visited by the federation of their own region, or by one above it."""
    hide_unless(thing.region.path.startswith(round_.region.path))


# The sheet of a team's day


def goes_out(user) -> bool:
    """Whether ``user`` holds a role today with which one goes out; who was on a team may have lost it since."""
    return user.is_authenticated and any(role.what != Role.What.EMPLOYER for role in user.current_roles())


def is_member(user, team) -> bool:
    """Whether ``user`` goes out with ``team``."""
    return goes_out(user) and team.accounts.filter(pk=user.pk).exists()


def sheet_of(user, pk, day) -> Team:
    """The team whose sheet of ``day`` exists for ``user``: who runs or audits the round, and the team's own members."""
    team = get_object_or_404(Team.objects.select_related("round__region"), pk=pk)
    hide_unless(1 <= day <= team.round.days)
    hide_unless(reaches_round(user, team.round) or (team.round.state == State.TOLD and is_member(user, team)))
    return team


def reaches_round(user, round_) -> bool:
    """Whether ``user`` is staff of the round's region or of one above it, auditors included."""
    return reaches(user, round_.region)


def check_opens(user, team, day) -> None:
    """Names and addresses: clerks and leads until the round is closed; members on the day itself, and on no other."""
    if runs(user, team.round):
        if team.round.state == State.CLOSED:
            raise Refused(_("%(round)s is closed: its names and addresses stay closed too.") % {"round": team.round})
        return
    hide_unless(reaches_round(user, team.round) or is_member(user, team))
    if not is_member(user, team):
        raise Refused(_("Only who goes out, and clerks and leads of the federation, open names and addresses."))
    date = team.round.date_of(day)
    if team.round.state != State.TOLD or date != today():
        raise Refused(_("This sheet opens on %(day)s, for that day only.") % {"day": date.isoformat()})


may_open = partial(permits, check_opens)


def has_opened(user, team, day) -> bool:
    """Whether ``user`` opened the names of this sheet today, and still may."""
    opened = Opening.objects.filter(team=team, day=day, account=user, opened_on=today()).exists()
    return opened and may_open(user, team, day)


def check_marks(user, team, day) -> None:
    """What happened at a stop is entered by who may open the sheet, while the round is told."""
    check_opens(user, team, day)
    if team.round.state != State.TOLD:
        raise Refused(_("What happened is entered once the times were told."))
