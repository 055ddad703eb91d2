"""What is asked before an emergency is started, and before it ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.control.texts import LONGEST


class EmergencyForm(forms.Form):
    """The text, and a second deliberate press: nobody starts this by accident."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What people should do"),
        help_text=_("Short words. It is shown, spoken and sent as it stands here."),
    )
    is_meant = forms.BooleanField(label=_("Yes, send this to everybody at the fair now"))


class AllClearForm(forms.Form):
    """What is said when the danger is over."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("What is said now"),
        help_text=_("It is sent to everybody who got the first message."),
    )
    is_meant = forms.BooleanField(label=_("Yes, the danger is over"))
