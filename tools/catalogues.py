"""The translation catalogues: compile them, and find sentences that have no Chinese.

``python -m tools.catalogues`` compiles each ``django.po`` to ``django.mo`` (with Babel, no system tool needed);
``--check`` fails when a sentence marked for translation has no Chinese, and ``--missing`` lists them.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NOT_OURS = re.compile(r"[一-鿿]")


def catalogues() -> list[Path]:
    """Every catalogue of the project."""
    return sorted((ROOT / "tongxing").glob(f"*/{CATALOGUE}"))


def compile_all() -> int:
    """Compile what is newer than its compiled twin; returns how many were compiled."""
    count = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans", abort_invalid=True)
        draft = target.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        count += 1
    return count


def translated() -> set[str]:
    """Every msgid (plural forms included) that has Chinese in one of the catalogues."""
    known: set[str] = set()
    for source in catalogues():
        with source.open("rb") as file:
            for message in read_po(file, locale="zh_Hans", abort_invalid=True):
                ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
                strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
                if all(strings) and not message.fuzzy:
                    known.update(ids)
    return known


def marked(path: Path) -> Iterator[tuple[int, str]]:
    """(line, msgid) of every sentence marked for translation in a Python file or template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # a template's indentation means nothing, but the reader below takes it for Python's
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    else:
        ast.parse(text)
    for line, message, _comments, _context in extract(
        "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        for one in message if isinstance(message, tuple) else (message,):
            if one:
                yield line, one


def missing() -> list[tuple[Path, int, str]]:
    """Sentences that a Chinese reader would meet in English."""
    known = translated()
    files = sorted([*(ROOT / "tongxing").rglob("*.py"), *(ROOT / "templates").rglob("*.html")])
    return [
        (path.relative_to(ROOT), line, sentence)
        for path in files
        if "migrations" not in path.parts
        for line, sentence in marked(path)
        if sentence not in known and not NOT_OURS.search(sentence)
    ]


def main(arguments: list[str]) -> int:
    """Compile, or report what is missing."""
    if "--check" in arguments or "--missing" in arguments:
        found = missing()
        for path, line, sentence in found:
            print(f"{path}:{line}: no Chinese for {sentence!r}")
        print(f"{len(found)} sentences without Chinese.")
        return 1 if found and "--check" in arguments else 0
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
