"""``tongxing``: the platform's commands, written with hyphens, listed when none is named."""

import importlib
import os
import sys

LISTED = "tongxing."
# Commands that need no site: modules with HELP and main(arguments), run without starting Django.
ALONE = {"match-region": "engines.matching.region.command", "hub": "hub.command"}


def commands() -> dict[str, str]:
    """The platform's own commands (with hyphens) and what each is for."""
    from django.core.management import get_commands, load_command_class

    found = {
        name.replace("_", "-"): load_command_class(app, name).help
        for name, app in get_commands().items()
        if isinstance(app, str) and app.startswith(LISTED)
    }
    found |= {name: importlib.import_module(module).HELP for name, module in ALONE.items()}
    return dict(sorted(found.items()))


def main(argv: list[str]) -> int:
    """Run the command named in ``argv``; 0 done, 1 found problems, 2 wrong use."""
    if len(argv) > 1 and argv[1] in ALONE:
        done: int = importlib.import_module(ALONE[argv[1]]).main(argv[2:])
        return done
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
