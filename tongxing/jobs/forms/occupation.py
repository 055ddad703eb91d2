"""The list of occupations: grouped, and with script one to type in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.jobs.occupations import BY_CODE


class OccupationSelect(forms.Select):
    """A grouped list whose options carry the words by which people call the work (static/js/finder.js)."""

    class Media:
        js = ("js/finder.js",)

    def __init__(self, attrs=None, choices=()):
        said = {
            "data-finder": "",
            "data-placeholder": _("type a word, for example 电商"),
            "data-count": _("{} kinds of work found; choose with the arrow keys"),
            "data-none": _("No kind of work is called so. Try another word, or leave the field empty."),
            "data-label": _("Kinds of work"),
        }
        super().__init__({**said, **(attrs or {})}, choices)

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        occupation = BY_CODE.get(str(value))
        if occupation:
            option["attrs"]["data-words"] = f"{occupation.chinese} {occupation.english} {occupation.words}".replace(
                "|", " "
            )
        return option
