"""What the platform's commands share: ``--json``, exit codes 0/1/2 and a progress bar on a terminal."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, OperationalError, ProgrammingError

from tongxing.common.constraints import CONTRADICTION, Clash


class Problems(CommandError):
    """The command ran and found problems: exit code 1. Wrong use is a ``CommandError`` with exit code 2."""

    def __init__(self, *args):
        super().__init__(*args, returncode=1)


def wrong_use(sentence: str) -> CommandError:
    """The error to raise when the command was called wrongly (exit code 2)."""
    return CommandError(sentence, returncode=2)


class Command(BaseCommand):
    """A command of the platform. A reporting one sets ``reports = True`` and answers with ``self.answer``."""

    reports = False
    requires_system_checks = []

    def execute(self, *args, **options):
        """Run; a database that cannot be used is said in a sentence, not in a traceback."""
        try:
            return super().execute(*args, **options)
        except Clash as clash:
            raise Problems(str(clash)) from clash
        except IntegrityError as error:
            raise Problems(str(CONTRADICTION)) from error
        except (OperationalError, ProgrammingError) as error:
            raise wrong_use(
                f"The database cannot be used: {error}. Set it up first: make run for the demonstration, "
                "tongxing set-up for real work."
            ) from error

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser("tongxing", subcommand.replace("_", "-"), **kwargs)
        if self.reports:
            parser.add_argument("--json", action="store_true", help="print the report as JSON")
        return parser

    def answer(self, options, report, lines) -> None:
        """Print ``report`` as JSON when asked, else the text ``lines``."""
        if options.get("json"):
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2, default=str))
        else:
            for line in lines:
                self.stdout.write(line)

    def progress(self, items, total: int, label: str):
        """Yield ``items`` and draw a bar on the terminal; silent where there is none."""
        shown = self.stderr.isatty() and total > 0
        for done, item in enumerate(items, 1):
            yield item
            if shown and (done == total or done % max(1, total // 100) == 0):
                filled = 30 * done // total
                end = "\n" if done == total else ""
                bar = "█" * filled + "·" * (30 - filled)
                self.stderr.write(f"\r{label} [{bar}] {done}/{total}", ending=end)
