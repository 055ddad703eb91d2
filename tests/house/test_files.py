"""What may not stand in the project, and how long a file may be."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
DRAWERS = {"utils", "util", "helpers", "helper", "services", "managers", "mixins", "misc", "tools_"}
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|npmjs|yarnpkg|debian\.org/debian|/simple/\s|registry\.npm", re.I)
MACHINE = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|Users/\w+)/")


def tracked() -> list[Path]:
    """The project's own text files, as git knows them (or all of them outside a checkout)."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    paths = [ROOT / name for name in listed if name]
    return [path for path in paths if path.is_file() and "vendor" not in path.parts]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


TRACKED = tracked()
CODE = [path for path in TRACKED if path.suffix in {".py", ".html", ".css", ".js", ".typ"}]


def test_no_file_is_too_long():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in CODE
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (count := len(text_of(path).splitlines())) > LONGEST
    }
    assert not long, f"split by the noun it treats: {long}"


def test_no_file_is_a_drawer():
    assert not [path.relative_to(ROOT).as_posix() for path in CODE if path.stem in DRAWERS]


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE], ids=["address of a package registry", "path of a machine"])
def test_no_address_or_path_of_a_machine(pattern):
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in TRACKED
        if path != Path(__file__) and (match := pattern.search(text_of(path)))
    ]
    assert not found


def test_no_style_or_script_stands_inline():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:", re.I)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in CODE
        if path.suffix == ".html" and (match := inline.search(text_of(path)))
    ]
    assert not found, "the content security policy lets nothing inline run"


def test_colours_stand_in_the_tokens_only():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.I)
    found = [
        f"{path.name}: {match.group()}"
        for path in CODE
        if path.suffix == ".css" and path.name != "tokens.css" and (match := colour.search(text_of(path)))
    ]
    assert not found


def test_nothing_newer_than_the_phones_people_have():
    newer = re.compile(r"@layer|:has\(|@container|aspect-ratio|\binset:|@starting-style|color-mix\(")
    found = [
        f"{path.name}: {match.group()}"
        for path in CODE
        if path.suffix == ".css" and (match := newer.search(text_of(path)))
    ]
    assert not found


def test_every_template_is_used():
    templates = {
        path.relative_to(ROOT / "templates").as_posix() for path in CODE if path.is_relative_to(ROOT / "templates")
    }
    said = "\n".join(text_of(path) for path in CODE if path.suffix in {".py", ".html", ".typ"})
    by_django = {"django/forms/", "403.html", "404.html", "500.html", "account/", "mfa/", "allauth/", "pdf/"}
    idle = [
        name for name in templates if not any(name.startswith(used) for used in by_django) and f'"{name}"' not in said
    ]
    assert not idle, "delete what nothing uses"


def test_every_rule_of_silence_names_its_rule():
    bare = re.compile(r"#\s*(?:noqa|type:\s*ignore)\s*$", re.M)
    assert not [
        path.relative_to(ROOT).as_posix() for path in CODE if path.suffix == ".py" and bare.search(text_of(path))
    ]
