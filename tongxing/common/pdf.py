"""PDFs through Typst: tagged (PDF/UA-1), with Chinese, from the templates in ``templates/pdf``.

A template begins with ``#import "house.typ": *`` and ``#show: house``, and finds what it was given as ``data``. Data
reach it as JSON beside it, never as markup: what a person typed is printed as typed.
"""

import json
import re
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused

FOLDER = Path(settings.BASE) / "templates" / "pdf"
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Serif CJK SC",
    "Songti SC",
    "SimSun",
)
OTHER_FONTS = ("Noto Sans Mongolian", "Mongolian Baiti", "Noto Sans", "DejaVu Sans")
UNSHOWN = re.compile(r'text `"((?:[^"\\]|\\.)*)"` could not be displayed')
CONTROLS = (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
"""What no page can show: control signs (line breaks and tabs are kept) and halves of signs."""


@cache
def fonts() -> typst.Fonts:
    """The fonts of this system; looked for once, as that takes longer than a page."""
    return typst.Fonts()


def families() -> list[str]:
    """The font families that a page may use, the Chinese one first. Raises ``Refused`` where there is none."""
    found = set(fonts().families())
    chinese = [name for name in CHINESE_FONTS if name in found]
    if not chinese:
        raise Refused(
            _("No PDF can be made: this machine has no Chinese font. Install Noto Sans CJK and restart the site.")
        )
    return chinese[:1] + [name for name in OTHER_FONTS if name in found]


def render(template: str, data, *, title: str, language: str, large_print: bool = False, files=None) -> bytes:
    """The PDF that ``templates/pdf/<template>.typ`` makes of ``data`` (anything JSON holds).

    ``language`` is a code of settings.LANGUAGES. ``files`` maps names to bytes that the template reads by name:
    published pictures. A sign for which the system has no font is printed as its code point, 〔U+1820〕.
    """
    stated = {"title": title, "language": language, "fonts": families(), "large_print": large_print, "data": data}
    swaps = dict.fromkeys(CONTROLS)
    # Texts stay in memory: on the disk a résumé would lie in clear.
    texts = {path.name: path.read_bytes() for path in FOLDER.glob("*.typ")}
    texts["main.typ"] = texts.pop(f"{template}.typ")
    with _pictures(files) as root:
        for _attempt in range(3):
            texts["stated.json"] = json.dumps(_printable(stated, swaps), ensure_ascii=False).encode()
            try:
                return typst.compile(texts, root=root, format="pdf", pdf_standards=["ua-1"], font_paths=fonts())
            except typst.TypstError as error:
                unshown = _unshown(error)
                if not unshown:
                    raise
                swaps |= {ord(sign): f"〔U+{ord(sign):04X}〕" for sign in unshown}
    raise Refused(_("No PDF can be made: some signs in it have no font on this machine."))


@contextmanager
def _pictures(files):
    """The folder that Typst reads pictures from, as it takes them from nowhere else; they are published ones."""
    if not files:
        yield FOLDER
        return
    with tempfile.TemporaryDirectory(prefix="tongxing-pdf-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        yield folder


def _printable(value, swaps: dict):
    """``value`` with each text put through ``swaps``; what is neither text, number nor list becomes text."""
    if isinstance(value, dict):
        return {key: _printable(inner, swaps) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(inner, swaps) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value).translate(swaps)


def _unshown(error: typst.TypstError) -> set[str]:
    """The signs that Typst found no font for, read from its complaint."""
    found: set[str] = set()
    for quoted in UNSHOWN.findall(error.diagnostic):
        found.update(re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted))
    return found
