"""What viewers fill in: a question, a search, who they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.live.models.question import LONGEST
from tongxing.people.forms.fields import RegionField, all_counties, name_field


class AskForm(forms.Form):
    """A question. That it is too long is said by the action, in the same words as everywhere."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Up to 300 signs. Nobody sees who asks."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=60, required=False, widget=forms.TextInput({"type": "search"}))


class IntroduceForm(forms.Form):
    """The fewest words with which somebody new can apply."""

    name = name_field(_("Your name"))
    region = RegionField()
    about = forms.CharField(
        label=_("Something about me"),
        help_text=_("Two or three sentences for the employer. You can write more later."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(all_counties())
