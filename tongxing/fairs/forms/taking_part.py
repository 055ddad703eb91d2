"""Registering for a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engines.wording import ACCOMMODATIONS
from tongxing.fairs.models import Registration
from tongxing.jobs.reasons import accommodation_name
from tongxing.people.forms.fields import RegionField, certificate_field, name_field, phone_field

FIRST_ASKED = ("sign_interpreter", "mongolian_interpreter", "quiet_room", "extra_time", "step_free", "companion")
"""Needs that matter at the fair itself; the rest is asked on the person's own page."""
RESTS = (10, 15, 20, 30, 45, 60)
CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")


def _rests() -> list[tuple[int, object]]:
    lasting = "%(minutes)s minute", "%(minutes)s minutes"
    return [(0, _("no")), *((rest, ngettext(*lasting, rest) % {"minutes": rest}) for rest in RESTS)]


class PaceForm(forms.Form):
    """How much time somebody needs between interviews: asked in a part of the form that most people leave closed."""

    MORE = ("pace_percent", "rest_minutes", "rest_from", "rest_until", "most_in_a_row")

    pace_percent = forms.TypedChoiceField(
        label=_("The way from booth to booth takes me"),
        choices=Registration.Pace.choices,
        coerce=int,
        empty_value=Registration.Pace.USUAL,  # type: ignore[arg-type]  # the stubs know texts only
        initial=Registration.Pace.USUAL,
        required=False,
    )
    rest_minutes = forms.TypedChoiceField(
        label=_("I need a rest"),
        choices=_rests,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        required=False,
        help_text=_("For a meal, medicine, or because it is tiring. No interview is put there."),
    )
    rest_from = forms.TimeField(label=_("The rest begins at the earliest"), required=False, widget=CLOCK)
    rest_until = forms.TimeField(label=_("The rest ends at the latest"), required=False, widget=CLOCK)
    most_in_a_row = forms.TypedChoiceField(
        label=_("Interviews one after the other, at most"),
        choices=[("", _("any number")), *((number, number) for number in range(1, 5))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("After so many you have 20 minutes free."),
    )

    def usual(self):
        """The fields that everybody sees."""
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    def more(self):
        """The fields that stand behind “I need more time”."""
        return [field for field in self.visible_fields() if field.name in self.MORE]

    def is_open(self) -> bool:
        """Whether something stands there already, or has to be put right."""
        first = {"pace_percent": Registration.Pace.USUAL, "rest_minutes": 0}
        return any(field.errors or field.value() not in {None, "", first.get(field.name)} for field in self.more())


class RegisterForm(PaceForm):
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


class TimesForm(PaceForm):
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
        codes = [accommodation.code for accommodation in ACCOMMODATIONS if accommodation.code in FIRST_ASKED]
        self.fields["needs"].choices = [(code, accommodation_name(code)) for code in codes]
        self.fields["region"].offer(regions)

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("phone") and not said.get("certificate"):
            self.add_error("phone", _("Write a telephone number or a certificate number."))
        return said
