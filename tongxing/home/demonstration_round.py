"""The demonstration's round: a banner's visits that are out today."""

from demo import round as story
from tongxing.common.dates import today
from tongxing.organisations.actions import ensure_employer
from tongxing.people.actions import enter_person
from tongxing.people.models import Account, Consent, Region
from tongxing.rounds.actions import create_round, plan, save_stop, save_team, tell
from tongxing.rounds.models import Round
from tongxing.rounds.models.stop import as_position

SILENT = 4
"""Every fourth person has not agreed to be contacted: the clerk tells them in another way."""


def build_round(*, seed: int, members: dict[str, str], by) -> Round:
    """Enter the people, employers, teams and stops of the round, plan it and tell everybody.

    ``members`` names, by team, the user name of who goes out with it.
    """
    region = Region.objects.get(code=story.REGION)
    one = create_round(name=story.NAME, region=region, first_on=today(), days=2, by=by)
    office, place = story.OFFICE
    for team in story.TEAMS:
        accounts = Account.objects.filter(username=members.get(team.name, ""))
        save_team(
            round_=one,
            name=team.name,
            skills=list(team.skills),
            has_ramp=team.has_ramp,
            days=list(team.days),
            start_name=office,
            start_position=as_position(*place),
            accounts=list(accounts),
            by=by,
        )
    for number, stop in enumerate(story.stops(seed)):
        _add(one, region, number, stop, by)
    plan(round_=one, by=by)
    tell(round_=one, by=by)
    return one


def _add(one, region, number, stop, by) -> None:
    """One stop, with who is visited."""
    person = organisation = None
    if stop.kind == "employer_visit":
        organisation, _is_new = ensure_employer(name=stop.who, region=region, by=by)
    elif stop.who:
        consents = [] if number % SILENT == 0 else [Consent.Purpose.CONTACT]
        person = enter_person(name=stop.who, region=region, phone=stop.phone, consents=consents, by=by)
    save_stop(
        round_=one,
        kind=stop.kind,
        person=person,
        organisation=organisation,
        label=stop.label,
        address=stop.address(),
        position=as_position(*stop.position),
        minutes=stop.minutes,
        windows=stop.windows,
        days=stop.days,
        skills=stop.skills,
        needs_ramp=stop.needs_ramp,
        prize=stop.prize,
        note=stop.note,
        by=by,
    )
