"""Forms about accounts and roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.people.forms.person import DAY
from tongxing.people.models import Account, Region, Role


class PlaceField(forms.ModelChoiceField):
    """Any region in reach, written with the one above it."""

    def label_from_instance(self, region):
        return region.full_name()


def place_field() -> PlaceField:
    """Where a role is held."""
    return PlaceField(queryset=Region.objects.none(), label=_("Region"), empty_label=_("Choose"))


class GrantForm(forms.Form):
    username = forms.CharField(
        label=_("User name of the account"), max_length=60, widget=forms.TextInput({"autocomplete": "off"})
    )
    what = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *Role.What.choices])
    region = place_field()
    valid_until = forms.DateField(
        label=_("Last day"), required=False, widget=DAY, help_text=_("Leave it empty where there is no end.")
    )

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions

    def clean_username(self):
        account = Account.objects.filter(username__iexact=self.cleaned_data["username"].strip()).first()
        if account is None:
            raise forms.ValidationError(_("There is no account with this user name. Make one first."))
        self.account = account
        return account.username


class InviteForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        help_text=_("3 to 40 letters, digits, full stops, hyphens or underscores."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    what = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *Role.What.choices])
    region = place_field()

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
