"""What the guide for whoever runs the site says in code, taken out of it word for word."""

import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "operate.md"


def blocks(language: str, *, under: str) -> list[str]:
    """The guide's code blocks in ``language`` that stand under the heading ``under``."""
    sections = re.split(r"^#+ (.*)$", GUIDE.read_text(encoding="utf-8"), flags=re.M)
    section = next(text for title, text in zip(sections[1::2], sections[2::2], strict=True) if title == under)
    return re.findall(rf"^```{language}\n(.*?)^```", section, flags=re.M | re.S)
