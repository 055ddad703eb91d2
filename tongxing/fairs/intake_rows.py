"""The rows of a look as a page or a report shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxing.fairs.intake import VACANCIES, Look
from tongxing.jobs.labels import accommodation_names, label, shown, shown_changes
from tongxing.jobs.sheets.comparison import CHANGED, MEND, NEW, UNCHANGED
from tongxing.jobs.sheets.line import Problem
from tongxing.jobs.wages import wage_in_words

ORDER = (MEND, CHANGED, NEW, UNCHANGED)
TAGS = {MEND: "tag--caution", CHANGED: "tag--accent", NEW: "tag--good", UNCHANGED: ""}


@dataclass(frozen=True)
class ShownRow:
    """One row: its number in the sheet, what happens with it, whom it is about, what was understood."""

    number: int
    kind: str
    who: str
    what: str
    understood: list[str]
    changes: list[tuple[str, str, str]]
    problems: list[Problem]
    warnings: list[Problem]

    @property
    def kind_name(self) -> str:
        return kind_names()[self.kind]

    @property
    def tag(self) -> str:
        return TAGS[self.kind]


def kind_names() -> dict[str, str]:
    """What happens with a row, in words."""
    return {MEND: _("to mend"), CHANGED: _("changed"), NEW: _("new"), UNCHANGED: _("unchanged")}


def ordered(look: Look, kind: str = "") -> list:
    """The matches, those to mend first; only one kind where asked."""
    kinds = [kind] if kind in ORDER else ORDER
    return [match for kind in kinds for match in look.comparison.of(kind)]


def shown_row(look: Look, match) -> ShownRow:
    """One match for a reader."""
    who, what, understood = (_post if look.kind == VACANCIES else _person)(match.line)
    return ShownRow(
        number=match.line.number,
        kind=match.kind,
        who=who,
        what=what,
        understood=understood,
        changes=shown_changes(match.changes),
        problems=match.line.problems,
        warnings=match.line.warnings,
    )


def _post(line):
    values = line.values
    firm = values.get("firm")
    wage = wage_in_words(values.get("wage_min"), values.get("wage_max"), values.get("wage_text", ""))
    understood = [
        _("%(count)s wanted") % {"count": values["openings"]} if "openings" in values else "",
        wage if "wage_text" in values else "",
        f"{label('education')}: {shown('education', values['education'])}" if "education" in values else "",
        str(values.get("region", "")),
        label("from_home") if values.get("from_home") else "",
        *(
            f"{label(field)}: {'、'.join(accommodation_names(values[field]))}"
            for field in ("offered", "can_arrange", "cannot")
            if values.get(field)
        ),
    ]
    return firm.name if firm else line.text("employer"), values.get("title", ""), [one for one in understood if one]


def _person(line):
    values = line.values
    person = values["person"]
    understood = [
        str(person["region"]),
        shown("education", values["education"]) if "education" in values else "",
        shown("occupations", values["occupations"]) if values.get("occupations") else "",
        f"{label('needs')}: {shown('needs', [code for code, *_rest in values['needs']])}"
        if values.get("needs")
        else "",
    ]
    return person["name"], values.get("wish", ""), [one for one in understood if one]
