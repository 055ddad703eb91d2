"""Which sentences of code and templates have no Chinese in a catalogue; ``tools.catalogues --missing`` lists them."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tools.catalogues import ROOT, catalogues

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
