"""What of a file was not taken, in sentences: for whoever sent it, on a page or a command line."""

from itertools import groupby

from django.utils.translation import gettext as _

from tongxing.common.sheets.left_out import HEADING, NOTE, OUTSIDE, TOTAL, LeftOut
from tongxing.common.sheets.table import Table

SHOWN = 20
"""How many rows of one kind are named before it is only said how many more there are."""


def notices(table: Table) -> list[str]:
    """Rows left out, sheets and columns not read, hidden columns that were read."""
    sentences = []
    if table.more:
        sentences.append(
            _(
                "Only the sheet “%(sheet)s” was read. There are tables on these sheets too: %(more)s. "
                "Save each as a file of its own and send it as well."
            )
            % {"sheet": table.sheet, "more": "、".join(table.more)}
        )
    if table.hidden_sheets:
        sentences.append(
            _("Hidden sheets with such a table were not read: %(names)s.") % {"names": "、".join(table.hidden_sheets)}
        )
    if table.hidden_columns:
        sentences.append(
            _("These columns are hidden in the file and were read: %(names)s.")
            % {"names": "、".join(table.hidden_columns)}
        )
    if table.unknown:
        sentences.append(
            _(
                "These columns hold something and were not read: %(names)s. If they are needed, name them as in the "
                "template and send the file again."
            )
            % {"names": "、".join(f"“{name}”" for name in table.unknown)}
        )
    return sentences + left_out_sentences(table)


def left_out_sentences(table: Table) -> list[str]:
    """One sentence for each reason why rows were left out, with their numbers and how they begin."""
    sentences = {
        TOTAL: _("Left out as totals: %(rows)s."),
        NOTE: _("Left out as notes: %(rows)s."),
        HEADING: _("Left out as headings said again: %(rows)s."),
        OUTSIDE: _("Left out, as nothing stands in the columns that are read: %(rows)s."),
    }
    by_reason = {why: [row for row in table.left_out if row.why == why] for why in sentences}
    return [sentences[why] % {"rows": _named(rows)} for why, rows in by_reason.items() if rows]


def _named(rows: list[LeftOut]) -> str:
    if rows[0].why in (HEADING, OUTSIDE):
        return _("rows %(rows)s") % {"rows": "、".join(_ranges([row.number for row in rows]))}
    shown = [_("row %(row)d “%(text)s”") % {"row": row.number, "text": row.text} for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        shown.append(_("%(count)d more") % {"count": len(rows) - SHOWN})
    return "、".join(shown)


def _ranges(numbers: list[int]) -> list[str]:
    """5, 6, 7, 9 as 5–7, 9."""
    groups = [list(group) for _key, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return [str(group[0][1]) if len(group) == 1 else f"{group[0][1]}–{group[-1][1]}" for group in groups]
