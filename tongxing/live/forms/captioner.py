"""What captioners fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

TYPED = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})


class CaptionForm(forms.Form):
    """One line. How long it may be is said by the action, once shorthand is written out."""

    text = forms.CharField(label=_("Caption line"), widget=TYPED)


class CorrectionForm(forms.Form):
    text = forms.CharField(label=_("Caption line"), widget=TYPED)


class ShorthandForm(forms.Form):
    short = forms.CharField(
        label=_("Short"), max_length=12, required=False, help_text=_("Leave it empty for a name that one key puts in.")
    )
    text = forms.CharField(label=_("What it stands for"), max_length=60)
