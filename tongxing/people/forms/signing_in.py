"""Forms for signing in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.wording import folded
from tongxing.people.forms.fields import certificate_field, phone_field


class PhoneForm(forms.Form):
    phone = phone_field()


class OneTimeCode(forms.TextInput):
    """A code from a message. One that was refused is not shown again: what is typed next would stand in front of it."""

    def format_value(self, value):
        return None


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"),
        help_text=_("6 digits."),
        max_length=20,
        widget=OneTimeCode({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self):
        code = re.sub(r"\s", "", folded(self.cleaned_data["code"]))
        if not re.fullmatch(r"\d{6}", code):
            raise forms.ValidationError(_("The code has 6 digits. Enter them as in the message."))
        return code


class FirstPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 signs. Three or four words that you remember are good."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_again(self):
        if self.cleaned_data.get("password") != self.cleaned_data["again"]:
            raise forms.ValidationError(_("The two passwords differ. Enter the same one twice."))
        return self.cleaned_data["again"]


class RecoveryForm(CodeForm):
    """What staff see and hear from somebody whose old telephone number is gone."""

    certificate = certificate_field(
        label=_("Number on the disability certificate"),
        help_text=_("As on the card that lies before you; it is compared with the record."),
        required=True,
    )
    old_tail = forms.CharField(
        label=_("Last four digits of the old number"),
        help_text=_("Ask the person; do not read them out."),
        max_length=10,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    has_seen_certificate = forms.BooleanField(label=_("The person is here and I hold the disability certificate"))
    has_seen_id_card = forms.BooleanField(label=_("I compared the photo on the identity card with the person"))

    field_order = ["has_seen_certificate", "has_seen_id_card", "certificate", "old_tail", "code"]

    def clean_old_tail(self):
        digits = re.sub(r"\s", "", folded(self.cleaned_data["old_tail"]))
        if not re.fullmatch(r"[0-9]{4}", digits):
            raise forms.ValidationError(_("Enter the last four digits of the old number."))
        return digits
