"""Registering for a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.wording import ACCOMMODATIONS
from tongxing.jobs.reasons import accommodation_name
from tongxing.people.forms.fields import RegionField, certificate_field, name_field, phone_field

FIRST_ASKED = ("sign_interpreter", "mongolian_interpreter", "quiet_room", "extra_time", "step_free", "companion")
"""Needs that matter at the fair itself; the rest is asked on the person's own page."""
CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")


class RegisterForm(forms.Form):
    """A person, or who speaks for them, takes a place."""

    person: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Who comes"), widget=forms.RadioSelect, empty_label=None, blank=False
    )
    can_come_from = forms.TimeField(
        label=_("I can come from"), required=False, widget=CLOCK, help_text=_("Interviews are put after this time.")
    )
    must_leave_by = forms.TimeField(
        label=_("I must leave by"), required=False, widget=CLOCK, help_text=_("Interviews are put before this time.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: person.name


class TimesForm(forms.Form):
    """When somebody who is registered can be there."""

    can_come_from = forms.TimeField(label=_("I can come from"), required=False, widget=CLOCK)
    must_leave_by = forms.TimeField(label=_("I must leave by"), required=False, widget=CLOCK)


class PersonAtFairForm(forms.Form):
    """Somebody whom staff register: name, one number, what they need."""

    name = name_field(_("Name"))
    phone = phone_field(required=False)
    certificate = certificate_field()
    needs = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What the person needs today"),
        help_text=_("Asked of somebody new. For a person known already it is changed on their own page."),
    )
    region = RegionField(required=False, label=_("Where the person lives"))

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [one.code for one in ACCOMMODATIONS if one.code in FIRST_ASKED]
        self.fields["needs"].choices = [(code, accommodation_name(code)) for code in codes]
        self.fields["region"].offer(regions)

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("phone") and not said.get("certificate"):
            self.add_error("phone", _("Write a telephone number or a certificate number."))
        return said
