"""Add Chinese to a catalogue: ``python -m tools.po APP < pairs`` where pairs are ``English<TAB>Chinese`` lines.

A sentence that is there already gets the new Chinese; ``\\n`` in a pair is a line break.
"""

import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.catalogues import CATALOGUE, ROOT


def add(app: str, pairs: list[tuple[str, str]]) -> None:
    """Write ``pairs`` (English, Chinese) into the catalogue of ``app``."""
    path = ROOT / "tongxing" / app / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans")
    else:
        catalogue = Catalog(
            locale="zh_Hans", charset="utf-8", fuzzy=False, header_comment=f"# Chinese of tongxing/{app}."
        )
    for english, chinese in pairs:
        forms = english.split(" || ")
        flags = {"python-format"} if "%(" in english else set()
        if len(forms) == 2:
            catalogue.add(tuple(forms), (chinese,), flags=flags)
        else:
            if english in catalogue:
                catalogue.delete(english)
            catalogue.add(english, chinese, flags=flags)
    catalogue.revision_date = catalogue.creation_date
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False, ignore_obsolete=True)


if __name__ == "__main__":
    lines = [line.rstrip("\n").replace("\\n", "\n").split("\t") for line in sys.stdin if line.strip()]
    bad = [line for line in lines if len(line) != 2]
    if bad:
        sys.exit(f"A pair is English, a tab, Chinese; not: {bad[:3]}")
    add(sys.argv[1], [(english, chinese) for english, chinese in lines])
