"""What an employer says when it asks to take part, and what it is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.organisations.models import Organisation


class AskForm(forms.Form):
    """Which of the reader's employers, and what it wants to say."""

    employer = forms.ModelChoiceField(label=_("Employer"), queryset=Organisation.objects.none(), empty_label=None)
    words = forms.CharField(
        label=_("What you want to say"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which posts you bring, how many people come to the booth, what the booth needs."),
    )

    def __init__(self, *args, employers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = employers


class RefuseForm(forms.Form):
    """Why an employer does not take part."""

    why = forms.CharField(label=_("Reason; the employer reads it"), max_length=300)
