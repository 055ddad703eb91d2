"""Whose people are whose at a fair that several federations hold: names, and who takes somebody in."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from tongxing.campaigns.access import host_scopes, leads_event, runs_event
from tongxing.common.refusal import Refused
from tongxing.people.access import WRITERS, is_program, reaches, staff_paths
from tongxing.people.models import Person, Region


def answers_for(user, fair, region, names=WRITERS) -> bool:
    """Whether people of ``region`` are the user's own at ``fair``, so that they see names and enter who is new.

    Each host has its own people. Those of no host's region are guests: the host that leads looks after them.
    """
    if is_program(user) or reaches(user, region, names):
        return True
    return leads_event(user, fair.event) and host_of(fair, region) is None


def host_of(fair, region) -> Region | None:
    """The region of the host that takes in people of ``region``; none where they are guests.

    A co-organiser looks on and takes nobody in: its people are guests of the host that leads.
    """
    return next((scope for scope in host_scopes(fair.event)[0] if region.path.startswith(scope.path)), None)


def home_at(by, fair) -> Region:
    """The region of somebody new of whom none is said: the event's own, else the host for which ``by`` acts."""
    if is_program(by) or reaches(by, fair.event.region, WRITERS):
        return fair.event.region
    return next((scope for scope in host_scopes(fair.event)[0] if reaches(by, scope, WRITERS)), fair.event.region)


def check_answers_for(by, fair, region) -> None:
    """People of another host's region are entered by that host."""
    if not answers_for(by, fair, region):
        host = host_of(fair, region) or fair.event.lead_region()
        raise Refused(_("The federation of %(host)s takes this person in: send it the row.") % {"host": host})


def hidden_names(user, fair) -> Callable[[Person], bool]:
    """Whose whole names staff who run a shared fair are not told: people of another of its hosts.

    Where one federation holds the fair nobody is meant; who does not run it is told what their own page tells.
    """
    if is_program(user) or not is_shared_by_hosts(fair) or not runs_event(user, fair.event):
        return lambda person: False
    paths = dict(fair.registrations.values_list("person", "person__region__path"))
    own = tuple(staff_paths(user, WRITERS))
    others = tuple(region.path for region in host_scopes(fair.event)[1] if not region.path.startswith(own))
    is_lead = leads_event(user, fair.event)

    def is_hidden(person) -> bool:
        path = paths.get(person.pk) or person.region.path
        return not path.startswith(own) and (not is_lead or path.startswith(others))

    return is_hidden


def is_shared_by_hosts(fair) -> bool:
    """Whether several federations have their people at the fair."""
    return len(host_scopes(fair.event)[1]) > 1
