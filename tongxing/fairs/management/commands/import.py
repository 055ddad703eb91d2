"""``tongxing import vacancies FAIR FILE`` and ``tongxing import seekers FAIR FILE``."""

import hashlib
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.refusal import Refused
from tongxing.common.sheets import LIMITS
from tongxing.fairs.actions.intake import import_seekers, import_vacancies
from tongxing.fairs.intake import SEEKERS, VACANCIES, look
from tongxing.fairs.intake_rows import kind_names, shown_row
from tongxing.fairs.models import Fair

BY = "tongxing import"
SHOWN = 50
"""How many doubts are printed; --json has them all."""


class Command(Base):
    """Reads a spreadsheet, says what it would change, and changes it unless ``--dry-run``."""

    help = "bring posts or people to a fair from a spreadsheet"
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("what", choices=[VACANCIES, SEEKERS])
        parser.add_argument("fair", help="campaign/event key, as in dec-2025/fair.region; the key alone where unique")
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .ods or .csv")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--mend", type=Path, metavar="FILE.xlsx", help="write the rows that need mending here")
        parser.add_argument("--english", action="store_true", help="say everything in English")

    def handle(self, *args, **options):
        with translation.override("en" if options["english"] else "zh-hans"):
            self.run(options)

    def run(self, options):
        """The command itself, in the language chosen."""
        fair, data = find_fair(options["fair"]), bytes_of(options["file"])
        source = hashlib.sha256(data).hexdigest()
        try:
            seen = look(
                fair=fair, kind=options["what"], data=data, name=options["file"].name, by=BY, each=self.watch("rows")
            )
            done = seen.comparison if options["dry_run"] else self.write(fair, seen, source)
        except Refused as refused:
            raise wrong_use(str(refused)) from refused
        counts = done.counts()
        if options["mend"] and counts["mend"]:
            options["mend"].write_bytes(seen.to_mend(source))
        self.answer(options, report(seen, done, source, options), text(seen, done, options))
        if counts["mend"]:
            raise Problems(_("%(count)d rows need mending.") % {"count": counts["mend"]})

    def watch(self, label):
        """A bar that moves while rows go by."""
        return lambda rows: self.progress(rows, len(rows), label)

    def write(self, fair, seen, source):
        """Write the good rows, with a bar where it takes a while."""
        if seen.kind == VACANCIES:
            return import_vacancies(fair=fair, lines=seen.lines, by=BY, source=source)
        return import_seekers(
            fair=fair,
            lines=seen.lines,
            by=BY,
            source=source,
            each=self.watch("people"),
        )


def find_fair(name: str) -> Fair:
    """The fair named ``campaign/key``, or by its key alone."""
    fairs = Fair.objects.select_related("event__campaign", "event__region")
    slug, _slash, key = name.rpartition("/")
    found = list(fairs.filter(event__key=key, **({"event__campaign__slug": slug} if slug else {}))[:2])
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{fair.event.campaign.slug}/{fair.event.key}" for fair in fairs[:20]) or "none"
    how_many = "Several fairs are" if found else "No fair is"
    raise wrong_use(f"{how_many} called '{name}'. Fairs here: {known}.")


def bytes_of(path: Path) -> bytes:
    """The file's content; a file that is too large is not read."""
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise wrong_use(f"'{path}' has more than {LIMITS.file_bytes // 2**20} MiB: split the table.")
        return path.read_bytes()
    except OSError as error:
        raise wrong_use(f"'{path}' cannot be read: {error.strerror}.") from error


def report(seen, done, source, options) -> dict:
    """What ``--json`` prints."""
    return {
        "file": options["file"].name,
        "sha256": source,
        "written": not options["dry_run"],
        "counts": done.counts(),
        "mend": [
            {"row": match.line.number, **remark_facts(problem)}
            for match in done.of("mend")
            for problem in match.line.problems
        ],
        "doubts": [
            {"row": match.line.number, "kind": match.kind, **remark_facts(warning)}
            for match in done.matches
            for warning in match.line.warnings
        ],
        "changed": [
            {"row": row.number, "who": row.who, "what": row.what, "changes": row.changes}
            for row in (shown_row(seen, match) for match in done.of("changed"))
        ],
        "sheet": seen.table.sheet,
        "more_sheets": seen.table.more,
        "hidden_sheets": seen.table.hidden_sheets,
        "hidden_columns": seen.table.hidden_columns,
        "left_out": [{"row": row.number, "why": row.why, "text": row.text} for row in seen.table.left_out],
        "heading_row": seen.table.heading_row,
        "unknown_columns": seen.table.unknown,
    }


def remark_facts(remark) -> dict:
    """Where it is, and what is said of it."""
    return {"cell": remark.address, "field": remark.field, "sentence": remark.sentence}


def text(seen, done, options) -> list[str]:
    """What the command prints otherwise."""
    names = kind_names()
    lines = [f"{names[kind]}: {count}" for kind, count in done.counts().items()]
    for match in done.of("changed"):
        row = shown_row(seen, match)
        lines += [f"  {row.number}  {row.who} {row.what}: {label}: {old} → {new}" for label, old, new in row.changes]
    for match in done.of("mend"):
        lines += [f"  {problem.address}  {problem.sentence}" for problem in match.line.problems]
    doubts = [
        f"  {warning.address}  {warning.sentence}"
        for match in done.matches
        if match.kind != "mend"
        for warning in match.line.warnings
    ]
    if doubts:
        lines += [_("Look at these cells: %(count)d") % {"count": len(doubts)}, *doubts[:SHOWN]]
    if len(doubts) > SHOWN:
        lines.append("  " + _("%(count)d more; all of them with --json.") % {"count": len(doubts) - SHOWN})
    lines += seen.notices
    if options["dry_run"]:
        lines.append("--dry-run: nothing was written.")
    if options["mend"] and done.counts()["mend"]:
        lines.append(f"→ {options['mend']}")
    return lines
