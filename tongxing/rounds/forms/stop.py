"""A stop: who is visited, where, when, by whom."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.organisations.models import Organisation, name_key
from tongxing.people.models import Person
from tongxing.people.search import find_people
from tongxing.rounds.forms.fields import DaysField, PositionField, WindowsField, skills_field
from tongxing.rounds.models import Stop

MOST_NAMED = 6
KEPT_CLOSED = ("address", "position", "note")
LONGEST = {"address": 200, "note": 500}


class StopForm(forms.ModelForm):
    """Who is visited is said once, in ``WhoForm``; here stands everything else."""

    position = PositionField()
    days = DaysField(label=_("On which days"), help_text=_("None ticked: on any day."))
    windows = WindowsField()
    skills = skills_field(_("What the team must be able to do"), "")
    is_must = forms.TypedChoiceField(
        label=_("How urgent it is"),
        choices=[("1", _("It must be visited")), ("", _("It may be visited, where time allows"))],
        coerce=bool,
        required=False,
        initial="1",
        widget=forms.RadioSelect,
    )
    prize = forms.IntegerField(
        label=_("Worth how many minutes of driving"),
        help_text=_("For a stop that may be visited: a longer way than this is not made for it."),
        required=False,
        min_value=1,
        max_value=600,
    )
    field_order = (
        "kind", "who", "label", "address", "position", "minutes", "windows", "days", "skills", "needs_ramp", "is_must",
        "prize", "note",
    )  # fmt: skip

    class Meta:
        model = Stop
        fields = ("label", "address", "position", "minutes", "windows", "days", "skills", "needs_ramp", "note")
        labels = {
            "label": _("Name of the place"),
            "address": _("Address"),
            "minutes": _("Minutes at the place"),
            "needs_ramp": _("The team's vehicle needs a ramp"),
            "note": _("What to bring, what to ask"),
        }
        help_texts = {
            "label": _("Where nobody was named above: a health station, a village committee. Never a person's name."),
            "address": _("As the driver needs it. It is kept sealed; only the team of the day reads it."),
            "note": "",
        }
        widgets = {
            "address": forms.TextInput({"maxlength": LONGEST["address"], "autocomplete": "off"}),
            "note": forms.Textarea({"rows": 3, "maxlength": LONGEST["note"]}),
        }

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].offer(round_)
        for name, most in LONGEST.items():
            self.fields[name].validators.append(MaxLengthValidator(most))
        if self.instance.pk:
            self.initial.update(is_must="1" if self.instance.is_must else "", prize=self.instance.prize)
            if self.instance.person_id or self.instance.organisation_id:
                del self.fields["label"]
        if self.instance.person_id:
            self._keep_closed()

    def _keep_closed(self) -> None:
        """Where somebody lives is not shown for changing it: it is written anew, or left empty and kept."""
        for name in KEPT_CLOSED:
            self.initial[name] = ""
            self.fields[name].required = False
            self.fields[name].help_text = _("Kept, and not shown here. Write a new one to replace it.")

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 5 <= minutes <= 480:
            raise ValidationError(_("A visit lasts between 5 and 480 minutes."))
        return minutes

    def clean(self):
        said = super().clean()
        if self.instance.person_id:
            for name in KEPT_CLOSED:
                if not said.get(name) and name not in self.errors:
                    said[name] = getattr(self.instance, name)
        if said.pop("is_must", True):
            said["prize"] = None
        elif not said.get("prize") and not self.errors:
            self.add_error("prize", _("Say how much a stop that may be visited is worth."))
        return said

    def _post_clean(self):
        """The action says what is wrong with the whole."""


class NewStopForm(StopForm):
    """A stop with who is visited: looked up among the people and employers of the round's region."""

    kind = forms.ChoiceField(label=_("What for"), choices=Stop.Kind.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Who is visited"),
        help_text=_(
            "A person: name, mobile number or certificate number. An employer: its name. "
            "Empty for a place that is neither."
        ),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, round_=round_, **kwargs)
        self.region, self.path = round_.region, round_.region.path

    def clean(self):
        said = super().clean()
        who, is_employer = said.pop("who", ""), said.get("kind") == Stop.Kind.EMPLOYER_VISIT
        said["person"] = said["organisation"] = None
        if not who:
            if not said.get("label"):
                self.add_error("who", _("Say who is visited, or give the place a name."))
        elif said.get("kind"):
            found = self._employers(who) if is_employer else self._people(who)
            if len(found) == 1:
                said["organisation" if is_employer else "person"] = found[0]
            else:
                self.add_error("who", self._sentence(found, is_employer))
        return said

    def _people(self, who) -> list[Person]:
        return find_people(self.region, who, MOST_NAMED + 1)

    def _employers(self, who) -> list[Organisation]:
        near = Organisation.objects.filter(region__path__startswith=self.path).select_related("region")
        exact = list(near.filter(name_key=name_key(who))[:2])
        return exact or list(near.filter(name_key__contains=name_key(who)).order_by("pk")[: MOST_NAMED + 1])

    @staticmethod
    def _sentence(found, is_employer) -> str:
        if not found and is_employer:
            return gettext("No employer in this region fits. Check the spelling, or enter it first.")
        if not found:
            return gettext("Nobody in this region fits. Check the spelling, or enter the person first.")
        if len(found) > MOST_NAMED:
            return gettext("Too many fit. Write more of the name, or a number.")
        named = [one.name if is_employer else f"{one.masked_name()} {one.masked_phone()}".strip() for one in found]
        return gettext("Several fit: %(names)s. Write more of the name, or a number.") % {"names": "、".join(named)}
