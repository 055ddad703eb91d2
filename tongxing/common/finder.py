"""A long list that one types in instead of scrolling (static/js/finder.js); without script the list itself stays."""

from django import forms
from django.utils.functional import Promise


class FinderSelect(forms.Select):
    """A list whose options are found by their name, their group and further words.

    Each kind of list says how it is called to a screen reader, what stands in the empty field, and what is heard as one
    types: ``count`` ("{} found") or ``none``; and by ``words_of`` by what else an option is found.
    """

    label: str | Promise
    placeholder: str | Promise
    count: str | Promise
    none: str | Promise

    class Media:
        js = ("js/finder.js",)

    def __init__(self, attrs=None, choices=()):
        words = {f"data-{name}": getattr(self, name) for name in ("placeholder", "count", "none", "label")}
        super().__init__({"data-finder": "", **words, **(attrs or {})}, choices)

    def words_of(self, value: object, label: str) -> str:
        """By what else than ``label`` the option is found."""
        return ""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if words := self.words_of(value, label) if value else "":
            option["attrs"]["data-words"] = words
        return option
