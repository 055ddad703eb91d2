"""``tongxing``: the platform's commands, written with hyphens, listed when none is named."""

import importlib
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LISTED = "tongxing."
SETUP = Path(__file__).resolve().parent.parent / "tools" / "setup.py"


@dataclass(frozen=True)
class Alone:
    """A command that needs no site: a module with ``main(arguments)``, run without starting Django."""

    module: str
    help: str
    packages: tuple[str, ...] = ()
    """What it imports that `make run` does not install."""
    requirements: str = ""
    """The requirement list that has those packages (``requirements/NAME.txt``)."""

    def run(self, arguments: list[str]) -> int:
        """Install what is missing, then run it."""
        if any(importlib.util.find_spec(package) is None for package in self.packages):
            done = subprocess.run([sys.executable, str(SETUP), self.requirements])  # noqa: S603 - our own script
            if done.returncode:
                return done.returncode
            importlib.invalidate_caches()
        code: int = importlib.import_module(self.module).main(arguments)
        return code


ALONE = {
    "match-region": Alone(
        "engines.matching.region.command",
        "Match the people and posts of two Parquet files, on this machine or on a Dask cluster.",
        ("duckdb", "distributed"),
        "region",
    ),
    "hub": Alone("hub.command", "Serve the live hub for viewers (`tongxing serve` starts one by itself)."),
}


def commands() -> dict[str, str]:
    """The platform's own commands (with hyphens) and what each is for."""
    from django.core.management import get_commands, load_command_class

    found = {
        name.replace("_", "-"): load_command_class(app, name).help
        for name, app in get_commands().items()
        if isinstance(app, str) and app.startswith(LISTED)
    }
    return dict(sorted((found | {name: command.help for name, command in ALONE.items()}).items()))


def main(argv: list[str]) -> int:
    """Run the command named in ``argv``; 0 done, 1 found problems, 2 wrong use."""
    if len(argv) > 1 and argv[1] in ALONE:
        return ALONE[argv[1]].run(argv[2:])
    # Imported here, so that a command that stands alone does not wait for the site.
    import django
    from django.core.management import ManagementUtility

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    known = commands()
    if len(argv) < 2 or argv[1] in {"-h", "--help", "help"}:
        sys.stdout.write("Use: tongxing COMMAND [--help]\n\n")
        for name, meaning in known.items():
            sys.stdout.write(f"  {name:<16} {meaning}\n")
        return 0 if len(argv) > 1 else 2
    if argv[1] not in known:
        sys.stderr.write(f"There is no command '{argv[1]}'. `tongxing --help` lists the commands.\n")
        return 2
    ManagementUtility(["tongxing", argv[1].replace("-", "_"), *argv[2:]]).execute()
    return 0
