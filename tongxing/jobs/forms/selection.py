"""What a selection of interviews is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.matching import Limits

RULES = [
    ("most", _("most people first: as many as possible have an interview, then the best fit")),
    ("stable", _("stable: no two are left who would both rather meet each other")),
]


class SelectionForm(forms.Form):
    """The rule and the limits; what is left empty is as the engine has it."""

    rule = forms.ChoiceField(choices=RULES, widget=forms.RadioSelect, label=_("How to choose"))
    per_person = forms.IntegerField(min_value=0, max_value=10, label=_("Interviews a person, at most"))
    per_post = forms.IntegerField(min_value=0, max_value=50, label=_("Interviews a post, at most"))
    times_openings = forms.BooleanField(required=False, label=_("Times the number of people whom the post wants"))

    def limits(self) -> Limits:
        """The limits that were asked for."""
        return Limits(**{name: self.cleaned_data[name] for name in ("per_person", "per_post", "times_openings")})


def start() -> dict:
    """What the form says before anything is changed."""
    limits = Limits()
    return {
        "rule": "most",
        "per_person": limits.per_person,
        "per_post": limits.per_post,
        "times_openings": limits.times_openings,
    }
