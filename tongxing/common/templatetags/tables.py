"""Tables that are read as cards on a telephone: ``{% cards %}<table class="table">…</table>{% endcards %}``."""

import re

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

register = template.Library()

TAG = re.compile(r"<(/?)(table|caption|thead|tbody|tr|th|td)\b([^>]*)>")
COLSPAN = re.compile(r'colspan="(\d+)"')
CLASS = re.compile(r'class="([^"]*)"')
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
LONG = 28
"""Letters (a Chinese sign counts as two) above which a value gets the whole width of a card, and not half of it."""


@register.tag
def cards(parser, _token):
    """Give each cell the name of its column, so that a narrow screen can show a row as a card.

    The names are read from the table's own head: a table says each of them once. Roles are written out because a
    browser that lays a table out as blocks forgets that it is one.
    """
    nodes = parser.parse(("endcards",))
    parser.delete_first_token()
    return CardsNode(nodes)


class CardsNode(template.Node):
    """What stands between the two tags."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return mark_safe(as_cards(self.nodelist.render(context)))  # noqa: S308 - rendered and escaped already


def as_cards(html: str) -> str:
    """``html`` with roles and, at each cell of a body, ``data-label``."""
    parts: list[str] = []
    names: list[str] = []
    position = 0
    column, is_head = 0, False
    for tag in TAG.finditer(html):
        closes, name, attributes = tag.groups()
        parts.append(html[position : tag.start()])
        position = tag.end()
        if closes:
            parts.append(tag.group())
            continue
        if name == "table":
            names, is_head = [], False
        elif name == "thead":
            is_head = True
        elif name == "tbody":
            is_head = False
        elif name == "tr":
            column = 0
        cell = html[position : html.find(f"</{name}>", position)] if name in {"th", "td"} else ""
        span = int(found.group(1)) if (found := COLSPAN.search(attributes)) else 1
        if name in {"th", "td"} and is_head:
            names += [_text(cell)] * span
        label = names[column] if cell and not is_head and span == 1 and column < len(names) else ""
        parts.append(f"<{name}{_dressed(name, attributes, cell, label, is_head=is_head)}>")
        column += span if name in {"th", "td"} else 0
    return "".join(parts) + html[position:]


def _text(cell: str) -> str:
    """What a cell says, without its marks; it stays escaped."""
    text = strip_tags(cell) if "<" in cell else cell
    return " ".join(text.replace('"', "&quot;").split())


def _width(text: str) -> int:
    return sum(2 if sign > "\u2e7f" else 1 for sign in text)


def _dressed(name, attributes, cell, label, *, is_head) -> str:
    """The attributes of a tag, with its role, its classes and its label."""
    classes = []
    if name == "table":
        classes = ["table--cards"]
    elif label:
        if "<button" in cell or 'class="button' in cell:
            classes = ["table__acts"]
        elif _width(_text(cell)) > LONG:
            classes = ["table__long"]
    if classes and CLASS.search(attributes):
        attributes = CLASS.sub(lambda found: f'class="{" ".join([found.group(1), *classes])}"', attributes)
    elif classes:
        attributes += f' class="{" ".join(classes)}"'
    role = ROLES.get(name) or ({True: "columnheader", False: "rowheader"}[is_head] if name == "th" else "")
    attributes += f' role="{role}"' if role else ""
    return attributes + (f' data-label="{label}"' if label else "")
