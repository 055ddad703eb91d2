"""Chinese text in a page of another language says so: a screen reader changes its voice, a browser its font.

Names of people, firms, places and campaigns are written once, in Chinese, and stand in every page. Whoever typed a
text could have used either language, so it is the signs that decide, in one place for all pages.
"""

import re
from collections.abc import Iterator

from django.utils.translation import get_language

SIGNS = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CLOSING = r"）》】」』。，、；：！？…”"
BETWEEN = rf"{CLOSING}（《【「『“—\d%"
"""What stands between Chinese signs and belongs to them."""
HAS_CHINESE = re.compile(f"[{SIGNS}]")
CHINESE = re.compile(rf"[《【「『（]?\d*[{SIGNS}](?:[{SIGNS}{BETWEEN}]*[{SIGNS}{CLOSING}])?")
LATIN = re.compile(r"[A-Za-z]{2}")
PIECE = re.compile(r"""<!--.*?-->|<!\w[^>]*>|<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|[^<]+|<""", re.DOTALL)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOT_READ = {"script", "style"}
NO_ELEMENTS_INSIDE = {"title", "option", "textarea", "text", "tspan"}
"""Their text cannot hold a ``span``: the language is said on themselves, or not at all."""
LAID_OUT_IN_A_ROW = {"a", "button", "summary", "label"}
"""Where they are flex boxes, each piece of text would become a box of its own and lose the space beside it."""


class ChineseTextMiddleware:
    """Marks the Chinese text of whole pages and of parts that scripts fetch, where the page itself is not Chinese."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_html = response.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and not (get_language() or "").startswith("zh"):
            response.content = mark_chinese(response.content.decode(response.charset)).encode(response.charset)
        return response


def mark_chinese(html: str) -> str:
    """``html`` with ``lang="zh-Hans"`` at Chinese text that stands inside no element which says so already."""
    pieces = [(found.group(), *found.groups()) for found in PIECE.finditer(html)]
    texts = [piece[0] for piece in pieces]
    for place, opener in _unmarked(pieces):
        text, name = texts[place], pieces[opener][2].lower() if opener >= 0 else ""
        is_whole = opener == place - 1 and place + 1 < len(pieces) and pieces[place + 1][1] == "/"
        if is_whole and not LATIN.search(text) and "lang=" not in pieces[opener][3]:
            texts[opener] = texts[opener].removesuffix(">") + ' lang="zh-Hans">'
        elif name not in NO_ELEMENTS_INSIDE:
            marked = CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', text)
            texts[place] = f"<span>{marked}</span>" if name in LAID_OUT_IN_A_ROW else marked
    return "".join(texts)


def _unmarked(pieces) -> Iterator[tuple[int, int]]:
    """(place of a Chinese text, place of the tag in which it stands), outside what is marked as Chinese."""
    opened: list[int] = []
    inside = 0  # how many of the open elements stand in one that is marked as Chinese, itself included
    for place, (whole, closes, tag, attributes) in enumerate(pieces):
        name = (tag or "").lower()
        if closes and opened:
            opened.pop()
            inside -= 1 if inside else 0
        elif name and not closes and name not in VOID and not attributes.endswith("/"):
            opened.append(place)
            is_quiet = name in NOT_READ or 'lang="zh' in attributes
            inside += 1 if inside or is_quiet else 0
        elif not name and not inside and not whole.startswith("<!") and HAS_CHINESE.search(whole):
            yield place, opened[-1] if opened else -1
