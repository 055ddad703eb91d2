"""Stops from a spreadsheet: each row is read as if somebody had filled in the form of one stop."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engines.wording import folded
from tongxing.common.refusal import Refused
from tongxing.common.sheets import LIMITS, Heading, SheetRefused, find_table, notices, read
from tongxing.rounds import access
from tongxing.rounds.forms.stop import NewStopForm
from tongxing.rounds.models import Skill, Stop

COLUMNS = [
    Heading("kind", ("事项", "走访事项", "类型", "what for"), required=True),
    Heading("who", ("走访对象", "姓名", "单位名称", "who"), required=False),
    Heading("label", ("地点名称", "place")),
    Heading("address", ("地址", "住址", "address")),
    Heading("position", ("坐标", "经纬度", "coordinates"), required=True),
    Heading("minutes", ("停留分钟", "分钟", "时长", "minutes")),
    Heading("windows", ("可走访时段", "时段", "hours")),
    Heading("skills", ("需要的能力", "能力", "skills")),
    Heading("needs_ramp", ("需要坡道", "坡道", "ramp")),
    Heading("prize", ("可选价值", "价值", "worth")),
    Heading("note", ("备注", "说明", "note")),
]
KINDS = {
    "入户走访": Stop.Kind.HOME_VISIT,
    "入户": Stop.Kind.HOME_VISIT,
    "走访": Stop.Kind.HOME_VISIT,
    "辅具配送": Stop.Kind.DEVICE_DELIVERY,
    "送辅具": Stop.Kind.DEVICE_DELIVERY,
    "走访单位": Stop.Kind.EMPLOYER_VISIT,
    "访企拓岗": Stop.Kind.EMPLOYER_VISIT,
    "访企": Stop.Kind.EMPLOYER_VISIT,
}
SKILLS = {
    "手语": Skill.SIGN,
    "蒙古语": Skill.MONGOLIAN,
    "辅具适配": Skill.FITTING,
    "适配": Skill.FITTING,
    "康复": Skill.REHABILITATION,
    "就业指导": Skill.WORK,
    "就业": Skill.WORK,
    "残保金": Skill.LEVY,
}
YES = frozenset(("是", "有", "需要", "要", "1", "yes", "√"))
NO = frozenset(("", "否", "无", "没有", "不需要", "不要", "不用", "0", "no", "×"))
UNIT = re.compile(r"\s*(分钟|分|minutes|min)$")
USUAL_MINUTES = "30"


class SheetForm(forms.Form):
    """One file; what it is shows in its content, not in its name."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            ".xlsx, .xls, .ods or .csv, at most 20 MiB. If one row cannot be read, nothing is added."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def content(self) -> bytes:
        """The file's bytes; never more than a spreadsheet may have."""
        return self.cleaned_data["file"].read(LIMITS.file_bytes + 1)


def read_stops(round_, data: bytes, name: str) -> tuple[list[dict], list[str], list[str]]:
    """(facts of each stop, a sentence for each cell to mend, what of the file was not read).

    Raises ``Refused`` for a file that is no table.
    """
    try:
        table = find_table(read(data, name), COLUMNS)
    except SheetRefused as refusal:
        raise Refused(str(refusal)) from None
    access.check_has_room(round_, len(table.rows))
    there = {_visit(stop) for stop in round_.stops.select_related("person", "organisation")}
    stops, problems = [], []
    for row in table.rows:
        problems += [f"{fault.address}: {fault.sentence}" for fault in row.faults]
        form = NewStopForm(_answers(row), round_=round_)
        if folded(row.text("needs_ramp")).lower() not in YES | NO:
            problems.append(f"{row.address('needs_ramp')}: {_('Write 是 (yes) or 否 (no).')}")
        for field, errors in form.errors.items():
            problems += [f"{row.address(field)}: {error}" for error in errors]
        if form.is_valid():
            stops.append(form.cleaned_data)
            visit = _visit(Stop(**form.cleaned_data))
            if visit in there:
                problems.append(
                    f"{row.address('who')}: {_('This visit stands further up, or is on the round already.')}"
                )
            there.add(visit)
    if not table.rows:
        problems.append(_("There is no row below the headings."))
    return stops, problems, notices(table)


def _visit(stop: Stop) -> tuple:
    """By which a visit is known again: what for, and to whom, or to which place."""
    return stop.kind, stop.person or stop.organisation or (stop.label, stop.position)


def _answers(row) -> dict:
    """The row as the form is sent by a browser; a word that is not known is passed on, so that the form names it."""
    said = {column.field: row.text(column.field) for column in COLUMNS}
    words = [word for word in said["skills"].replace(",", "、").replace("，", "、").split("、") if word.strip()]
    return {
        **said,
        "kind": KINDS.get(said["kind"], said["kind"]),
        "minutes": UNIT.sub("", folded(said["minutes"])) or USUAL_MINUTES,
        "prize": UNIT.sub("", folded(said["prize"])),
        "skills": [SKILLS.get(word.strip(), word.strip()) for word in words],
        "needs_ramp": folded(said["needs_ramp"]).lower() in YES,
        "is_must": "" if said["prize"] else "1",
    }
