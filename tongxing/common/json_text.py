"""JSON that comes from outside: no larger and no deeper than what is said in it needs."""

import json

from django import forms
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused

LARGEST = 1024 * 1024
DEEPEST = 24


class NoJson(Refused):
    """What was sent cannot be read as JSON, or nobody should read it."""

    status = 400


def read_json(text: bytes | str, *, largest: int = LARGEST):
    """The value that ``text`` holds. Raises ``NoJson`` where it is none, too large, or lists in lists without end.

    What is read here can be walked, kept and written again by code that calls itself for each level.
    """
    if len(text) > largest:
        raise NoJson(_("What was sent is too large: at most %(most)d KiB are read.") % {"most": largest // 1024})
    try:
        value = json.loads(text)
    except RecursionError:
        raise NoJson(_too_deep()) from None
    except ValueError:
        raise NoJson(_("What was sent cannot be read: it is no JSON.")) from None
    level = _containers([value])
    for _depth in range(DEEPEST):
        if not level:
            return value
        level = _containers(
            inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer)
        )
    if not level:
        return value
    raise NoJson(_too_deep())


def _containers(values) -> list:
    return [value for value in values if isinstance(value, (dict, list))]


def _too_deep() -> str:
    return _("What was sent cannot be read: lists stand in lists more than %(most)d deep.") % {"most": DEEPEST}


class JsonField(forms.JSONField):
    """A form's field for JSON that a page's own script fills in. What no script would write is answered with 400."""

    def to_python(self, value):
        if isinstance(value, str) and value not in self.empty_values:
            read_json(value)
        return super().to_python(value)
