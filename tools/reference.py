"""Draws the reference pages from the code: ``make docs``; ``--check`` says which of them are stale.

docs/reference/addresses.md   every address, its audience, its view
docs/reference/house.md       the map of the house: rooms, what stands in each, what each reads
docs/reference/models.md      every model with its fields and what the database refuses
docs/reference/states.md      states and permitted steps, drawn from the tables in the models
docs/reference/settings.md    what the environment can say
docs/reference/commands.md    ``tongxing`` commands and make targets
docs/reference/coverage.md    which columns verifying covers, and which it does not, with why
"""

import ast
import os
import re
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from config import settings as config_settings
from config.console import commands
from tongxing.trail.coverage import COVERED, LIVES_ON, NOT_COVERED

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- made by `make docs`; change the code, not this page -->\n\n"
ORDER = (
    "home", "bulletins", "figures", "folders", "control", "doors", "live", "zones", "queues", "interpreting", "fairs",
    "jobs", "rounds", "campaigns", "organisations", "people", "trail", "common",
)  # fmt: skip


def walk(patterns, prefix="", namespace=""):
    """(address, name, view) of every address below ``patterns``."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, prefix + str(entry.pattern), inside)
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), f"{namespace}{entry.name or ''}", entry.callback


def addresses() -> str:
    """Every address with its audience."""
    rows = ["# Addresses and audiences\n", MADE, "| address | name | for | what |", "| --- | --- | --- | --- |"]
    for address, name, view in walk(get_resolver().url_patterns):
        audience = getattr(view, "audience", "")
        who = ", ".join(audience) if isinstance(audience, tuple) else audience
        meaning = (view.__doc__ or "").strip().split("\n")[0]
        rows.append(f"| `/{address}` | `{name}` | {who} | {meaning} |")
    return "\n".join(rows) + "\n"


def meaning_of(path: Path) -> str:
    """The first line of a module's docstring."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else ""
    return (said or "").split("\n")[0]


def reads(folder: Path, own: str) -> list[str]:
    """The rooms that the files in ``folder`` import."""
    found = set()
    for path in folder.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"(?:from|import) (tongxing|engines)\.(\w+)", line)
            if match and match.group(2) != own:
                found.add(match.group(2) if match.group(1) == "tongxing" else f"engines.{match.group(2)}")
    return sorted(found, key=lambda name: (ORDER.index(name) if name in ORDER else 99, name))


def house() -> str:
    """The storeys, top to bottom, with what each room holds and reads."""
    rows = ["# The house\n", MADE, "Read from the top: a room reads only what stands below it.\n"]
    rows += ["| room | what it is | furniture | reads |", "| --- | --- | --- | --- |"]
    for name in ORDER:
        folder = ROOT / "tongxing" / name
        inside = sorted(
            one.stem + ("/" if one.is_dir() else "")
            for one in folder.iterdir()
            if not one.name.startswith("_")
            and one.name not in {"migrations", "locale", "data"}
            and one.suffix in {"", ".py"}
        )
        what = meaning_of(folder / "__init__.py")
        rows.append(f"| `{name}` | {what} | {', '.join(inside)} | {', '.join(reads(folder, name))} |")
    for folder in sorted((ROOT / "engines").iterdir()):
        if (folder / "__init__.py").exists():
            inside = sorted(path.stem for path in folder.glob("*.py") if not path.name.startswith("_"))
            rows.append(f"| `engines.{folder.name}` | {meaning_of(folder / '__init__.py')} | {', '.join(inside)} | |")
    inside = sorted(path.stem for path in (ROOT / "hub").glob("*.py") if not path.name.startswith("_"))
    rows.append(f"| `hub` | {meaning_of(ROOT / 'hub' / '__init__.py')} | {', '.join(inside)} | |")
    return "\n".join(rows) + "\n"


def ours():
    """The platform's models, room by room from the bottom."""
    for name in reversed(ORDER):
        if apps.is_installed(f"tongxing.{name}"):
            yield from apps.get_app_config(name).get_models()


def models() -> str:
    """Every model: meaning, fields, what the database itself refuses."""
    rows = ["# Models\n", MADE]
    for model in ours():
        rows.append(f"## {model._meta.app_label}.{model.__name__}\n\n{(model.__doc__ or '').strip()}\n")
        rows += ["| field | kind | note |", "| --- | --- | --- |"]
        for field in model._meta.fields:
            kind = field.get_internal_type()
            target = f" → {field.related_model.__name__}" if field.related_model else ""
            rows.append(f"| `{field.name}` | {kind}{target} | {field.help_text} |")
        names = [constraint.name for constraint in model._meta.constraints]
        rows.append("\nThe database refuses: " + ", ".join(f"`{name}`" for name in names) + "\n" if names else "")
    return "\n".join(rows) + "\n"


def states() -> str:
    """A diagram for each model that has a table of steps."""
    rows = ["# States and steps\n", MADE]
    for model in ours():
        steps = getattr(model, "STEPS", None)
        if steps:
            rows += [f"## {model.__name__}\n", "```mermaid", "stateDiagram-v2"]
            rows += [f"    {start.value} --> {end.value}" for start, ends in steps.items() for end in ends]
            rows.append("```\n")
    return "\n".join(rows) + "\n"


def settings_page() -> str:
    """The environment, as the settings file tells it."""
    lines = [line for line in (config_settings.__doc__ or "").splitlines() if re.match(r"[A-Z_]{4,} ", line)]
    rows = ["# Settings\n", MADE, "| in the environment | meaning |", "| --- | --- |"]
    for line in lines:
        name, _, meaning = line.partition(" ")
        rows.append(f"| `{name}` | {meaning.strip()} |")
    return "\n".join(rows) + "\n"


def commands_page() -> str:
    """Make targets and ``tongxing`` commands."""
    rows = ["# Commands\n", MADE, "## make\n", "| command | what it does |", "| --- | --- |"]
    for name, meaning in re.findall(r"^([a-z-]+):.*## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M):
        rows.append(f"| `make {name}` | {meaning} |")
    rows += ["\n## tongxing\n", "Each has `--help`; exit code 0 done, 1 found problems, 2 wrong use.\n"]
    rows += ["| command | what it does |", "| --- | --- |"]
    rows += [f"| `tongxing {name}` | {meaning} |" for name, meaning in commands().items()]
    return "\n".join(rows) + "\n"


def coverage() -> str:
    """Which columns of the rows behind figures are proved, and which are not."""
    lines = [
        "# What verifying covers\n",
        MADE,
        "`tongxing figures verify` names a change, made past the site, of any column on the left, in any row that a "
        "frozen figure stands on; of the figures, their entries and errata it names a change of any column, and "
        "`tongxing trail verify` of any column of the trail. Columns on the right are not covered, with why. A row's key "
        "in the database (`id`) means nothing. A row that is new, and that no entry points to, touches no figure.\n",
        "| table | covered | not covered |",
        "| --- | --- | --- |",
    ]
    for table, columns in sorted(COVERED.items()):
        whys: dict[str, list[str]] = {}
        for column, why in NOT_COVERED.get(table, {}).items():
            whys.setdefault(why, []).append(f"`{column}`")
        left_out = "; ".join(f"{', '.join(names)}: {why}" for why, names in whys.items())
        lines.append(f"| `{table}` | {', '.join(f'`{column}`' for column in columns)} | {left_out} |")
    lines.append(
        "\nChanges that the site itself makes are noted in the trail, and are no fault, in the tables whose rows live on "
        f"after a fair: {', '.join(f'`{table}`' for table in sorted(LIVES_ON))}."
    )
    return "\n".join(lines) + "\n"


PAGES = {
    "addresses.md": addresses,
    "house.md": house,
    "models.md": models,
    "states.md": states,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "coverage.md": coverage,
}


def made() -> dict[Path, str]:
    """Each generated page with what it should say."""
    with translation.override("en"):
        return {REFERENCE / name: re.sub(r"\n{3,}", "\n\n", page()) for name, page in PAGES.items()}


def stale() -> list[str]:
    """Pages that say something else than the code."""
    return [path.name for path, text in made().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale."""
    if "--check" in arguments:
        found = stale()
        print("\n".join(f"{name} is stale: run make docs" for name in found) or "The reference is fresh.")
        return 1 if found else 0
    for path, text in made().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
