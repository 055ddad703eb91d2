"""What the components page shows: each component with made-up contents."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxing.common.paging import Count, KeysetPage, page_of
from tongxing.common.waiting import Task


class SampleForm(forms.Form):
    """One field of each kind; sent empty, it shows its errors."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As on your certificate."))
    number = forms.IntegerField(label=gettext_lazy("How many of you"), required=False, min_value=1)
    way = forms.ChoiceField(
        label=gettext_lazy("How shall we reach you?"),
        widget=forms.RadioSelect,
        choices=[("text", gettext_lazy("by text message")), ("call", gettext_lazy("by telephone"))],
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("sign", gettext_lazy("a sign-language interpreter")), ("quiet", gettext_lazy("a quiet place"))],
    )
    about = forms.CharField(label=gettext_lazy("In your own words"), required=False, widget=forms.Textarea)
    agrees = forms.BooleanField(label=gettext_lazy("I would like a sign-language interpreter"), required=False)


def contents(request) -> dict:
    """Context of the components page."""
    return {
        "form": SampleForm(request.GET if "name" in request.GET else {"number": "0"}),
        "page": page_of(request, range(1, 181)),
        "grown": KeysetPage(
            count=Count(10_000, is_exact=False), number=3, next_query="page=4", previous_query="page=2", is_lost=True
        ),
        "tasks": [
            Task(_("Two requests wait for your answer."), "#main", 2, is_urgent=True),
            Task(_("The fair opens for seekers tomorrow."), "#main"),
        ],
        "figures": [
            {"value": 1234, "unit": "人次", "name": _("Attendances"), "date": _("An example, no real figure")},
            {"value": 7, "unit": "家", "name": _("Employers"), "date": ""},
        ],
    }
