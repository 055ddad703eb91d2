"""``tongxing load-campaign FOLDER``: a campaign from its folder of spreadsheets."""

from pathlib import Path

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.folders.actions import Loaded, load_campaign
from tongxing.folders.format import FORMS

LISTED = 20
"""Doubted cells that are listed for people; programs get them all."""


class Command(Base):
    help = "Load a campaign from a folder of spreadsheets: all of it, or nothing and every problem in a sentence."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument(
            "--remove", action="store_true", help="take out entries of the campaign that the folder does not have"
        )

    def handle(self, *args, **options):
        if not options["folder"].is_dir():
            raise wrong_use(_("There is no folder “%(path)s”. Check its name.") % {"path": options["folder"]})
        loaded = load_campaign(
            folder=options["folder"],
            by="load-campaign",
            dry_run=options["dry_run"],
            remove=options["remove"],
            each=lambda items: self.progress(items, len(items), loaded_label()),
        )
        self.answer(options, report_of(loaded), lines_of(loaded))
        if loaded.problems:
            raise Problems(_("Nothing was loaded: %(count)d problems, listed above.") % {"count": len(loaded.problems)})


def loaded_label() -> str:
    """What the progress bar says."""
    return _("Events")


def report_of(loaded: Loaded) -> dict:
    """The report for ``--json``."""
    return {
        "campaign": loaded.slug,
        "dry_run": loaded.is_dry,
        "problems": [problem.facts() for problem in loaded.problems],
        "notices": [notice.facts() for notice in loaded.notices],
        "doubts": [doubt.facts() for doubt in loaded.doubts],
        "written": {
            key: {name: vars(counts) for name, counts in sheets.items()} for key, sheets in loaded.counts.items()
        },
        "remarks": [{"sentence": remark.sentence, **remark.facts} for remark in loaded.remarks],
    }


def lines_of(loaded: Loaded) -> list[str]:
    """The report for people."""
    lines = [str(notice) for notice in loaded.notices]
    if loaded.doubts:
        lines.append(_("Cells to look at: %(count)d") % {"count": len(loaded.doubts)})
        lines += [f"  {doubt}" for doubt in loaded.doubts[:LISTED]]
        if len(loaded.doubts) > LISTED:
            lines.append(_("  … the rest with --json"))
    if loaded.problems:
        return [*lines, *(str(problem) for problem in loaded.problems)]
    sentence = _("%(added)d new, %(changed)d changed, %(removed)d taken out, %(same)d as before")
    for key, sheets in loaded.counts.items():
        for name, counts in sheets.items():
            if counts.is_quiet and not counts.same:
                continue
            label = f"{key}/{FORMS[name].file}" if name in FORMS else name
            lines.append(f"{label:<30} {sentence % vars(counts)}")
    lines += [remark.sentence for remark in loaded.remarks]
    if loaded.is_dry:
        lines.append(_("Checked only: nothing was written."))
    elif loaded.total().is_quiet:
        lines.append(_("The folder and the database agree: nothing was changed."))
    else:
        lines.append(_("The campaign %(slug)s is loaded.") % {"slug": loaded.slug})
    return lines
