"""Which division an address names: read from the left, province, city, county, township, and no further.

What stands behind the administrative part is a street, a building or a firm, whatever names it is made of
(新城区呼伦贝尔北路 lies in 新城区). Names without their last sign (包头, 朝阳) count only where nothing but another
division, or the end, comes after them: 包头大街, 山西商会大厦 and 内蒙古大学 name no division.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from engines.wording import folded
from tongxing.people.divisions import COUNTY, PROVINCE, TOWNSHIP, Division, Kind, divisions, other_names

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
AUTONOMOUS = re.compile(rf"(.+?)(?:(?:{PEOPLES})族|各族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)*自治([州县旗])")
OF_A_PEOPLE = re.compile(rf"(.{{2,}}?)(?:{PEOPLES})族区")
PROVINCE_END = re.compile(r"(?:壮族|回族|维吾尔)?自治区|特别行政区|[省市]")
UNIT_END = re.compile(r"(?:地区|林区|街道|苏木|[省市盟州区县旗镇乡])$")
TWO_SIGNS_OF_A_PREFECTURE = re.compile(r"[\u4e00-\u9fff]州")
GENERIC = {"城区", "郊区", "矿区", "市中区", "城中区", "新城区", "老城区", "城关区", "城东区", "城西区", "城北区"}
"""Names that any city may use in speech for a part of itself."""

GAP = r"[\s,，、/\\|>＞·・．.:：;；()（）\[\]【】〔〕《》<＜“”\"'_—–―－-]"
SKIPPED = re.compile(
    rf"(?:{GAP}|(?:邮政编码|邮编)\D?\d{{6}}|(?<!\d)\d{{6}}(?!\d)|市辖区|(?:省|自治区)?直辖县级行政(?:区划|单位)|中华人民共和国|中国)+"
)
LEAD = re.compile(
    rf"(?:{GAP}|邮政编码|邮编|(?<!\d)\d{{6}}(?!\d)|中华人民共和国|中国|"
    r"(?:公司|单位|企业|工厂|门店|工作|上班|岗位|办公|经营|注册|生产|家庭|居住|现居住?|户籍|户口|常住|现|联系|通讯|详细|本人|所在)*"
    r"(?:(?:地址|地点|住址|住所|所在地|地区|位置|地)(?=[\s:：是在位】\])）])|位于|坐落于|坐落在|现住|家住|住在|在|是))+"
)
ROAD = re.compile(
    r"[东南西北中一二三四五六七八九十0-9]{0,3}"
    r"(?:大街|大道|路(?![南北]区)|街(?!道)|道(?![^\d号]?[区县])|巷|胡同|高速|大桥|立交)"
)
ROAD_AT_ONCE = re.compile(r"(?:大街|大道|路|街|巷|胡同)(?=$|[\s\d第甲号(]|[东南西北中一二三四五六七八九十]段)")
NOT_A_PLACE = re.compile(r"场(?![部镇乡区])|驻(?!马店)|商会|同乡会|大厦|饭店|会馆|民广场")
"""After a full name, these make it part of another name: 上海市场, 山西省商会, 包头市驻京办."""
ZONE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:开发|保税|高新[东西南北]?|经开|新|工业园|产业园)区")
TOWNSHIP_UNIT = re.compile(r"(?![东南西北中]?(?:大?街|大?道|路))[\u4e00-\u9fff]{1,5}?(?:镇|乡|苏木|街道)")
OTHER_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:自治县|自治旗|"
    r"(?<![新小园校社景厂院片业住宅心发验示范务管商活老库游假理税贸])区|县(?![城道])|旗(?![舰杆袍]))(?!间|位|号)"
)
NO_UNIT = re.compile(r"^[各全本市老主]|[路街道巷号村镇乡场楼苑]|开发|园区|社区|小区|高新|经开|[与和及、]")
ELSEWHERE = (Kind.OFFICIAL, Kind.SHORT, Kind.FORMER)
"""Kinds of names under which a county of another city is recognised."""
JOINED = re.compile(r"[和或及与至]")
SPACED_OUT = re.compile(r"(?:(?<=\s)|^)[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+(?=\s|$)")


class Outcome(Enum):
    """What came of reading."""

    TAKEN = "taken"
    DOUBTED = "doubted"
    """Taken, and somebody should look: another could be meant."""
    NONE = "none"
    """No division is named."""
    UNCLEAR = "unclear"
    """Several could be meant, or two are named that contradict each other."""
    WIDER = "wider"
    """A division is named that holds all those that may be meant."""
    OUTSIDE = "outside"
    """A division is named, and it lies outside all that may be meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``divisions`` holds the one that was taken first, then others that the same words could mean."""

    outcome: Outcome
    divisions: tuple[Division, ...] = ()
    words: str = ""
    """What could not be joined to what stands before it, where that is why the outcome is unclear."""


@dataclass(frozen=True, slots=True)
class _Entry:
    division: Division
    kind: Kind
    is_whole: bool = True
    """Whether the name ends as a division's does, so that a street may follow at once."""
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    entries: tuple[_Entry, ...]
    end: int
    is_whole: bool = True


class Gazetteer:
    """All names, by their first two signs; ``extra`` are divisions that no file has."""

    def __init__(self, extra: Sequence[Division] = ()):
        known = divisions() | {division.code: division for division in extra}
        self._divisions = known
        self._names: dict[str, dict[Division, _Entry]] = {}
        self._lengths: dict[str, list[int]] = {}
        for division in known.values():
            self._add(division.name, division, Kind.OFFICIAL)
            for stem in stems(division):
                self._add(stem, division, Kind.STEM)
        for other in other_names():
            if other.code in known:
                self._add(other.name, known[other.code], other.kind, other.is_likely)
        for name in self._names:
            self._lengths.setdefault(name[:2], []).append(len(name))
        for start, lengths in self._lengths.items():
            self._lengths[start] = sorted(set(lengths), reverse=True)

    def _add(self, name: str, division: Division, kind: Kind, is_likely: bool = False) -> None:
        if len(name) < 2 or (division.has_ended and kind != Kind.OFFICIAL):
            return
        entries = self._names.setdefault(name, {})
        if division not in entries or kind < entries[division].kind:
            entries[division] = _Entry(division, kind, _is_whole(name, division, kind), is_likely)

    def named_at(self, text: str, start: int) -> list[tuple[int, list[_Entry]]]:
        """Each name that begins at ``start``, the longest first: where it ends, and what goes by it."""
        lengths = self._lengths.get(text[start : start + 2], ())
        names = ((start + length, self._names.get(text[start : start + length])) for length in lengths)
        return [(end, list(entries.values())) for end, entries in names if entries and end <= len(text)]

    def names_down_to(self, division: Division) -> list[str]:
        """The names from the province down to ``division``."""
        return [self._divisions[code].name for code in division.path.split(".") if code in self._divisions]

    def read(self, text: str, bases: Sequence[Division]) -> Reading:
        """The division that ``text`` names.

        ``bases`` are those within which it may lie, in the order in which a name that several have is settled.
        """
        return _Address(self, text, bases).read()


@lru_cache(maxsize=8)
def gazetteer(extra: tuple[Division, ...] = ()) -> Gazetteer:
    """The names of all divisions, made once."""
    return Gazetteer(extra)


def stems(division: Division) -> set[str]:
    """What is left of an official name when its last part falls away: 包头, 内蒙古, 凉山州 and 凉山."""
    name = division.name
    if division.level >= TOWNSHIP:
        return set()
    if division.level == PROVINCE:
        stem = PROVINCE_END.sub("", name)
        return {stem, f"{stem}自治区"} if name.endswith("自治区") else {stem}
    autonomous = AUTONOMOUS.fullmatch(name)
    if autonomous:
        stem = autonomous.group(1).removesuffix("族")
        return {stem, stem + autonomous.group(2)}
    people = OF_A_PEOPLE.fullmatch(name)
    if people:
        return {people.group(1), people.group(1) + "区"}
    return {UNIT_END.sub("", name)}


class _Address:
    """One text on its way from left to right."""

    def __init__(self, names: Gazetteer, text: str, bases: Sequence[Division]):
        plain = SPACED_OUT.sub(lambda spaced: re.sub(r"\s", "", spaced.group()), folded(text))
        self.text = re.sub(r"街道办事处|街道办(?!公)|街办(?!公)", "街道", plain)
        self.names, self.bases = names, bases
        lead = LEAD.match(self.text)
        self.lead = lead.end() if lead else 0

    def read(self) -> Reading:
        for start in self._starts():
            reading = self._read_from(start)
            if reading is not None:
                return reading
        return Reading(Outcome.NONE)

    def _starts(self) -> list[int]:
        """Where an address may begin: behind its label, else behind a gap (万达广场（赛罕区）)."""
        gaps = [gap.end() for gap in re.finditer(f"{GAP}+", self.text)]
        return list(dict.fromkeys([self.lead, 0, *gaps]))

    def _read_from(self, start: int) -> Reading | None:
        found = self._first(start, is_later=start > self.lead)
        if found is None:
            return None
        entries, position, is_vague = found.entries, found.end, self._is_vague(found)
        while True:
            position = self._skipped(position)
            step = self._next(position, entries)
            if step is None:
                break
            entries, position, is_vague = step.entries, step.end, False
        stray = self._stray(position, entries)
        if isinstance(stray, Reading):
            return stray
        return self._settled(entries, is_vague=is_vague or bool(stray))

    def _is_vague(self, found: _Found) -> bool:
        """Whether a shortened name stands before a gap and something else: 新城 宾馆 may be an inn's name."""
        rest = self.text[found.end :]
        return not found.is_whole and bool(re.match(f"{GAP}+[^{GAP[1:]}", rest))

    def _first(self, start: int, *, is_later: bool) -> _Found | None:
        for end, entries in self.names.named_at(self.text, start):
            name = self.text[start:end]
            fits = [entry for entry in entries if self._may_begin(entry, name)]
            if any(entry.division.level == PROVINCE for entry in fits):
                fits = [entry for entry in fits if entry.division.level == PROVINCE or entry.kind != Kind.STEM]
            if is_later:
                fits = [entry for entry in fits if entry.is_whole]
            if fits and self._ends_well(end, fits, fits):
                return _Found(tuple(fits), end, any(entry.is_whole for entry in fits))
        return None

    def _may_begin(self, entry: _Entry, name: str) -> bool:
        """Whether a name may stand at the very beginning, without those above it."""
        division = entry.division
        is_near = any(base.holds(division) for base in self.bases)
        if entry.kind == Kind.LOCAL:
            city = division.path.removesuffix(f"{division.code}.")
            return any(base.path.startswith(city) for base in self.bases)
        if division.level >= TOWNSHIP or (entry.kind == Kind.STEM and division.level >= COUNTY):
            return is_near
        return is_near or not (name in GENERIC and len(name) < 3)

    def _next(self, start: int, entries: Sequence[_Entry]) -> _Found | None:
        """One step down (or a repetition, or the city in brackets behind its county)."""
        has_gap = start > 0 and bool(re.match(GAP, self.text[start - 1]))
        for end, named in self.names.named_at(self.text, start):
            below = [
                candidate
                for candidate in named
                if any(_is_below(candidate.division, entry.division) for entry in entries)
            ]
            below = _of_the_best_kind(below)
            if below and self._ends_well(end, below, below):
                return _Found(tuple(below), end)
            above = [candidate for candidate in named if candidate.is_whole or has_gap]
            narrowed = [
                entry for entry in entries if any(candidate.division.holds(entry.division) for candidate in above)
            ]
            if narrowed and self._ends_well(end, above, narrowed):
                return _Found(tuple(narrowed), end)
        return None

    def _ends_well(self, end: int, named: Sequence[_Entry], entries: Sequence[_Entry]) -> bool:
        """Whether the name that ends here is a division's, and not the beginning of a street's or a firm's."""
        rest = self.text[end:]
        is_whole = any(entry.is_whole for entry in named)
        if not rest or re.match(GAP, rest):
            return is_whole or not ROAD.match(rest.lstrip())
        if is_whole:
            return not (ROAD_AT_ONCE.match(rest) or NOT_A_PLACE.match(rest))
        if ROAD.match(rest):
            return False
        if self._next(end, entries):
            return True
        if not any(entry.division.level > PROVINCE or entry.division.name.endswith("市") for entry in entries):
            return False
        is_district = all(entry.division.name.endswith("区") for entry in entries)
        return bool(TOWNSHIP_UNIT.match(rest) or (ZONE.match(rest) and not is_district))

    def _skipped(self, position: int) -> int:
        gap = SKIPPED.match(self.text, position)
        return gap.end() if gap else position

    def _stray(self, start: int, entries: Sequence[_Entry]) -> Reading | bool:
        """A county of another city, or of none, where one of this city should stand; True where any may mean it."""
        taken = tuple(entry.division for entry in entries)
        is_open = all(division.level < COUNTY for division in taken)
        joined = JOINED.match(self.text, start)
        for end, named in self.names.named_at(self.text, joined.end() if joined else start):
            after = self.text[end:]
            others = [
                candidate
                for candidate in named
                if candidate.kind in ELSEWHERE and candidate.is_whole and candidate.division.level < TOWNSHIP
            ]
            if not others or ROAD_AT_ONCE.match(after) or NOT_A_PLACE.match(after):
                continue
            name = self.text[start:end]
            if is_open and not joined and name in GENERIC:
                return True
            if is_open or joined or not after or re.match(GAP, after):
                return Reading(Outcome.UNCLEAR, taken, name)
        unit = OTHER_UNIT.match(self.text[start:])
        is_unit = unit and not (NO_UNIT.search(unit.group()) or ZONE.fullmatch(unit.group()))
        if is_open and unit and is_unit and not ROAD.match(unit.group()):
            return Reading(Outcome.UNCLEAR, taken, unit.group())
        return False

    def _settled(self, entries: Sequence[_Entry], *, is_vague: bool) -> Reading:
        taken = Outcome.DOUBTED if is_vague else Outcome.TAKEN
        for base in self.bases:
            inside = _uppermost(_of_the_best_kind([entry for entry in entries if base.holds(entry.division)]))
            likely = [entry for entry in inside if entry.is_likely]
            if len(inside) == 1:
                return Reading(taken, (inside[0].division,))
            if len(likely) == 1:
                return Reading(
                    Outcome.DOUBTED,
                    (likely[0].division, *(candidate.division for candidate in inside if candidate not in likely)),
                )
            if inside:
                return Reading(Outcome.UNCLEAR, tuple(entry.division for entry in inside))
        if all(entry.division.holds(base) for entry in entries for base in self.bases):
            return Reading(Outcome.WIDER, tuple(entry.division for entry in entries))
        return Reading(Outcome.OUTSIDE, tuple(entry.division for entry in _uppermost(_of_the_best_kind(entries))))


def _is_whole(name: str, division: Division, kind: Kind) -> bool:
    if kind == Kind.STEM:
        is_shortened = AUTONOMOUS.fullmatch(division.name) or OF_A_PEOPLE.fullmatch(division.name)
        return bool(is_shortened and len(name) > 2 and UNIT_END.search(name)) or name.endswith("自治区")
    return kind == Kind.OFFICIAL or bool(UNIT_END.search(name) and not TWO_SIGNS_OF_A_PREFECTURE.fullmatch(name))


def _is_below(division: Division, other: Division) -> bool:
    return division != other and other.holds(division)


def _of_the_best_kind(entries: Sequence[_Entry]) -> list[_Entry]:
    valid = [entry for entry in entries if not entry.division.has_ended] or list(entries)
    best = min((entry.kind for entry in valid), default=None)
    return [entry for entry in valid if entry.kind == best]


def _uppermost(entries: Sequence[_Entry]) -> list[_Entry]:
    """Without those that lie in another of them: 临夏 is the prefecture, not the city of the same name in it."""
    return [entry for entry in entries if not any(_is_below(entry.division, other.division) for other in entries)]
