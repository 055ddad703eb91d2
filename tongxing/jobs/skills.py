"""Skills as people write them: one list, one spelling."""

import re
from collections import Counter
from collections.abc import Iterable

from engines.wording import folded
from tongxing.jobs.models import Vacancy

MOST = 30
LONGEST = 30
_BETWEEN = re.compile(r"[、，,;；\n/]+")


def split(text: str) -> list[str]:
    """The skills in a line such as ``和面、裱花，会Excel``."""
    return tidy(_BETWEEN.split(text))


def tidy(skills: Iterable[str]) -> list[str]:
    """Each skill once, folded as the wording engine folds cells, without spaces around, in the order given."""
    found: dict[str, str] = {}
    for skill in skills:
        plain = folded(skill).strip(" .。")[:LONGEST]
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())[:MOST]


def known(limit: int = 24) -> list[str]:
    """The skills that open vacancies ask for most, the most asked for first."""
    rows = Vacancy.objects.filter(state=Vacancy.State.OPEN).values_list("skills_required", "skills_welcome")
    counts = Counter(skill for required, welcome in rows for skill in {*required, *welcome})
    return [skill for skill, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]]


def spelt(skills: Iterable[str], known_skills: Iterable[str]) -> list[str]:
    """``skills`` in the spelling of ``known_skills`` where only the case of letters differs."""
    spelling = {skill.casefold(): skill for skill in known_skills}
    return [spelling.get(skill.casefold(), skill) for skill in tidy(skills)]
