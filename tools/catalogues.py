"""The translation catalogues: compile them, and find sentences that have no Chinese.

``python -m tools.catalogues`` compiles each ``django.po`` to ``django.mo`` (no system tool needed);
``--check`` fails when a sentence marked for translation has no Chinese, and ``--missing`` lists them.
"""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")


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
        draft = target.with_suffix(".mo.draft")
        polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(str(draft))
        draft.replace(target)
        count += 1
    return count


def main(arguments: list[str]) -> int:
    """Compile, or report what is missing."""
    if "--check" in arguments or "--missing" in arguments:
        from tools.untranslated import missing  # reads with Babel, which `make run` does not install

        sentences = missing()
        for path, line, sentence in sentences:
            print(f"{path}:{line}: no Chinese for {sentence!r}")
        print(f"{len(sentences)} sentences without Chinese.")
        return 1 if sentences and "--check" in arguments else 0
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
