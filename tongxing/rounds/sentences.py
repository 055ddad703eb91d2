"""Why a stop is not visited, and why a plan is changed, in sentences for whoever asked."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.rounds import planning
from tongxing.rounds.models import Repair, Skill


def why_not(round_, stop, teams: dict[int, str]) -> list[str]:
    """A sentence for each fact that the engine left; the first says when all would have to change.

    ``teams`` are the names of the round's teams by key.
    """
    facts = stop.why_not
    said = [_sentence(round_, fact, teams) for fact in facts]
    if len(facts) > 1:
        together = any(fact.get("together") for fact in facts)
        lead = _("All of this would have to change:") if together else _("One of these changes would be enough:")
        said.insert(0, lead)
    return said or [_("It was added or changed after the plan was made. Plan again.")]


def _sentence(round_, fact, teams) -> str:
    words = {"team": teams.get(fact.get("team"), ""), "day": ""}
    if fact.get("day") is not None:
        words["day"] = f"{round_.date_of(fact['day'] + 1):%m-%d}"
    for name in ("needed", "begins", "ends"):
        if fact.get(name) is not None:
            words[name] = f"{planning.moment(round_, fact[name]):%H:%M}"
    match fact["code"]:
        case "skills_missing":
            words["skills"] = "、".join(str(Skill(code).label) for code in fact["skills"])
            if not fact["anybody"]:
                return _("No team can do this: %(skills)s. Add it to a team that can.") % words
            return _("On %(day)s %(team)s has the time, but cannot do this: %(skills)s.") % words
        case "ramp_missing":
            if not fact["anybody"]:
                return _("No team's vehicle has a ramp.")
            return _("On %(day)s %(team)s has the time, but its vehicle has no ramp.") % words
        case "window_missed":
            return _("%(team)s could come on %(day)s at %(needed)s; nobody is there then.") % words
        case "team_busy":
            words["count"] = len(fact["stops"])
            sentence = ngettext(
                "%(team)s could come on %(day)s if %(count)s other visit were not made.",
                "%(team)s could come on %(day)s if %(count)s other visits were not made.",
                words["count"],
            )
            return sentence % words
        case "shift_too_short":
            return _("%(team)s could come on %(day)s if it were out from %(begins)s until %(ends)s.") % words
        case "lunch":
            return _("%(team)s could come on %(day)s if it had no lunch.") % words
        case "not_worth":
            return _("It would take %(minutes)s more minutes of driving; it is put down as worth %(prize)s.") % fact
        case "told_times":
            return _("Other people's told times would have to move: %(moved)s.") % fact
        case "no_shifts":
            return _("No team goes out.")
        case "too_far":
            return _("The way there and back takes %(minutes)s minutes: more than any team's day holds.") % fact
    return _("No team and no time was found.")


def because(asked) -> str:
    """What happened, in a sentence."""
    words = {"team": asked.team, "stop": asked.stop, "minutes": asked.minutes, "why": asked.why}
    match asked.kind:
        case Repair.Kind.LATE:
            return _("%(team)s is %(minutes)s minutes late: %(why)s") % words
        case Repair.Kind.CANCELLED:
            return _("Cancelled: %(stop)s (%(why)s)") % words
    return _("%(team)s cannot go on: %(why)s") % words
