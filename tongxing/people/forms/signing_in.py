"""Forms for signing in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.wording import folded
from tongxing.people.forms.fields import phone_field


class PhoneForm(forms.Form):
    phone = phone_field()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"),
        help_text=_("6 digits."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
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
