"""What is asked before an emergency is started, and before it ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.control.texts import LONGEST
from tongxing.fairs.models import Hall


class EmergencyForm(forms.Form):
    """Where, the text, and a second deliberate press: nobody starts this by accident."""

    hall = forms.ModelChoiceField(
        queryset=Hall.objects.none(),
        required=False,
        empty_label=_("the whole fair"),
        label=_("Whom it concerns"),
        help_text=_(
            "For one hall, its name is set before the text; who is known to be in another hall gets no message."
        ),
    )
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What people should do"),
        help_text=_("Short words. It is shown, spoken and sent as it stands here."),
    )
    is_meant = forms.BooleanField(label=_("Yes, send this now"))

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hall"].queryset = fair.halls.order_by("name")
        if fair.halls.count() < 2:
            del self.fields["hall"]


class AllClearForm(forms.Form):
    """What is said when the danger is over."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("What is said now"),
        help_text=_("It is sent to everybody who got the first message."),
    )
    is_meant = forms.BooleanField(label=_("Yes, the danger is over"))
