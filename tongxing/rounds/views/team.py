"""Teams: adding, changing, removing."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.dates import today
from tongxing.people.access import WRITERS, within
from tongxing.people.models import Account, Role
from tongxing.rounds import access, actions
from tongxing.rounds.forms.team import TeamForm
from tongxing.rounds.models import Team
from tongxing.rounds.views.asking import ask


def _accounts(user, team=None):
    """Who may go out: everybody with a role in the reader's regions, and who is on the team already."""
    held = Role.objects.filter(ended_at=None).exclude(valid_until__lt=today()).exclude(what=Role.What.EMPLOYER)
    ours = within(user, held, names=WRITERS).values("account")
    chosen = team.accounts.values("pk") if team else []
    return Account.objects.filter(Q(pk__in=ours) | Q(pk__in=chosen)).order_by("name")


@role(*WRITERS)
def add_team(request, pk):
    """A new team."""
    round_ = access.found(request.user, pk, WRITERS)
    form = TeamForm(request.POST or None, round_=round_, accounts=_accounts(request.user))
    return ask(
        request, round_, form, _("Add a team"), lambda said: actions.save_team(round_=round_, by=request.user, **said)
    )


@role(*WRITERS)
def edit_team(request, pk):
    """Other people, other hours, another vehicle."""
    team = access.found_part(request.user, Team.objects.all(), pk)
    form = TeamForm(request.POST or None, instance=team, round_=team.round, accounts=_accounts(request.user, team))
    return ask(
        request,
        team.round,
        form,
        _("Change: %(stop)s") % {"stop": team},
        lambda said: actions.save_team(round_=team.round, team=team, by=request.user, **said),
        remove="rounds:remove_team",
    )


@role(*WRITERS)
@require_POST
def remove_team(request, pk):
    """The team does not go out."""
    team = access.found_part(request.user, Team.objects.all(), pk)
    actions.remove_team(team=team, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(team.round)
