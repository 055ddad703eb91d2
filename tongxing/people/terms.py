"""The words under which a person is found by name: made here from a name, and from what a clerk asks.

A term is bytes, so that every database puts terms into the same order and a prefix is a range on each of them:

- ``a`` and the whole sound: one a person; the list of everybody is these in their order;
- ``n``, up to three signs that follow each other in the name, a zero, and the whole sound: who is asked for by signs
  comes in the order of the sounds;
- ``s`` and the sound from one syllable to the end, or the initials from one to the end: asked for by how it begins.
"""

from dataclasses import dataclass

from engines.wording import name_key
from tongxing.people.sounds import readings

MOST_SIGNS = 3
"""Signs that follow each other in one term; who is asked for by more is looked for among those who have the first."""
LONGEST_SOUND = 80
TERM_LENGTH = 255
LISTED, SIGNS, SOUND = b"a", b"n", b"s"
BEYOND = b"\xff"
"""No text has this byte: what lies between a prefix and the prefix with it behind begins with the prefix."""


@dataclass(frozen=True)
class Range:
    """Terms from ``low`` up to ``high``, which is not in it; ``rest`` must stand in the name besides.

    ``is_once`` says whether each person has one term in it at most.
    """

    low: bytes
    high: bytes
    is_once: bool = True
    rest: str = ""


EVERYBODY = Range(LISTED, LISTED + BEYOND)


def terms_of(name: str) -> set[bytes]:
    """All terms of a name. Its place in lists is that of the family name's own reading."""
    spoken = readings(name)
    whole = ("".join(spoken[-1]) if spoken else "")[:LONGEST_SOUND].encode()
    signs = name_key(name)
    parts = {
        signs[start : start + length] for length in range(1, MOST_SIGNS + 1) for start in range(len(signs) - length + 1)
    }
    terms = {LISTED + whole} | {_of_signs(part) + whole for part in parts if not is_sound(part)}
    for syllables in spoken:
        initials = [syllable[0] for syllable in syllables]
        for start in range(len(syllables)):
            terms.add(SOUND + "".join(syllables[start:])[:LONGEST_SOUND].encode())
            if len(initials) - start > 1:
                terms.add(SOUND + "".join(initials[start:])[:LONGEST_SOUND].encode())
    return {term[:TERM_LENGTH] for term in terms}


def is_sound(text: str) -> bool:
    """Whether ``text`` is looked for among the sounds: Latin letters and nothing else, not even a space."""
    return text.isascii() and text.isalpha()


def _of_signs(part: str) -> bytes:
    return SIGNS + part.encode() + b"\0"


def range_of_sound(letters: str) -> Range:
    """Where those are whose sound or initials, from one of the syllables on, begin with ``letters``."""
    low = SOUND + letters.encode()
    return Range(low, low + BEYOND, is_once=False)


def range_of_signs(text: str) -> Range:
    """Where those are in whose name ``text`` stands."""
    signs = name_key(text)
    low = _of_signs(signs[:MOST_SIGNS])
    return Range(low, low + BEYOND, rest=signs if len(signs) > MOST_SIGNS else "")
