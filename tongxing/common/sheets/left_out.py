"""Rows under the headings that are no entries: totals, notes, headings said again. Each kind keeps off real rows."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

TOTAL, NOTE, HEADING, OUTSIDE = "total", "note", "heading", "outside"
WORD = r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|总\s*和|累\s*计|汇\s*总|总\s*人\s*数|总\s*共)"
SCOPE = r"(?:本页|本表|本单位|本公司|本企业|本[区县旗市盟]|全部|全[区县旗市盟省]|以上|各单位|岗位|人数|招聘人数|需求)"
UNITS = r"(?:人次|人|名|个岗位|个|位|家|岗|户|条|元)"
TOTAL_WORDS = re.compile(
    rf"[(（]?(?:{SCOPE}\s*)?(?:{WORD}(?:\s*人数|\s*岗位数?)?|计)\s*[)）]?\s*(?:[(（][^)）]{{1,6}}[)）])?\s*[:：]?\s*"
    rf"(?:\d[\d,.]*\s*{UNITS}?)?\s*[。.]?|(?:grand\s+|sub[\s-]?)?totals?\s*[:：]?|sum\s*[:：]?",
    re.IGNORECASE,
)
"""The whole cell says so; 总计划咨询有限公司 and 合计会计 do not."""
ENDS_IN_TOTAL = re.compile(r".{2,60}?\s*(?:合\s*计|小\s*计|总\s*计)\s*[:：]?")
"""甲厂小计: a total where its numbers are the sum."""
COUNTED = re.compile(rf"(?:总?共计?|合计|总计)\s*[:：]?\s*\d+\s*{UNITS}.{{0,30}}")
"""共计12家单位35人, alone on its row."""
AMOUNT = re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(\.\d{{1,4}})?\s*{UNITS}?")
LABELS = (
    "备注|附注|注|注意事项|注意|说明|填表说明|填报说明|填表人|填报人|制表人?|联系方式|填报单位|填报日期|审核人?|负责人|"
    "单位负责人|单位盖章|日期"
)
NOTES = re.compile(
    rf"[（(]?(?:{LABELS})(?:[（(][^)）]{{1,8}}[)）])?[)）]?\s*\d?\s*(?:[:：]|$)|[（(]?注\s*\d?\s*[:：、.]|[*※]\s*注\s*[:：]|"
    r"(?:备注|附注|填表说明|注意事项|填表人|填报人|制表人)\s"
)
SENTENCE = re.compile(r"[。；;！!？?：:，,]")
LONG = 20
UNIT_ROW = re.compile(
    r"[(（]?(?:单位[:：])?(?:人|名|个|元|万元|千元|元[/／每].{1,4}|必填|选填|必填项|文本|数字|日期)[)）]?"
)


class LeftOut(NamedTuple):
    """A row that was not taken: its number in the sheet, why (``total``, ``note``, ``heading``, ``outside``), and
    how it begins (see ``beginning``)."""

    number: int
    why: str
    text: str


NUMBERS = re.compile(r"\d[\dXx*-]{5,}")
"""Long enough to be somebody's: a telephone, a citizen ID."""


def beginning(why: str, text: str) -> str:
    """What is said of a row that was left out: nothing of one outside the columns, and no number of a person."""
    return "" if why == OUTSIDE else NUMBERS.sub("…", text)[:40]


def amount(text: str) -> Decimal | None:
    """The number that a cell is, with 人, 个 or the like behind it or without."""
    found = AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "") + (found[2] or "")) if found else None


class Sums:
    """What the numeric columns add up to, from the first row and from the row under the last total."""

    def __init__(self):
        self._all: dict[int, Decimal] = defaultdict(Decimal)
        self._part: dict[int, Decimal] = defaultdict(Decimal)
        self._rows = 0

    def add(self, texts: Sequence[str]) -> None:
        """One more row of the table."""
        self._rows += 1
        for column, text in enumerate(texts):
            number = amount(text)
            if number is not None:
                self._all[column] += number
                self._part[column] += number

    def start_again(self) -> None:
        """A total was met."""
        self._part.clear()

    def are(self, texts: Sequence[str], columns: Collection[int], counts: Collection[int]) -> bool:
        """Whether the numbers of a row are these sums: in the columns of ``counts`` where one is filled there, else
        in one of ``columns``."""
        numbers = {column: number for column in columns if (number := amount(texts[column])) is not None}
        decisive = {column: number for column, number in numbers.items() if column in counts} or numbers
        fits = [number in (self._all[column], self._part[column]) for column, number in decisive.items()]
        return self._rows > 0 and bool(fits) and (all(fits) if decisive is not numbers else any(fits))


def is_note(filled: Sequence[str], *, is_entry: bool) -> bool:
    """Whether a row is a remark below the table; ``is_entry``: its required cells are filled, with several texts."""
    if is_entry:
        return False
    if NOTES.match(filled[0]):
        return True
    is_alone = len(set(filled)) == 1
    if is_alone and COUNTED.fullmatch(filled[0]):
        return True
    return is_alone and len(filled[0]) > LONG and (len(filled) > 1 or SENTENCE.search(filled[0]) is not None)


def is_part_of_headings(filled: Sequence[str]) -> bool:
    """Whether the row under the headings only names units (人, 元/月) or numbers the columns (1, 2, 3 …)."""
    if all(UNIT_ROW.fullmatch(text) for text in filled):
        return True
    numbers = [text.strip("()（）") for text in filled]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
