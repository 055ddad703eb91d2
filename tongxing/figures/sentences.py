"""What verifying says of entries, and the columns of figures in words."""

from django.utils.translation import gettext as _

from tongxing.figures.comparison import ADDED, CHANGED, MISSING


def live_sentences() -> dict[str, str]:
    """Of entries as they are now."""
    return {
        ADDED: _("%(key)s: entry %(number)s was added after freezing."),
        CHANGED: _("%(key)s: entry %(number)s was changed after freezing."),
        MISSING: _("%(key)s: entry %(number)s was deleted or no longer counts."),
    }


def kept_sentences() -> dict[str, str]:
    """Of the frozen list."""
    return {
        ADDED: _("%(key)s: entry %(number)s was taken out of the frozen list."),
        CHANGED: _("%(key)s: entry %(number)s was altered in the frozen list."),
        MISSING: _("%(key)s: entry %(number)s was put into the frozen list."),
    }


def column_words(columns: list[str]) -> str:
    """The columns of a figure or an erratum as a reader knows them."""
    words = {
        "campaign": _("its campaign"),
        "event": _("its event"),
        "key": _("its key"),
        "name": _("its name"),
        "unit": _("its unit"),
        "definition": _("its definition"),
        "rule": _("its rule"),
        "value": _("its value"),
        "entry_count": _("the number of its entries"),
        "hash": _("its hash"),
        "tables": _("its public tables"),
        "stands_on": _("what it stands on"),
        "left_out": _("what it leaves out"),
        "corrections": _("the number of its errata"),
        "frozen_at": _("when it was frozen"),
        "frozen_by": _("who froze it"),
        "entries": _("its list of entries"),
        "figure": _("its figure"),
        "old_value": _("the old value"),
        "new_value": _("the new value"),
        "old_hash": _("the old hash"),
        "new_hash": _("the new hash"),
        "why": _("the reason"),
        "changes": _("which entries changed"),
        "made_at": _("when it was made"),
        "made_by": _("who made it"),
    }
    return "、".join(words.get(column, column) for column in columns)
