"""The fair's own facts, its states, halls and booths."""

from itertools import combinations_with_replacement

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Booth, Fair, Hall, InterpreterShift, QuietRoom, Zone
from tongxing.fairs.models.hall import Feature, Purpose
from tongxing.fairs.models.interview import Language

CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")


def features_field() -> forms.MultipleChoiceField:
    """What a place offers."""
    return forms.MultipleChoiceField(
        choices=Feature.choices, widget=forms.CheckboxSelectMultiple, required=False, label=_("What it offers")
    )


class MoveForm(forms.Form):
    """One step of the fair."""

    to = forms.ChoiceField(choices=Fair.State.choices, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Needed when the fair starts on another day than its own, or runs again after it closed."),
    )


class FairForm(forms.ModelForm):
    class Meta:
        model = Fair
        fields = ("mode", "interview_minutes")
        labels = {"mode": _("How it is held"), "interview_minutes": _("Minutes for an interview")}

    def clean_interview_minutes(self):
        minutes = self.cleaned_data["interview_minutes"]
        if not 5 <= minutes <= 60:
            raise forms.ValidationError(_("An interview lasts between 5 and 60 minutes."))
        return minutes


class HallForm(forms.ModelForm):
    features = features_field()

    class Meta:
        model = Hall
        fields = ("name", "features")
        labels = {"name": _("Name of the hall")}


class ZoneForm(forms.ModelForm):
    purpose = forms.ChoiceField(choices=Purpose.choices, label=_("What it is for"))
    features = features_field()

    class Meta:
        model = Zone
        fields = ("name", "purpose", "features")
        labels = {"name": _("Name of the zone")}


class QuietRoomForm(forms.ModelForm):
    class Meta:
        model = QuietRoom
        fields = ("name", "opens_at", "closes_at")
        labels = {"name": _("Name of the quiet room"), "opens_at": _("Opens"), "closes_at": _("Closes")}
        help_texts = {"opens_at": _("Empty: as the fair.")}
        widgets = {"opens_at": CLOCK, "closes_at": CLOCK}


class BoothForm(forms.ModelForm):
    desks = forms.IntegerField(label=_("Desks"), min_value=1, max_value=20, initial=1)
    features = features_field()

    class Meta:
        model = Booth
        fields = ("number", "desks", "lunch_from", "lunch_until", "features")
        labels = {
            "number": _("Number of the booth"),
            "lunch_from": _("Lunch break from"),
            "lunch_until": _("Lunch break until"),
        }
        widgets = {"lunch_from": CLOCK, "lunch_until": CLOCK}


class BoothsForm(forms.Form):
    """Several booths in a row."""

    # Fields leave the class, so the form's own prefix stays what it was.
    prefix = forms.CharField(  # type: ignore[assignment]
        label=_("Letter before the number"), max_length=4, required=False, initial="A"
    )
    first = forms.IntegerField(label=_("First number"), min_value=0, max_value=999, initial=1)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=200, initial=10)
    desks = forms.IntegerField(label=_("Desks in each"), min_value=1, max_value=20, initial=1)
    features = features_field()


class WaysForm(forms.Form):
    """Minutes from hall to hall, and within each hall from zone to zone, at the usual pace."""

    def __init__(self, *args, halls, kept, **kwargs):
        """``kept``: minutes by the keys of two halls, the smaller first."""
        super().__init__(*args, **kwargs)
        self.pairs = {f"{one.pk}-{other.pk}": (one, other) for one, other in combinations_with_replacement(halls, 2)}
        for name, (one, other) in self.pairs.items():
            said = {"one": one, "other": other}
            label = _("Within %(one)s, from zone to zone") if one == other else _("From %(one)s to %(other)s")
            self.fields[name] = forms.IntegerField(
                label=label % said,
                min_value=0,
                max_value=60,
                required=False,
                initial=kept.get((one.pk, other.pk)),
                help_text=_("Minutes"),
            )

    def minutes(self) -> dict:
        """What was said, by two halls."""
        return {pair: self.cleaned_data.get(name) or 0 for name, pair in self.pairs.items()}


class BoothChoice(forms.Form):
    """Which booth an employer gets."""

    booth = forms.ModelChoiceField(Booth.objects.none(), required=False, label=_("Booth"), empty_label=_("no booth"))

    def __init__(self, *args, booths, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["booth"].queryset = booths


class ShiftForm(forms.ModelForm):
    """An interpreter's time, on the fair's day."""

    languages = forms.MultipleChoiceField(
        choices=Language.choices, widget=forms.CheckboxSelectMultiple, label=_("Works in")
    )
    account: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        required=False,
        label=_("Account"),
        help_text=_("With an account, the interpreter sees the interviews on their own page."),
    )

    class Meta:
        model = InterpreterShift
        fields = ("name", "languages", "starts_at", "ends_at", "break_from", "break_until", "account")
        labels = {
            "name": _("Name"),
            "starts_at": _("On duty from"),
            "ends_at": _("On duty until"),
            "break_from": _("Break from"),
            "break_until": _("Break until"),
        }
        widgets = {
            **{
                name: forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
                for name in ("starts_at", "ends_at")
            },
            "break_from": CLOCK,
            "break_until": CLOCK,
        }

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts
        self.fields["account"].label_from_instance = lambda account: account.label()

    def _post_clean(self):
        """The action says what is wrong with the two times."""
