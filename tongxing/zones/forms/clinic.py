"""The résumé clinic: the person's yes, and the end of the session."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.forms.day import entry_number
from tongxing.zones.forms.service import AtZone, WhoField


class BeginForm(forms.Form):
    """Who sits here, and that they agree."""

    who = WhoField(required=True, help_text=_("The number on the ticket, a name, or the telephone."))
    agreed = forms.BooleanField(
        label=_(
            "The person sits beside me and says yes: I see their résumé page, we change it together, "
            "and how it was before and after is kept for them"
        ),
        error_messages={"required": _("Ask the person first. Without their yes the page stays closed.")},
    )

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].fair = fair


class FinishForm(AtZone):
    """The session is over and counts."""

    number = entry_number("Z")

    field_order = ("queue", "minutes", "zone", "number")


class PrintForm(forms.Form):
    """The résumé on paper, for the person."""

    with_phone = forms.BooleanField(label=_("With the person's telephone number, which they agree to"), required=False)
    large = forms.BooleanField(label=_("In large print"), required=False)
