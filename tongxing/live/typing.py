"""What captioners type: shorthand written out, plain text only, and captions as WebVTT."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.live.models import Caption

LASTS = 4.0
"""Seconds a caption stays at least."""
LONGEST_STAY = 9.0
FIRST_WORD = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]+(?![0-9A-Za-z])")


def expanded(text: str, shorthands: Mapping[str, str]) -> str:
    """``text`` with each shorthand that stands by itself written out; in Chinese text signs need no space around them.

    A shorthand of Latin letters or digits stands by itself between signs of another kind; any other one is taken
    wherever it stands, the longest first.
    """
    latin = {short.lower(): said for short, said in shorthands.items() if FIRST_WORD.fullmatch(short)}
    others = sorted((short for short in shorthands if short.lower() not in latin), key=len, reverse=True)
    text = FIRST_WORD.sub(lambda found: latin.get(found.group().lower(), found.group()), text)
    if others:
        any_other = re.compile("|".join(map(re.escape, others)))
        text = any_other.sub(lambda found: shorthands[found.group()], text)
    return " ".join(text.split())


def check_plain(text: str, longest: int) -> None:
    """Something to read, not too long, and words alone: what looks like a page's code is refused, not shown."""
    if not text.strip():
        raise Refused(_("There is nothing to show: type something first."))
    if len(text) > longest:
        raise Refused(
            _("This has %(count)s signs; %(longest)s fit. Split it into shorter lines.")
            % {"count": len(text), "longest": longest}
        )
    if re.search(r"</?[A-Za-z!][^>]*>|-->", text):
        raise Refused(_("Write words only: < … > and --> would be taken for a page's code."))


def webvtt(captions: Iterable[Caption]) -> str:
    """The captions as a track for the player: each stays until the next one, four to nine seconds."""
    cues = ["WEBVTT", ""]
    timed = [(caption.second, caption) for caption in captions if caption.second is not None]
    for place, (second, one) in enumerate(timed):
        until = second + LONGEST_STAY
        if place + 1 < len(timed):
            until = min(until, max(timed[place + 1][0], second + LASTS))
        cues += [str(one.line), f"{_clock(second)} --> {_clock(until)}", *in_lines(_escaped(one.text)), ""]
    return "\n".join(cues)


def in_lines(text: str, width: int = 22) -> list[str]:
    """``text`` in at most two lines, broken where a sentence pauses or in the middle."""
    if len(text) <= width:
        return [text]
    middle = len(text) / 2
    pauses = [place + 1 for place, sign in enumerate(text[:-1]) if sign in "，。；、！？, "]
    near = [place for place in pauses if abs(place - middle) <= len(text) / 4]
    cut = min(near, key=lambda place: abs(place - middle)) if near else round(middle)
    return [text[:cut].strip(), text[cut:].strip()]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(second: float) -> str:
    hours, rest = divmod(second, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{int(hours):02d}:{int(minutes):02d}:{seconds:06.3f}"
