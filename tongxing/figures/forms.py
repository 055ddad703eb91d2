"""What freezing and correcting ask."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """Which figures are frozen now: those with entries of events that are over."""

    keys = forms.MultipleChoiceField(
        label=_("Figures to freeze"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A frozen figure keeps its entries, your name and the date. Later it changes by an erratum only."),
        error_messages={"required": _("Choose at least one figure.")},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = choices
        self.fields["keys"].initial = [key for key, _label in choices]


class CorrectForm(forms.Form):
    """Why a frozen figure is corrected."""

    why = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who reads the figure sees this sentence: name no person in it."),
        error_messages={"required": _("Write why the figure is corrected.")},
    )
