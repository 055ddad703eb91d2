"""Wording of a vacancy that shuts people out, told in a sentence: in a form's field and in a sheet's cell alike."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engines.wording import SUGGESTIONS, exclusions


def refusals(text: str) -> list[str]:
    """One sentence for each place in ``text`` that shuts people out, with a better way to put it."""
    is_chinese = (get_language() or "zh").startswith("zh")
    return [
        _("“%(words)s” cannot stay. %(suggestion)s")
        % {"words": finding.text, "suggestion": SUGGESTIONS[finding.suggestion][is_chinese]}
        for finding in exclusions(text)
    ]
