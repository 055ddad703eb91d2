"""Figures set in by reference: ``{fair.region.posts}`` stands for the number, and nobody types it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

REFERENCE = re.compile(r"\{\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)\s*\}")
UNITS = "人次|人|家|个|份|条|名|位|场|件|元|万元|余"
TYPED = re.compile(rf"(\d[\d,，]*(?:\.\d+)?)\s*[万多余]?\s*({UNITS})")


def keys_in(text: str) -> list[str]:
    """The keys of the figures set into ``text``, in order, each as often as it stands there."""
    return REFERENCE.findall(text)


def pieces(text: str) -> list[tuple[str, str]]:
    """``text`` as (words, "") and ("", key) in turn."""
    parts = REFERENCE.split(text)
    found = []
    for place, part in enumerate(parts):
        if place % 2:
            found.append(("", part))
        elif part:
            found.append((part, ""))
    return found


def typed_numbers(texts: Iterable[str], known: dict[int, str]) -> list[str]:
    """A sentence for each number that was typed by hand and looks like a figure.

    ``known`` leads from a value to the key of the figure that has it: then the sentence says what to write instead.
    """
    sentences = []
    for text in texts:
        for number, unit in TYPED.findall(REFERENCE.sub("", text)):
            said = {"number": f"{number}{unit}"}
            digits = re.sub(r"[,，]", "", number)
            key = known.get(int(digits)) if digits.isdigit() else None
            if key:
                sentence = _("“%(number)s” is typed by hand. Write {%(key)s} instead, so that it can be opened.")
                sentences.append(sentence % {**said, "key": key})
            else:
                sentence = _("“%(number)s” is typed by hand: no reader can open it. Is there a figure for it?")
                sentences.append(sentence % said)
    return list(dict.fromkeys(sentences))
