"""Tables on a telephone: shown as cards, or so narrow that they need not be."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
KEEPS_COLUMNS = {
    "doors/app_device.html": "a yes and a no, in a page that works without network",
    "fairs/arrivals.html": "a quarter of an hour and its number",
    "fairs/timetable_grid.html": "booths and times; a telephone shows the list in its place",
    "figures/figure.html": "a group, its number and its bar: a list of bars is compared at a glance",
}
"""Tables that keep their columns, and why."""


def test_every_table_is_shown_as_cards_on_a_telephone_or_fits_there():
    faults = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(TEMPLATES).as_posix()
        for table in re.finditer(r"(\{% cards %\})?<table class=\"([^\"]*)\"", text):
            keeps = bool({"table--narrow", "table--grid"} & set(table.group(2).split()))
            if keeps and name not in KEEPS_COLUMNS:
                faults.append(f"{name}: say in tests/house/test_tables.py why this table keeps its columns")
            elif not keeps and not table.group(1):
                faults.append(f"{name}: write {{% cards %}}<table …>…</table>{{% endcards %}}")
        if re.search(r"<table(?! class=)", text):
            faults.append(f"{name}: a table has no class")
    assert not faults


def test_every_reason_still_has_its_table():
    assert not [
        name
        for name in KEEPS_COLUMNS
        if not re.search(r"table--(narrow|grid)", (TEMPLATES / name).read_text(encoding="utf-8"))
    ]


def test_a_heading_over_numbers_stands_over_them():
    """Numbers stand at the end of their column, and so does their heading."""
    faults = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        for table in re.findall(r"<table.*?</table>", path.read_text(encoding="utf-8"), re.DOTALL):
            headings = len(re.findall(r'<th scope="col"[^>]*class="number"', table))
            row = table.partition("<tbody>")[2].partition("</tr>")[0].partition("{% else %}")[0]
            if len(re.findall(r'<td[^>]*class="number"', row)) > headings:
                faults.append(f'{path.relative_to(TEMPLATES)}: class="number" for the headings of numbers')
    assert not faults
