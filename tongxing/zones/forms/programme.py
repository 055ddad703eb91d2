"""The programme of a stage, and the presses of the stage manager."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models.hall import Purpose
from tongxing.zones import listing
from tongxing.zones.models import Programme, ProgrammeItem

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
LONGEST = 240


class ProgrammeForm(forms.ModelForm):
    class Meta:
        model = Programme
        fields = ("name", "starts_at", "zone")
        labels = {"name": _("What it is called"), "starts_at": _("Begins"), "zone": _("Stage")}
        widgets = {"starts_at": MOMENT}

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fair = fair
        zone, stages = self.fields["zone"], listing.zones_of(fair, Purpose.STAGE)
        zone.queryset, zone.empty_label = stages, _("no stage of its own")
        zone.label_from_instance = lambda one: f"{one.hall} · {one}"
        if len(stages) == 1:
            self.initial.setdefault("zone", stages[0])

    def clean_starts_at(self):
        begins, event = self.cleaned_data["starts_at"], self.fair.event
        if abs((begins.date() - event.starts_at.date()).days) > 31:
            raise forms.ValidationError(_("This is more than a month away from the fair. Look at the day."))
        return begins

    def _post_clean(self):
        """The action says whether the name is taken."""


class ItemForm(forms.ModelForm):
    class Meta:
        model = ProgrammeItem
        fields = ("title", "speaker", "minutes", "interpreters", "has_captions", "speech")
        labels = {
            "title": _("Item"),
            "speaker": _("Who"),
            "minutes": _("Minutes"),
            "interpreters": _("Interpreters on stage"),
            "has_captions": _("With captions"),
            "speech": _("What will be said"),
        }
        help_texts = {"speech": _("For the captioner and the interpreters; it is not shown in public.")}
        widgets = {"interpreters": forms.CheckboxSelectMultiple}

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["interpreters"].queryset = fair.interpreter_shifts.order_by("starts_at", "name")
        self.fields["interpreters"].label_from_instance = listing.shift_in_words

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 1 <= minutes <= LONGEST:
            raise forms.ValidationError(_("An item takes between 1 and %(most)d minutes.") % {"most": LONGEST})
        return minutes

    def _post_clean(self):
        """Whoever keeps it decides nothing more."""


class PressForm(forms.Form):
    """One press, on the run-sheet as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[("go_on", ""), ("finish", ""), ("take_back", "")], widget=forms.HiddenInput)


class DropForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    drop = forms.BooleanField(required=False)
