"""A long list that one types in instead of scrolling (static/js/finder.js); without script the list itself stays."""

from django import forms


class FinderSelect(forms.Select):
    """A list whose options are found by their name, their group and further words.

    ``label`` names the list to a screen reader, ``placeholder`` stands in the empty field; ``count`` ("{} found") and
    ``none`` are heard as one types. Kinds of lists say by ``words_of`` by what else an option is found.
    """

    class Media:
        js = ("js/finder.js",)

    def __init__(self, attrs=None, choices=(), *, label, placeholder, count, none):
        words = {"placeholder": placeholder, "count": count, "none": none, "label": label}
        heard = {f"data-{name}": text for name, text in words.items()}
        super().__init__({"data-finder": "", **heard, **(attrs or {})}, choices)

    def words_of(self, value: object, label: str) -> str:
        """By what else than ``label`` the option is found."""
        return ""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if words := self.words_of(value, label) if value else "":
            option["attrs"]["data-words"] = words
        return option
