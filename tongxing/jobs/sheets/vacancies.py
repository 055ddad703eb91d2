"""Employers' posts by spreadsheet: the usual names of the columns, and what a row means."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from engines.wording import Phone, accommodations, education, folded, headcount, mask_of, phone, wage
from tongxing.common.sheets import Table
from tongxing.jobs import occupations, skills
from tongxing.jobs.labels import accommodation_names
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.sheets.employers import NOTHING, read_employer, settle_homes
from tongxing.jobs.sheets.hours import weekly_hours
from tongxing.jobs.sheets.line import Line
from tongxing.jobs.sheets.places import Place, Places, doubt_what_was_assumed
from tongxing.jobs.sheets.vacancy_headings import HEADINGS, NAMES, TEMPLATE, headings
from tongxing.jobs.sheets.wages import wage_doubt, wage_problem
from tongxing.jobs.wordings import refusals
from tongxing.organisations.models import Organisation
from tongxing.organisations.register import firm_key
from tongxing.people.models import Region

__all__ = ["HEADINGS", "NAMES", "TEMPLATE", "headings", "understand"]
MOST_PHONE = 60
SHOWN = 20
"""How many row numbers a sentence names."""
NEGATIVE = re.compile(r"无法|不能|没有|暂无|不提供|不便|未设|缺少|无(?!障碍|台阶)")
AT_HOME = re.compile(
    r"(?:全职|兼职|可以?|能)?(?:居家|在家|家里|家中|远程|线上|网上|云端)(?:办公|工作|就业|上班|客服|岗位)?"
)
"""What stands in the place's column of work that is done wherever the person lives."""
CLAUSE = re.compile(r"[,，;；、。\n]+")


def understand(
    table: Table, *, region, within: Sequence[Region] = (), employer: Organisation | None = None, each=iter
) -> list[Line]:
    """Each row's ``values`` (fields of ``Vacancy``) and ``values["firm"]``; nothing is written.

    ``region`` is the fair's: it is where a row lies that names no place. Places are looked for in it and in those of
    ``within``, the hosts' and the campaign's, in their order. ``employer`` is whose sheet it is, for rows that name
    no employer. ``each`` may watch the rows go by.
    """
    places = Places(region, within)
    lines, above = [], None
    silent: list[Line] = []
    homeless: list[Line] = []
    for row in each(table.rows):
        line = Line(row)
        place, is_named = _region(line, places)
        if not is_named:
            homeless.append(line)
            if not (line.text("region") or line.text("place")):
                silent.append(line)
        read_employer(line, places, place, employer, above)
        _post(line)
        _wage(line, table)
        _details(line)
        _accommodations(line)
        _contact(line)
        lines.append(line)
        above = line.values.get("firm")
    doubt_what_was_assumed(silent, places)
    settle_homes(lines, homeless)
    _number_once(lines)
    _equal_rows(lines)
    return lines


def _region(line: Line, places: Places) -> tuple[Region, bool]:
    """Where the work is, and whether that was said: its own column, else what the address begins with."""
    text, named = line.take("place", 200), line.text("region")
    if line.text("region_code"):  # a campaign folder's column, which counts more than any name
        line.values["region"] = places.base
        return places.base, True
    if text and not named and AT_HOME.fullmatch(text):
        line.values |= {"region": places.base, "from_home": True}
        return places.base, True
    field = "region" if named else "place"
    place = places.named(named) if named else places.written_in(text) if text else Place()
    if place.problem:
        line.wrong(field, place.problem)
    if place.doubt:
        line.doubt(field, place.doubt)
    if named and text and place.region:
        _compare_with_address(line, places, place.region, text)
    region = place.region or places.base
    if line.has("region") or line.has("place"):
        line.values["region"] = region
    return region, place.region is not None and not (field == "place" and place.doubt and region == places.base)


def _compare_with_address(line: Line, places: Places, region: Region, text: str) -> None:
    """The column of regions counts; an address that lies elsewhere is pointed at."""
    written = places.written_in(text)
    is_elsewhere = written.region and not (
        written.region.path.startswith(region.path) or region.path.startswith(written.region.path)
    )
    if is_elsewhere and not written.doubt:
        sentence = _("“%(text)s” lies in %(written)s; %(region)s was taken, as the other column says.")
        line.doubt("place", sentence % {"text": text[:40], "written": written.region, "region": region})


def _post(line: Line) -> None:
    title = line.take("title", 80)
    if not title:
        line.wrong("title", _("Write what the post is called."))
    elif title.isdigit():
        line.wrong("title", _("“%(text)s” is a number, not the name of a post.") % {"text": title})
    line.take("number", 40)
    if line.has("title"):
        line.values["occupation"] = occupations.guess(title)
    if line.is_date("openings"):
        return
    text = line.as_typed("openings")
    count = headcount(text)
    sentences = {
        "empty": _("Write how many people are wanted, as a number."),
        "vague": _("“%(text)s” is no number: ask the employer how many people, and write the number."),
        "unclear": _("“%(text)s” was not understood: write how many people are wanted, as in 3."),
        "upside_down": _("“%(text)s” begins with the larger number: write it as in 3-5, or one number."),
        "out_of_range": _("“%(text)s” cannot be: at least 1 and at most 9,999 people."),
    }
    doubts = {
        "larger": _("“%(text)s” names two numbers: the larger one, %(number)d, was taken."),
        "sum": _("“%(text)s” was read as %(number)d people together."),
        "besides": _("From “%(text)s” only the number before the brackets, %(number)d, was taken."),
    }
    inexact = _("“%(text)s” is no exact number: %(number)d was taken.")
    if count.problem:
        line.wrong("openings", sentences[count.problem] % {"text": text[:40]})
        return
    line.values["openings"] = count.number
    if count.doubt:
        line.doubt("openings", doubts.get(count.doubt, inexact) % {"text": text[:40], "number": count.number})


def _wage(line: Line, table: Table) -> None:
    field, text = "wage", line.as_typed("wage")
    if not line.has("wage"):
        if not (line.has("wage_min") or line.has("wage_max")):
            return
        field = "wage_min" if line.has("wage_min") else "wage_max"
        low, high = line.as_typed("wage_min"), line.as_typed("wage_max")
        text = f"{low}-{high}" if low and high else f"{low}起" if low else f"{high}以下" if high else ""
    if line.is_date(field):
        return
    heading = table.titles.get(field, "")
    understood = wage(text, heading)
    if problem := wage_problem(text, understood):
        line.wrong(field, problem)
    elif doubt := wage_doubt(text, understood, heading):
        line.doubt(field, doubt)
    elif understood.problem == "empty":
        line.doubt(field, _("No wage is given: people who search by wage will not find this post."))
    elif understood.problem == "by_piece":
        line.doubt(
            field,
            _("“%(text)s” is paid by the piece: no wage a month can be made of it, so it is shown as written.")
            % {"text": text[:40]},
        )
    elif understood.problem == "unclear":
        line.doubt(
            field,
            _("“%(text)s” names no amount; it is shown as written. A range as in 4000-6000 is found by more people.")
            % {"text": text[:40]},
        )
    elif understood.is_negotiable:
        line.doubt(
            field,
            _("“%(text)s” names no amount: people who search by wage will not find this post.") % {"text": text[:40]},
        )
    is_known = not understood.problem
    line.values |= {
        "wage_min": understood.min if is_known else None,
        "wage_max": understood.max if is_known else None,
        "wage_text": folded(text)[:80],
    }


def _details(line: Line) -> None:
    if line.has("education") and not line.is_date("education"):
        level = education(line.text("education"))
        if level.problem == "unclear":
            line.wrong(
                "education",
                _("“%(text)s” is no level of education: write 不限, 初中, 高中, 中专, 大专, 本科 or higher.")
                % {"text": line.text("education")[:40]},
            )
        elif level.doubt:
            line.doubt(
                "education",
                _("“%(text)s” asks for nothing, it only prefers: %(level)s was taken.")
                % {"text": line.text("education")[:40], "level": Education(level.level or 0).label},
            )
        line.values["education"] = Education(level.level or 0)
    line.paragraphs("duties")
    line.paragraphs("requirements")
    for field in ("skills_required", "skills_welcome"):
        if line.has(field):
            said = line.text(field)
            line.values[field] = [] if NOTHING.match(said) else skills.split(said)
    if line.text("from_home") or (line.has("from_home") and "from_home" not in line.values):
        line.values["from_home"] = bool(re.match(r"是|可|能|居家|全职居家|√|Y", line.text("from_home"), re.IGNORECASE))
    if line.text("hours"):
        hours = weekly_hours(line.text("hours"))
        if hours:
            line.values["hours_min"], line.values["hours_max"] = hours
        else:
            line.doubt(
                "hours",
                _("No hours a week were found in “%(text)s”; 40 were taken. Write as in 每周40小时.")
                % {"text": line.text("hours")[:40]},
            )
    for field in ("title", "duties", "requirements", "skills_required", "skills_welcome"):
        for sentence in refusals(line.text(field)):
            line.wrong(field, sentence)


def _accommodations(line: Line) -> None:
    """Three columns; a clause that says no ("无电梯") counts as *cannot*, whichever column it stands in."""
    fields = [field for field in ("offered", "can_arrange", "cannot") if line.has(field)]
    if not fields:
        return
    masks = {"offered": 0, "can_arrange": 0, "cannot": 0}
    for field in fields:
        said = line.text(field)
        if not said or NOTHING.match(said):
            continue
        understood = False
        for clause in CLAUSE.split(said):
            codes = accommodations(clause)
            is_no = field != "cannot" and NEGATIVE.search(clause)
            masks["cannot" if is_no else field] |= mask_of(codes)
            understood = understood or bool(codes)
            if is_no and codes:
                line.doubt(
                    field, _("“%(text)s” was taken as something the employer cannot offer.") % {"text": clause[:40]}
                )
        if not understood:
            line.doubt(
                field,
                _("No accommodation of the list was found in “%(text)s”: use the names in the template.")
                % {"text": said[:40]},
            )
    both = masks["cannot"] & (masks["offered"] | masks["can_arrange"])
    if both:
        names = "、".join(accommodation_names(both))
        line.wrong(
            fields[0], _("“%(names)s” is both offered and refused: say which of the two holds.") % {"names": names}
        )
    masks["can_arrange"] &= ~masks["offered"]
    line.values |= {field: mask for field, mask in masks.items() if field in fields or mask}


def _contact(line: Line) -> None:
    if line.has("contact") and not line.has("contact_phone"):
        _name_and_phone(line)
    line.take("contact_name", 60)
    line.take("accommodation_contact", 120)
    text = line.text("contact_phone")
    if not line.has("contact_phone") or line.is_date("contact_phone"):
        return
    if NOTHING.match(text):
        text = ""
    understood = phone(text)
    if understood.problem == "unclear":
        line.wrong(
            "contact_phone",
            _("“%(text)s” is no telephone number: 11 digits, or area code and number.") % {"text": text[:40]},
        )
        return
    _keep_phone(line, "contact_phone", text, understood)


def _name_and_phone(line: Line) -> None:
    """A column that holds both: the numbers, and what stands beside them."""
    text = line.text("contact")
    understood = phone(text)
    if understood.numbers:
        _keep_phone(line, "contact", text, replace(understood, rest=""))
        line.values["contact_name"] = understood.rest[:60]
        return
    line.values["contact_phone"] = ""
    line.values["contact_name"] = text[:60]
    if re.search(r"\d{5}", text):
        line.doubt(
            "contact",
            _("No telephone number was understood in “%(text)s”: it is kept as the contact's name.")
            % {"text": text[:40]},
        )


def _keep_phone(line: Line, field: str, text: str, understood: Phone) -> None:
    """Every number, and what the cell says besides, as the post's telephone."""
    if understood.problem == "no_area":
        line.doubt(field, _("“%(text)s” has no area code: callers from elsewhere cannot reach it.") % {"text": text})
    kept = " ".join(filter(None, (*understood.numbers, understood.rest)))
    if len(kept) > MOST_PHONE:
        line.wrong(
            field,
            _("This has %(length)d signs; %(most)d are the most. Make it shorter.")
            % {"length": len(kept), "most": MOST_PHONE},
        )
    line.values["contact_phone"] = kept[:MOST_PHONE]


def _equal_rows(lines: list[Line]) -> None:
    """Rows that say the same throughout may be several posts, or one that was written down twice."""
    equal: dict[tuple, list[Line]] = defaultdict(list)
    for line in lines:
        firm = line.values.get("firm")
        if firm is not None and line.values.get("title"):
            facts = tuple(cell.text for name, cell in line.row.cells.items() if name not in ("employer", "number"))
            equal[firm.credit_code or firm_key(firm.name), facts].append(line)
    for group in equal.values():
        for line in group if len(group) > 1 else ():
            line.doubt(
                "title",
                _("Rows %(rows)s are equal: each counts as a post. Delete those that were written down twice.")
                % {"rows": "、".join(str(one.number) for one in group[:SHOWN]) + (" …" if len(group) > SHOWN else "")},
            )


def _number_once(lines: list[Line]) -> None:
    seen: dict[tuple, int] = {}
    for line in lines:
        number, firm = line.values.get("number"), line.values.get("firm")
        if not number or firm is None:
            continue
        first = seen.setdefault((number, firm.credit_code or firm_key(firm.name)), line.number)
        if first != line.number:
            line.wrong(
                "number",
                _("Row %(row)d has the number %(number)s already: give each post its own, or leave the cell empty.")
                % {"row": first, "number": number},
            )
