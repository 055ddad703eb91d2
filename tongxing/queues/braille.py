"""Text as a file for Braille printers (BRF): 40 cells a line, 25 lines a page, in the ASCII that embossers read.

The translation is liblouis's, through its command ``lou_translate`` (Debian's ``liblouis-bin``): no binding has to be
built. Chinese is written by the Common Braille Scheme of 2018 (GF 0019-2018), English in uncontracted UEB.
"""

import re
import shutil
import subprocess

from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused

COMMAND = "lou_translate"
TABLES = {"zh": "zhcn-cbs.ctb", "en": "en-ueb-g1.ctb"}
CELLS, LINES = 40, 25
LONGEST = 20_000
SECONDS = 10
ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""North American Braille ASCII: the sign of each pattern of six dots, in Unicode's order from U+2800 on."""
FIRST_PATTERN = 0x2800


class NoBraille(Refused):
    """No Braille can be made here; the sentence says why."""


def is_there() -> bool:
    """Whether this machine can write Braille."""
    return shutil.which(COMMAND) is not None


def brf(text: str, language: str = "zh") -> str:
    """``text`` in Braille, line by line as it stands, for a printer. Raises ``NoBraille`` where it cannot be made."""
    lines = [piece for line in patterns(text, language).split("\n") for piece in _cut(_as_ascii(line))]
    pages = [lines[first : first + LINES] for first in range(0, len(lines), LINES)]
    return "\f".join("".join(f"{line}\r\n" for line in page) for page in pages)


def patterns(text: str, language: str = "zh") -> str:
    """``text`` in Unicode's Braille patterns, as many lines as it has."""
    command = shutil.which(COMMAND)
    if command is None:
        raise NoBraille(_("Braille cannot be written here: liblouis is not installed. Print in large letters instead."))
    if len(text) > LONGEST:
        raise NoBraille(_("This text is too long for a Braille file."))
    table = TABLES.get(language, TABLES["zh"])
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the text is its input)
            [command, "--forward", f"unicode.dis,{table}"],
            input="\n".join(_plain(line) for line in text.splitlines()) + "\n",
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=True,
            env={"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError, UnicodeError) as error:
        raise NoBraille(_("Braille could not be written: liblouis failed. Print in large letters instead.")) from error
    return done.stdout.removesuffix("\n")


def _plain(line: str) -> str:
    """Without what is no letter, sign or blank: it would be spelt out as a number."""
    return re.sub(r"\s+", " ", "".join(sign for sign in line if sign.isprintable() or sign.isspace())).strip()


def _as_ascii(line: str) -> str:
    """Patterns as ASCII; dots 7 and 8 have no sign there and are left out, and so is whatever is no pattern."""
    codes = (ord(sign) - FIRST_PATTERN if sign != " " else 0 for sign in line)
    return "".join(ASCII[code & 0x3F] for code in codes if 0 <= code < 0x100)


def _cut(line: str) -> list[str]:
    """Pieces of at most ``CELLS`` cells, between words where there is a blank."""
    pieces = []
    while len(line) > CELLS:
        blank = line.rfind(" ", 1, CELLS + 1)
        end = blank if blank > 0 else CELLS
        pieces.append(line[:end].rstrip())
        line = line[end:].lstrip()
    return [*pieces, line]
