"""What an employer says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.wording import phone
from tongxing.common.refusal import Refused
from tongxing.organisations.identifiers import credit_code
from tongxing.organisations.models import Organisation


class OrganisationForm(forms.Form):
    """Facts that its members and its region's clerks keep right."""

    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        required=False,
        max_length=40,
        help_text=_("18 digits and letters, as on the business licence."),
    )
    industry = forms.ChoiceField(
        label=_("Industry"), required=False, choices=[("", _("not said")), *Organisation.Industry.choices]
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    headcount = forms.IntegerField(label=_("Staff"), required=False, min_value=1, max_value=10_000_000)
    contact_name = forms.CharField(label=_("Contact"), required=False, max_length=60)
    contact_phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=60, help_text=_("For the federation; not shown to the public.")
    )

    def clean_credit_code(self):
        said = self.cleaned_data["credit_code"]
        try:
            return credit_code(said) if said else None
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean_contact_phone(self):
        said = self.cleaned_data["contact_phone"].strip()
        if said and phone(said).problem:
            raise forms.ValidationError(_("This is no telephone number: 11 digits, or area code and number."))
        return said
