"""Telephone numbers of a cell: mobiles, land-lines with their extensions, numbers for the whole country."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engines.wording.signs import plain


@dataclass(frozen=True)
class Phone:
    """Telephone numbers, mobiles first, each as it is stored: ``13812345678``, ``0471-6543210转801``, ``400-812-3456``.

    An extension follows after 转, other last digits (0471-6543210/11) after ``/``. ``rest`` is what the cell says
    besides, without the words for telephone: a name, a number that is none. ``problem``: ``empty``, ``unclear``,
    ``no_area`` (6543210: numbers of 7 or 8 digits that callers from elsewhere cannot reach).
    """

    numbers: tuple[str, ...] = ()
    problem: str = ""
    rest: str = ""

    @property
    def mobile(self) -> str:
        """The first mobile number's 11 digits, or nothing."""
        return next((number[:11] for number in self.numbers if number[0] == "1"), "")


USUAL = re.compile("1[3-9][0-9]{9}")
GUARDS = re.compile(r"^[=']*[\"“”']*|[\"“”']+$")
"""="138…" and '138… keep a spreadsheet program from making a number of it."""
JOINED = r"[-. ]?"
COUNTRY = rf"(?:(?:\+|00)86|\(\+?86\)|86){JOINED}"
MOBILE = rf"(?:{COUNTRY}0?|0{JOINED})?(?P<mobile>1[3-9](?:{JOINED}\d){{9}})"
AREA = r"(?:10|2\d|[3-9]\d{2})"
LINE = rf"(?:(?:{COUNTRY}\(?0?|\(?0)(?P<area>{AREA})\)?|\((?P<bare>{AREA})\)){JOINED}(?P<line>\d{{3,4}}{JOINED}\d{{4}})"
SERVICE = rf"(?P<service>[48]00(?:{JOINED}\d){{7}})"
EXTENSION = r" ?\(?(?:转分机|分机号?|转|ext\.?|x|#|\*|,|-)[:. ]?(?P<extension>\d{1,6})\)?"
NUMBER = re.compile(rf"(?<![\d.])(?<!\d-)(?:{MOBILE}|{LINE}|{SERVICE})(?!\d)(?:{EXTENSION}(?!\d|-))?")
BETWEEN = " ,、;:/()[]{}+-.。|&"
OTHER_END = re.compile(r" ?(?:/ ?|、 ?(?=\d{2}))(\d{1,4})(?!\d|-)")
SAME_AREA = re.compile(r" ?[/、,; ] ?(\d{7,8}|\d{3,4}-\d{4})(?!\d|-)")
"""A second number of the same place: 0471-6543210/6543222."""
LOCAL = re.compile(rf"([2-8]\d{{2,3}}{JOINED}\d{{4}})(?:{EXTENSION})?")
LABELS = re.compile(
    r"联系电话|联系方式|办公电话|固定电话|手机号码?|电话号码?|座机|固话|手机|电话|号码|移动|办公室?|tel|mobile|phone|:(?!\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def phone(text: str) -> Phone:
    """Every telephone number in the cell, mobiles before land-lines before numbers for the whole country."""
    if USUAL.fullmatch(text):
        return Phone((text,))
    words = GUARDS.sub("", plain(text)).removesuffix(".0").strip()
    words = re.sub(r"(?<=\d)一(?=\d)", "-", words)
    if not words:
        return Phone(problem="empty")
    kinds: dict[str, list[str]] = {"mobile": [], "line": [], "service": []}
    rest = []
    while match := NUMBER.search(words):
        rest.append(words[: match.start()])
        kind = next(name for name in kinds if match[name])
        area = match["area"] or match["bare"] or ""
        kinds[kind].append(_written(kind, area, match[kind]) + _suffix(match["extension"]))
        words = words[match.end() :]
        while kind == "line" and (other := SAME_AREA.match(words)):
            kinds[kind].append(_written(kind, area, other[1]))
            words = words[other.end() :]
        while other := OTHER_END.match(words):
            kinds[kind][-1] += f"/{other[1]}"
            words = words[other.end() :]
        words = words.lstrip(BETWEEN)
    rest.append(words)
    numbers = tuple(dict.fromkeys([*kinds["mobile"], *kinds["line"], *kinds["service"]]))
    besides = " ".join(part for part in (LABELS.sub("", part).strip(BETWEEN) for part in rest) if part)
    if numbers:
        return Phone(numbers, rest=besides)
    local = [LOCAL.fullmatch(part.strip()) for part in re.split(r"[/、,;]| (?=\d{7})", besides)]
    if local and all(local):
        lines = (re.sub(r"\D", "", match[1]) + _suffix(match["extension"]) for match in local if match)
        return Phone(tuple(lines), problem="no_area")
    return Phone(problem="unclear", rest=besides)


def _written(kind: str, area: str, number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if kind == "line":
        return f"0{area}-{digits}"
    return digits if kind == "mobile" else f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _suffix(extension: str | None) -> str:
    return f"转{extension}" if extension else ""
