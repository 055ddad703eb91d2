"""What the matching engine found, as sentences: why it fits, what to ask first, what would have to change."""

from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from engines.matching import ANYWHERE, Explanation, Fact, Part
from engines.wording import BY_CODE, codes_of
from tongxing.common.rounding import to_fives
from tongxing.jobs.levers import FEW, Opening
from tongxing.jobs.matching import REACHES, SETTINGS
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.wages import monthly


@dataclass
class Reasons:
    """Sentences about one pair, for one side of it. ``parts`` are (what, points, most) and add up to ``score``."""

    why: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)
    ask: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    parts: list[tuple[str, int, int]] = field(default_factory=list)
    score: int = 0


def needs_in_words(mask: int) -> str:
    """The accommodations of a mask as a list in the reader's language."""
    return join(accommodation_name(code) for code in codes_of(mask))


def accommodation_name(code: str) -> str:
    """The name of one accommodation in the reader's language."""
    one = BY_CODE.get(code)
    if one is None:
        return code
    return one.chinese if _is_chinese() else one.english


def join(words) -> str:
    """A list as the reader's language writes it: 、 in Chinese, a comma and a space in English."""
    return ("、" if _is_chinese() else ", ").join(str(word) for word in words)


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def for_seeker(explanation: Explanation) -> Reasons:
    """To the person: why this post, what it lacks, what to ask first, what would have to change."""
    said = Reasons(score=explanation.score_person)
    for part in explanation.person_parts:
        good, less = _person_part(part)
        said.why += good
        said.less += less
        said.parts.append((part_name(part.name), part.points, part.most))
    said.ask = [_ask(fact) for fact in explanation.ask_first]
    said.obstacles = [obstacle(fact) for fact in explanation.obstacles]
    return said


def for_employer(explanation: Explanation, *, shows_needs: bool, required: list[str]) -> Reasons:
    """To the employer: why this person. Needs are named only where the person shows them."""
    said = Reasons(score=explanation.score_post)
    obstacles = {fact["code"]: fact for fact in explanation.obstacles}
    if "skills_missing" in obstacles:
        said.less.append(
            _("Does not name what you require: %(skills)s.") % {"skills": join(obstacles["skills_missing"]["skills"])}
        )
    elif required:
        said.why.append(_("Has what you require: %(skills)s.") % {"skills": join(required)})
    names_no_work = any(part.code == "any_occupation" for part in explanation.person_parts)
    for part in explanation.post_parts:
        good, less = _post_part(part)
        said.why += good
        said.less += [] if names_no_work and part.name == "occupation" else less
        said.parts.append((part_name(part.name), part.points, part.most))
    if shows_needs:
        if "needs_refused" in obstacles:
            refused = needs_in_words(obstacles["needs_refused"]["needs"])
            said.less.append(_("Needs what you said you cannot arrange: %(needs)s.") % {"needs": refused})
        said.ask = [
            _("Ask the person how to arrange: %(needs)s.") % {"needs": needs_in_words(fact["needs"])}
            for fact in explanation.ask_first
            if fact["code"] == "ask_needs"
        ]
    return said


PARTS = {
    "occupation": gettext_lazy("the work itself"),
    "wage": gettext_lazy("pay"),
    "way": gettext_lazy("the way to work"),
    "needs": gettext_lazy("what is needed"),
    "wishes": gettext_lazy("what would help"),
    "hours": gettext_lazy("hours"),
    "skills": gettext_lazy("welcome skills"),
    "education": gettext_lazy("education"),
    "time": gettext_lazy("when work can start"),
}


def part_name(name: str) -> str:
    """What a part of a score is about."""
    return str(PARTS[name])


def _person_part(part: Part) -> tuple[list[str], list[str]]:
    facts = part.facts
    match part.code:
        case "occupation_wished":
            return [_("It is work that you wished for (wish %(rank)d).") % facts], []
        case "any_occupation":
            return [_("You named no special work, so every kind counts.")], []
        case "occupation_not_wished":
            return [], [_("It is not among the work that you wished for.")]
        case "wage_above_floor":
            if facts["is_least"]:
                return [_("It pays from %(offered)s; you asked for %(floor)s at least.") % _wages(facts)], []
            return [_("It pays up to %(offered)s; you asked for %(floor)s at least.") % _wages(facts)], []
        case "wage_at_floor":
            return [_("It pays just what you asked for: %(floor)s.") % _wages(facts)], []
        case "no_wage_floor":
            if not facts["offered"]:
                return [], [_("The pay is to be agreed.")]
            if facts["is_least"]:
                return [_("It pays from %(offered)s.") % _wages(facts)], []
            return [_("It pays up to %(offered)s.") % _wages(facts)], []
        case "at_home":
            return [_("You can do it at home.")], []
        case "way":
            return _way(part)
        case "needs":
            return _needs(facts, must=part.name == "needs")
        case "hours_common":
            return _hours(part)
    return [], []


def _wages(facts: Fact) -> dict[str, str]:
    """The amounts of ``facts`` as words."""
    return {name: monthly(facts[name]) for name in ("offered", "floor", "named") if facts.get(name) is not None}


def _way(part: Part) -> tuple[list[str], list[str]]:
    metres, bands = part.facts["metres"], SETTINGS.bands
    if metres <= bands.township:
        return [_("It is in your own neighbourhood.")], []
    if metres <= bands.county:
        return [_("It is in your own banner, county or district.")], []
    if metres <= bands.city:
        return [_("It is in your own city or league.")], []
    return [], [_("It is far away: you would probably have to move.")]


def _needs(facts: Fact, *, must: bool) -> tuple[list[str], list[str]]:
    why, less = [], []
    if facts["offered"]:
        sentence = _("What you need is there: %(needs)s.") if must else _("What would help you is there: %(needs)s.")
        why.append(sentence % {"needs": needs_in_words(facts["offered"])})
    if facts["arranged"]:
        why.append(_("The employer can arrange: %(needs)s.") % {"needs": needs_in_words(facts["arranged"])})
    if not must and facts["refused"]:
        less.append(_("The employer cannot arrange: %(needs)s.") % {"needs": needs_in_words(facts["refused"])})
    return why, less


def _hours(part: Part) -> tuple[list[str], list[str]]:
    asked = part.facts["asked"]
    if part.points == part.most:
        return [_("The hours suit you: %(hours)s a week.") % {"hours": _span(asked)}], []
    return [], [_("It may ask other hours than you want: %(hours)s a week.") % {"hours": _span(asked)}]


def _span(pair) -> str:
    least, most = pair
    return str(least) if least == most else f"{least}–{most}"


def _post_part(part: Part) -> tuple[list[str], list[str]]:
    facts = part.facts
    match part.code:
        case "welcome_skills":
            why = [_("Brings what you would welcome: %(skills)s.") % {"skills": join(facts["held"])}]
            less = (
                [_("Would still learn: %(skills)s.") % {"skills": join(facts["lacking"])}] if facts["lacking"] else []
            )
            return why, less
        case "no_welcome_skill_held":
            return [], [_("Would still learn: %(skills)s.") % {"skills": join(facts["lacking"])}]
        case "occupation_near":
            if part.points == part.most:
                return [_("Wishes for just this work.")], []
            return [_("Wishes for work of a similar kind.")], []
        case "occupation_apart":
            return [], [_("Has named other work than this.")] if facts["of"] else []
        case "education_reached":
            if facts["wanted"]:
                return [
                    _("Has the education that you ask for: %(level)s.") % {"level": _education(facts["wanted"])}
                ], []
            return [], []
        case "education_below":
            return [], [_("Has less education than you ask for: %(level)s.") % {"level": _education(facts["wanted"])}]
        case "free_in_time":
            return [_("Is free when the work starts.")], []
        case "free_later":
            sentence = ngettext(
                "Is free %(days)d day after the start.", "Is free %(days)d days after the start.", facts["days"]
            )
            return [], [sentence % facts]
    return [], []


def _education(level: int) -> str:
    return str(Education(min(level, Education.DOCTOR)).label)


def _ask(fact: Fact) -> str:
    match fact["code"]:
        case "ask_needs":
            return _("The employer has not said whether this can be arranged: %(needs)s.") % {
                "needs": needs_in_words(fact["needs"])
            }
        case "ask_wage":
            if not fact["named"]:
                return _("The employer has not said what it pays; you asked for %(floor)s at least.") % _wages(fact)
            return _("It names %(named)s; you asked for %(floor)s at least.") % _wages(fact)
    return _("The place is not known.")


def obstacle(fact: Fact) -> str:
    """What stands in the way, and what would have to change."""
    match fact["code"]:
        case "needs_refused":
            return _("The employer says it cannot arrange: %(needs)s. The federation can talk to it for you.") % {
                "needs": needs_in_words(fact["needs"])
            }
        case "skills_missing":
            return _("It requires: %(skills)s. If you can do it, add it to your skills; if not, ask for a course.") % {
                "skills": join(fact["skills"])
            }
        case "education_below":
            return _("It asks for %(wanted)s. Ask whether the work really needs it.") % {
                "wanted": _education(fact["wanted"])
            }
        case "wage_below_floor":
            return _("It pays %(offered)s at most; you asked for %(floor)s at least.") % _wages(fact)
        case "hours_apart":
            return _("It asks for %(asked)s hours a week; you want %(wanted)s.") % {
                "asked": _span(fact["asked"]),
                "wanted": _span(fact["wanted"]),
            }
        case "too_far":
            return _("It is farther than you want to go.")
        case "person_only_at_home":
            return _("You want to work at home only; it is away from home.")
        case "post_only_at_home":
            return _("It is work at home only; you want to work away from home.")
    return _("Work begins before you are free (%(free_from)s).") % fact


def change_in_words(name: str, count: int) -> str:
    """A change of the person's own wishes (or of what the employer says) and how many posts it would open."""
    sentences = {
        "wage": ngettext(
            "With a lower least wage: %(count)d more post", "With a lower least wage: %(count)d more posts", count
        ),
        "way": ngettext("With a longer way: %(count)d more post", "With a longer way: %(count)d more posts", count),
        "hours": ngettext("With other hours: %(count)d more post", "With other hours: %(count)d more posts", count),
        "home": ngettext(
            "If you worked both at home and away: %(count)d more post",
            "If you worked both at home and away: %(count)d more posts",
            count,
        ),
        "time": ngettext(
            "If you were free earlier: %(count)d more post", "If you were free earlier: %(count)d more posts", count
        ),
        "skills": ngettext("With one more skill: %(count)d more post", "With more skills: %(count)d more posts", count),
        "education": ngettext(
            "With more education, or an employer that asks for less: %(count)d more post",
            "With more education, or employers that ask for less: %(count)d more posts",
            count,
        ),
        "needs": ngettext(
            "If the employer arranged what you need: %(count)d more post",
            "If employers arranged what you need: %(count)d more posts",
            count,
        ),
    }
    return sentences[name] % {"count": count}


def accommodation_in_words(code: str, count: int, *, is_exact: bool) -> str:
    """What one accommodation would bring a post; unless ``is_exact``, in fives, and fewer than ``FEW`` are "a few"."""
    name = accommodation_name(code)
    facts = {"name": name[:1].upper() + name[1:], "count": count}
    if count < FEW and not is_exact:
        return _("%(name)s would let a few more people apply.") % facts
    if not is_exact:
        return _("%(name)s would let about %(count)d more people apply.") % {**facts, "count": to_fives(count)}
    sentence = ngettext(
        "%(name)s would let %(count)d more person apply.", "%(name)s would let %(count)d more people apply.", count
    )
    return sentence % facts


def skill_in_words(opening: Opening) -> str:
    """The one skill that would open most posts."""
    count = opening.count
    sentence = ngettext(
        "The one skill that opens most is %(skill)s: with it %(count)d more post fits you.",
        "The one skill that opens most is %(skill)s: with it %(count)d more posts fit you.",
        count,
    )
    return sentence % {"skill": opening.what, "count": count}


def band_in_words(opening: Opening) -> str:
    """The band of kilometres beyond the person's way that holds most posts."""
    count, step = opening.count, int(opening.what)
    facts = {"count": count, "near": REACHES[step - 1] // 1000, "far": REACHES[step] // 1000}
    if REACHES[step] == ANYWHERE:
        sentence = ngettext(
            "If you went farther than about %(near)d km, %(count)d more post would fit you there.",
            "If you went farther than about %(near)d km, %(count)d more posts would fit you there.",
            count,
        )
    else:
        sentence = ngettext(
            "If you went farther, %(count)d more post would fit you about %(near)d to %(far)d km away.",
            "If you went farther, %(count)d more posts would fit you about %(near)d to %(far)d km away.",
            count,
        )
    return sentence % facts
