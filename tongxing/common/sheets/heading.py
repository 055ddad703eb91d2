"""Which field a heading means, however it is written: numbered, with a unit, in traditional signs, with stars."""

import re
from dataclasses import dataclass

from engines.wording import folded

MARKS = re.compile(r"[\s*＊·:：]+|[（(【\[].*?[)）】\]]")
NUMBERING = re.compile(
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z]{1,4})[)）]?[.、．:：,，)）]|\d{1,2})\s*"
)
"""1.单位名称, ①岗位 (which is folded to 1岗位), 一、, (2), A."""
UNIT = re.compile(
    r"[/／]?(?:[/／](?:人数?|名|个|位|岗|月|年|周|天|日|小?时|岁)|[万千]?元(?:[/／每](?:人)?(?:月|年|天|日|小?时))?)$"
)
"""招聘人数/人, 月薪/元"""
ASIDE = r"(?:必填项?|选填|必须填写|可不填|可多选|请注明|下拉选择|税前|税后|含税|不含税|到手)"
ASIDES = re.compile(rf"^{ASIDE}+|{ASIDE}+$")
"""What is said beside a name and makes no other field of it."""
SIGNS = re.compile(r"[^\w/]|_")
TRADITIONAL = (
    "單稱崗職務類別業數聯繫絡係電話碼編資標準學歷歴區縣屬點時間長責內條專優無礙設備協證殘監護關與願經驗簡"
    "評價從製註說場統會構規員實際給發應請計總幣級層圍寫開戶現處鄉鎮蘇聾聽視語體診訓納險補貼費額預產農陸號"
    "機進啟終態簽訊檔權據記錄選項舊後擔傳貿習導師樓動參廠種歲齡連輔辦環營獎週狀況傷運輸車庫聖繳獨雙還過質"
    "養療廳館課題頁執術試贊償齊齋緊顯"
)
SIMPLIFIED = (
    "单称岗职务类别业数联系络系电话码编资标准学历历区县属点时间长责内条专优无碍设备协证残监护关与愿经验简"
    "评价从制注说场统会构规员实际给发应请计总币级层围写开户现处乡镇苏聋听视语体诊训纳险补贴费额预产农陆号"
    "机进启终态签讯档权据记录选项旧后担传贸习导师楼动参厂种岁龄连辅办环营奖周状况伤运输车库圣缴独双还过质"
    "养疗厅馆课题页执术试赞偿齐斋紧显"
)
PLAIN_SIGNS = str.maketrans(TRADITIONAL, SIMPLIFIED)


@dataclass(frozen=True)
class Heading:
    """A field of a table, the usual names of its column (the first one is ours), and whether it must be there.

    ``is_name``: the column names something (an employer, a post, a person), so a cell of signs alone is none.
    ``is_count``: it counts people; a total of the table counts it, sub-columns for men and women add up to it.
    ``joins``: two such columns are both read, as 联系电话 and 手机. ``prefers``: where two columns differ, these
    names come first.
    """

    field: str
    names: tuple[str, ...]
    required: bool = False
    is_name: bool = False
    is_count: bool = False
    joins: bool = False
    prefers: tuple[str, ...] = ()


def compared(name: str) -> str:
    """A heading as it is compared: folded, simplified, without spaces, stars and what stands in brackets."""
    return MARKS.sub("", folded(name)).casefold().translate(PLAIN_SIGNS)


class Names:
    """The headings by every way to write them."""

    def __init__(self, headings: list[Heading]):
        self._known = {compared(name): heading for heading in headings for name in heading.names}
        self._asked: dict[str, tuple[Heading, str] | None] = {}

    def of(self, text: object) -> Heading | None:
        """The heading that ``text`` is; nothing where it is none."""
        named = self._named(text) if isinstance(text, str) else None
        return named[0] if named else None

    def rank(self, text: str) -> int:
        """The place of ``text`` among the names that its heading prefers."""
        named = self._named(text)
        prefers = [compared(name) for name in named[0].prefers] if named else []
        return prefers.index(named[1]) if named and named[1] in prefers else len(prefers)

    def _named(self, text: str) -> tuple[Heading, str] | None:
        if text not in self._asked:
            name = next((name for name in _ways(text) if name in self._known), None)
            self._asked[text] = (self._known[name], name) if name else None
        return self._asked[text]


def _ways(text: str) -> list[str]:
    """What the text may mean, the most literal first."""
    if len(text) > 60:
        return []
    ways = []
    for plain in (folded(text), NUMBERING.sub("", folded(text), count=1)):
        name = compared(plain)
        without_unit = UNIT.sub("", name)
        ways += [name, without_unit, SIGNS.sub("", without_unit)]
        bare = ASIDES.sub("", SIGNS.sub("", name))
        ways += [bare, UNIT.sub("", ASIDES.sub("", name))]
    return [way for way in ways if way]
