"""Forms about person records."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.people.forms.fields import (
    RegionField,
    all_counties,
    certificate_field,
    name_field,
    phone_field,
    townships_of,
)
from tongxing.people.models import Consent, Region
from tongxing.people.purposes import DUTY_BY_LAW, OFFERED, OFFERED_FOR_ROLLS
from tongxing.people.wordings import text_of

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SignUpForm(forms.Form):
    name = name_field(_("Your name"))
    region = RegionField()
    certificate = certificate_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(all_counties())


class WardForm(forms.Form):
    guardian_name = name_field(_("Your own name"))
    relation = forms.CharField(
        label=_("What you are to the person"), help_text=_("For example: mother, brother, guardian."), max_length=30
    )
    proof = forms.CharField(
        label=_("What shows that you may speak for the person"),
        help_text=_("For example: household book, court order. Your federation may ask to see it."),
        max_length=200,
    )
    name = forms.CharField(label=_("The person's name"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    region = RegionField()
    certificate = certificate_field()
    valid_until = forms.DateField(
        label=_("Last day on which you speak for the person"),
        help_text=_("For a child: the day before the 18th birthday. Leave it empty where there is no end."),
        required=False,
        widget=DAY,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(all_counties())


class ChangePersonForm(forms.Form):
    name = name_field(_("Name"))
    region = RegionField()
    phone = phone_field(required=False)
    certificate = certificate_field(
        help_text=_("Leave it empty to keep what is on record. It is kept sealed; employers never see it.")
    )

    def __init__(self, *args, regions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(all_counties() if regions is None else regions)

        self.kept = {"certificate"}

    def keep_what_is_empty(self) -> None:
        """For staff, who see masked values: an empty field leaves the record as it is."""
        self.kept = {"name", "phone", "certificate"}
        for name in self.kept:
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave it empty to keep what is on record.")

    def changes(self) -> dict:
        """What the action changes."""
        return {name: value for name, value in self.cleaned_data.items() if value or name not in self.kept}


class NewPersonForm(forms.Form):
    name = name_field(_("Name"))
    region = RegionField()
    phone = phone_field(required=False)
    certificate = certificate_field()
    consents = forms.MultipleChoiceField(
        label=_("The person agreed on paper to"),
        help_text=_("Tick only what the signed form says."),
        required=False,
        choices=[choice for choice in Consent.Purpose.choices if choice[0] != Consent.Purpose.SHOW_EMPLOYER],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(regions)


class GuardianForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    relation = forms.CharField(label=_("Relation to the person"), max_length=30)
    phone = phone_field(required=False)
    proof = forms.CharField(
        label=_("Proof that was seen"), help_text=_("For example: household book, court order."), max_length=200
    )
    valid_until = forms.DateField(label=_("Last day"), required=False, widget=DAY)


class AgreeForm(forms.Form):
    """The yes for each purpose that has none; every tick is the person's own."""

    def __init__(self, *args, purposes, **kwargs):
        super().__init__(*args, **kwargs)
        for purpose in purposes:
            self.fields[purpose.value] = forms.BooleanField(
                required=False, label=purpose.label, help_text=text_of(purpose)
            )

    def agreed(self) -> list[str]:
        """The purposes that were ticked."""
        return [name for name, is_ticked in self.cleaned_data.items() if is_ticked]


class TownshipForm(forms.Form):
    """The street or township within the county that was chosen."""

    township = forms.ModelChoiceField(
        label=_("Street or township"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("I would rather not say"),
    )

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = townships_of(county)


class OpenForm(forms.Form):
    """Why somebody's identity is opened."""

    OFFERED: ClassVar[Sequence[tuple[Any, Any]]] = OFFERED
    purpose = forms.ChoiceField(label=_("What for"))
    why = forms.CharField(
        label=_("In your own words"), required=False, max_length=150, help_text=_("Needed for a duty by law.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [("", _("Choose")), *self.OFFERED]

    def clean(self):
        given = super().clean()
        if given.get("purpose") == DUTY_BY_LAW and not given.get("why"):
            self.add_error("why", _("Say which duty."))
        return given


class OpenRollForm(OpenForm):
    """Why the names of a whole roll are opened."""

    OFFERED = OFFERED_FOR_ROLLS
