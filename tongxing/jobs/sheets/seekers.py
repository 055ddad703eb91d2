"""Seekers by spreadsheet, as townships collect them: the usual names of the columns, and what a row means."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from engines.wording import accommodations, name_key, phone, schooling, wage
from tongxing.common.refusal import Refused
from tongxing.common.sheets import Heading, Table
from tongxing.jobs import occupations, skills
from tongxing.jobs.models import Seeker
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.sheets.hours import weekly_hours
from tongxing.jobs.sheets.line import Line
from tongxing.jobs.sheets.places import Place, Places, doubt_what_was_assumed
from tongxing.jobs.sheets.wages import wage_doubt, wage_problem
from tongxing.people import identifiers
from tongxing.people.models import Region

USUAL = {
    "name": "姓名 残疾人姓名 求职者姓名 求职人员姓名 求职者",
    "number": "编号 求职者编号 登记编号",
    "phone": "手机 手机号 手机号码 联系电话 电话 本人电话 联系方式 移动电话 本人手机 联络电话 固定电话 座机",
    "certificate": "残疾人证号 残疾证号 残疾人证号码 残疾证号码 残疾人证 持证编号",
    "region": (
        "旗县 旗县区 所属地区 地区 所在旗县 居住地 户籍地 区县 所属旗县 盟市旗县 所在地区 家庭住址 现住址 "
        "户籍所在地 户口所在地 户籍地址 现居住地 现居住地址 常住地"
    ),
    "education": "学历 文化程度 最高学历",
    "wish": "求职意向 意向岗位 应聘岗位 求职岗位 期望岗位 意向职位 就业意向",
    "wage": "期望薪资 期望月薪 期望工资 薪资要求 期望待遇",
    "skills": "技能 特长 技能特长 职业技能 技能证书",
    "experience": "工作经历 工作经验 从业经历",
    "about": "自我介绍 个人简介 自我评价",
    "limits": "不宜从事 工作限制 不能从事的工作",
    "hours": "可工作时间 期望工时 每周可工作时间",
    "from_home": "居家就业 是否居家 居家办公 可否居家",
    "reach": "可接受工作地区 工作范围 意向工作地区 意向工作地点",
    "needs": "需要的便利 便利需求 所需便利 需要便利 便利要求 无障碍需求",
    "guardian": "监护人 监护人姓名",
    "guardian_phone": "监护人电话 监护人手机 监护人联系电话",
    "guardian_relation": "与本人关系 监护关系 监护人关系",
    "guardian_proof": "监护证明 监护关系证明",
    "may_match": "同意推荐岗位 同意匹配 同意岗位匹配",
    "may_contact": "同意联系 同意电话联系",
}
MOBILES = ("手机", "手机号", "手机号码", "移动电话", "本人手机")
HOMES = ("现住址", "居住地", "现居住地", "现居住地址", "常住地", "家庭住址")
"""Where somebody lives comes before where the household is registered."""
HEADINGS = [
    Heading(
        field,
        tuple(names.split()),
        field == "name",
        is_name=field == "name",
        joins=field == "phone",
        prefers={"phone": MOBILES, "region": HOMES}.get(field, ()),
    )
    for field, names in USUAL.items()
]
"""The first name of each is the one in the template and in workbooks that we write."""

NAMES = {heading.field: heading.names[0] for heading in HEADINGS}
TEMPLATE = list(USUAL)
MOST_BESIDES = 200
YES = re.compile(r"是|同意|可|能|愿意|√|Y", re.IGNORECASE)
NO = re.compile(r"^(无|没有|暂无|否|不|/|-|—)")
NOTE = re.compile(r"\s*[(（〔\[【][^()（）]*[)）〕\]】]\s*")
"""What stands in brackets beside a name: 林晓禾（女）."""
NO_NEEDS = re.compile(r"^(无(?!障碍|台阶|法)|没有|暂无|否|不(?!能|便)|/|-|—)")
"""A cell that begins so names no need; 无障碍卫生间 and 不能上楼梯，要坡道 do name one."""
REACH = (
    (4, re.compile(r"不限|全国|外省|区外|都可")),
    (3, re.compile(r"全区|自治区|内蒙古|区内|全省|省内|本省")),
    (2, re.compile(r"本市|本盟|市内|全市|盟内")),
    (1, re.compile(r"本旗|本县|本区|旗内|县内|附近|就近|本地|本街道|本镇")),
)


def understand(table: Table, *, region, within: Sequence[Region] = (), each=iter) -> list[Line]:
    """Each row's ``values``: fields of ``Seeker``, and ``person``, ``needs``, ``guardian``, ``consents``.

    ``region`` is the fair's: it is where a person lives whose row names no place. Places are looked for in it and in
    those of ``within``, the hosts' and the campaign's, in their order.
    Raises nothing and writes nothing; no number of a person stands in a sentence. ``each`` may watch the rows go by.
    """
    places = Places(region, within)
    lines = []
    for row in each(table.rows):
        line = Line(row)
        _person(line, places)
        _wishes(line, table)
        _work(line)
        _needs(line)
        _guardian(line)
        lines.append(line)
    doubt_what_was_assumed([line for line in lines if not (line.text("region") or line.text("region_code"))], places)
    _person_once(lines)
    return lines


def _person(line: Line, places: Places) -> None:
    name = line.text("name")
    if not name:
        line.wrong("name", _("Write the person's name."))
    elif len(name) > 60:
        line.wrong(
            "name",
            _("This has %(length)d signs; %(most)d are the most. Make it shorter.") % {"length": len(name), "most": 60},
        )
    elif NOTE.search(name):
        line.doubt(
            "name", _("A note in brackets is taken for a part of the name. Write the name alone, as on the card.")
        )
    person = {"name": name, "region": places.base, "phone": "", "other_phones": "", "certificate": ""}
    text, number = _written(line, "phone"), _written(line, "certificate")
    if text and not line.is_date("phone"):
        person |= _phones(line, has_certificate=bool(number))
    if number:
        cell = line.row.cells["certificate"]
        if cell.kind == "number" and len(cell.text) > 15:
            line.wrong(
                "certificate",
                _("The spreadsheet program rounded this number: set the cell to “text” and type it anew."),
            )
        else:
            person["certificate"] = _checked(line, "certificate", identifiers.certificate)
    if not (text or number):
        field = "phone" if line.has("phone") else "name"
        line.wrong(field, _("Write a mobile number or a certificate number, so that the person is known again."))
    said = line.text("region")
    place = places.named(said) if said and not line.text("region_code") else Place()
    if place.problem:
        line.wrong("region", place.problem)
    if place.doubt:
        line.doubt("region", place.doubt)
    person["region"] = place.region or places.base
    line.values["person"] = person
    line.take("number", 40)


def _phones(line: Line, *, has_certificate: bool) -> dict[str, str]:
    """The first mobile number, and what else the cell has; a land-line beside a certificate hands nothing back."""
    understood = phone(line.text("phone"))
    if understood.mobile:
        first, *others = understood.numbers
        ending = [first] if first != understood.mobile else []
        kept = " ".join(filter(None, (*ending, *others, understood.rest)))
        return {
            "phone": _checked(line, "phone", identifiers.mobile, understood.mobile),
            "other_phones": _short(line, "phone", kept),
        }
    if has_certificate and understood.numbers:
        line.doubt(
            "phone",
            _("This is no mobile number. It is kept, but no text message reaches it: ask for a mobile number."),
        )
        kept = " ".join(filter(None, (*understood.numbers, understood.rest)))
        return {"other_phones": _short(line, "phone", kept)}
    return {"phone": _checked(line, "phone", identifiers.mobile)}


def _short(line: Line, field: str, text: str) -> str:
    if len(text) > MOST_BESIDES:
        line.wrong(
            field,
            _("This has %(length)d signs; %(most)d are the most. Make it shorter.")
            % {"length": len(text), "most": MOST_BESIDES},
        )
    return text[:MOST_BESIDES]


def _written(line: Line, field: str) -> str:
    """The cell's text; nothing where it says that there is none ("无", "/")."""
    said = line.text(field)
    return "" if NO.fullmatch(said) else said


def _checked(line: Line, field: str, check, text: str = "") -> str:
    try:
        return check(text or line.text(field))
    except Refused as refused:
        line.wrong(field, str(refused))
        return ""


def _wishes(line: Line, table: Table) -> None:
    wish = line.take("wish", 200)
    if line.has("wish"):
        codes = [occupations.guess(part) for part in skills.split(wish)]
        line.values["occupations"] = list(dict.fromkeys(code for code in codes if code))[: occupations.MOST]
        if wish and not line.values["occupations"] and not re.search(r"不限|都可|均可|无", wish):
            line.doubt(
                "wish", _("“%(text)s” names no kind of work on the list; it is kept as written.") % {"text": wish[:40]}
            )
    if line.has("wage") and not line.is_date("wage"):
        text, heading = line.as_typed("wage"), table.titles.get("wage", "")
        understood = wage(text, heading)
        if problem := wage_problem(text, understood):
            line.wrong("wage", problem)
        elif doubt := wage_doubt(text, understood, heading):
            line.doubt("wage", doubt)
        elif understood.problem in {"unclear", "by_piece"}:
            line.doubt("wage", _("“%(text)s” names no amount: no least wage is kept.") % {"text": text[:40]})
        line.values["wage_floor"] = (understood.min or 0) if not understood.problem else 0
    if line.has("reach"):
        said = line.text("reach")
        reach = next((far for far, pattern in REACH if pattern.search(said)), None)
        if reach:
            line.values["reach"] = reach
        elif said:
            line.doubt(
                "reach",
                _("“%(text)s” was not understood: write 本旗县, 本市, 全区 or 不限. The own city was taken.")
                % {"text": said[:40]},
            )


def _education(line: Line) -> None:
    text = line.text("education")
    reached = schooling(text)
    level = Education(reached.level or 0)
    sentences = {
        "no_stage": _("“%(text)s” names no stage: “%(level)s” was taken. Ask whether it was 小学, 初中 or 高中."),
        "unfinished": _("“%(text)s” was not finished: the stage below it, “%(level)s”, was taken."),
        "grade": _("“%(text)s” names a year only: “%(level)s” was taken."),
    }
    if reached.problem == "unclear":
        line.wrong(
            "education",
            _("“%(text)s” is no level of education: write 不限, 初中, 高中, 中专, 大专, 本科 or higher.")
            % {"text": text[:40]},
        )
    elif reached.doubt in sentences:
        line.doubt("education", sentences[reached.doubt] % {"text": text[:40], "level": level.label})
    line.values["education"] = level


def _work(line: Line) -> None:
    if line.has("education") and not line.is_date("education"):
        _education(line)
    if line.has("skills"):
        said = line.text("skills")
        line.values["skills"] = [] if NO.fullmatch(said) else skills.split(said)
    line.paragraphs("experience")
    line.paragraphs("about")
    line.take("limits", 200)
    hours = weekly_hours(line.text("hours")) if line.text("hours") else None
    if hours:
        line.values["hours_max"] = hours[1]
    elif line.text("hours"):
        line.doubt(
            "hours",
            _("No hours a week were found in “%(text)s”. Write as in 每周40小时.") % {"text": line.text("hours")[:40]},
        )
    said = line.text("from_home")
    if line.has("from_home"):
        can = Seeker.FromHome.CAN if said and not NO.match(said) and YES.search(said) else Seeker.FromHome.NO
        line.values["from_home"] = Seeker.FromHome.ONLY if re.match(r"仅|只", said) else can


def _needs(line: Line) -> None:
    """Needs as a list in plain words; what is not on the list is pointed at, so that somebody asks."""
    said = line.text("needs")
    if not line.has("needs"):
        return
    codes = [] if NO_NEEDS.match(said) else accommodations(said)
    line.values["needs"] = [(code, True, "") for code in codes]
    if said and not codes and not NO_NEEDS.match(said):
        line.doubt(
            "needs",
            _("Nothing on the list of needs was found in “%(text)s”: ask, and use the names in the template.")
            % {"text": said[:40]},
        )


def _guardian(line: Line) -> None:
    name = line.text("guardian")
    consents = [
        purpose for field, purpose in (("may_match", "matching"), ("may_contact", "contact")) if _says_yes(line, field)
    ]
    line.values["consents"] = consents
    if not name or NO.fullmatch(name):
        return
    if not line.text("guardian_proof"):
        line.doubt(
            "guardian",
            _("The guardian was not entered: write in “监护证明” what shows it (household book, court order)."),
        )
        return
    phone = _checked(line, "guardian_phone", identifiers.mobile) if line.text("guardian_phone") else ""
    line.values["guardian"] = {
        "name": name[:60],
        "relation": line.text("guardian_relation")[:30] or _("guardian"),
        "proof": line.text("guardian_proof")[:200],
        "phone": phone,
    }


def _says_yes(line: Line, field: str) -> bool:
    said = line.text(field)
    return bool(said) and not NO.match(said) and bool(YES.match(said))


def _person_once(lines: list[Line]) -> None:
    """Each person stands in one row: who stands in two, or in two that contradict each other, is pointed at."""
    seen: dict[tuple[str, ...], Line] = {}
    for line in lines:
        person = line.values["person"]
        certificate = person["certificate"][:18]
        keys: list[tuple[str, ...]] = [("certificate", certificate)] if certificate else []
        if person["phone"]:
            keys.append(("phone", person["phone"], name_key(person["name"])))
            keys.append(("note", person["phone"], name_key(NOTE.sub("", person["name"]))))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            line.wrong("name", _same_person(first, certificate) % {"row": first.number})
        for key in keys:
            seen.setdefault(key, line)


def _same_person(first: Line, certificate: str) -> str:
    other = first.values["person"]["certificate"][:18]
    if certificate and other and other != certificate:
        return _(
            "Row %(row)d has this name and this telephone number with another certificate number. Compare both with "
            "the certificates; if they are two people, take the telephone number out of one row."
        )
    return _("Row %(row)d names the same person: keep one of the two rows.")
