"""``tongxing``: the platform's commands, written with hyphens, listed when none is named."""

import os
import sys

import django
from django.core.management import ManagementUtility, get_commands, load_command_class

LISTED = "tongxing."


def commands() -> dict[str, str]:
    """The platform's own commands (with hyphens) and what each is for."""
    return {
        name.replace("_", "-"): load_command_class(app, name).help
        for name, app in sorted(get_commands().items())
        if isinstance(app, str) and app.startswith(LISTED)
    }


def main(argv: list[str]) -> int:
    """Run the command named in ``argv``; 0 done, 1 found problems, 2 wrong use."""
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
