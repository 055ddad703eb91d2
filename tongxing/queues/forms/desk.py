"""What staff say about desks and numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Zone
from tongxing.queues.models import Desk, Number


class DeskForm(forms.Form):
    """Where the desk stands, its name, how many are served at once and for how long."""

    zone = forms.ModelChoiceField(Zone.objects.none(), label=_("Zone"), empty_label=_("Choose"))
    name = forms.CharField(label=_("Name of the desk"), max_length=60)
    begins = forms.RegexField(
        r"^[A-Za-z]{1,2}$",
        label=_("What its numbers begin with"),
        help_text=_("One or two letters: P makes P-001, P-002, …"),
        max_length=2,
    )
    places = forms.IntegerField(label=_("How many people are served at once"), min_value=1, max_value=50, initial=1)
    minutes = forms.IntegerField(
        label=_("How many minutes one takes"),
        min_value=1,
        max_value=240,
        initial=10,
        help_text=_("A first guess. What the day shows replaces it."),
    )

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = (
            Zone.objects.filter(hall__fair=fair).select_related("hall").order_by("hall", "name")
        )
        self.fields["zone"].label_from_instance = lambda zone: f"{zone.hall} · {zone}"

    def said(self) -> dict:
        """What ``actions.save_desk`` takes."""
        said = dict(self.cleaned_data)
        return {"prefix": said.pop("begins"), **said}


class GiveForm(forms.Form):
    """A number for somebody who stands at the desk."""

    ticket = forms.CharField(
        label=_("Ticket, telephone or name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Of somebody who is registered. Empty for somebody who is not."),
    )
    name = forms.CharField(
        label=_("What to call them"),
        required=False,
        max_length=30,
        help_text=_("Where somebody is not registered: a name if they want, seen by staff alone."),
    )


class TransferForm(forms.Form):
    """To which desk somebody goes on."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("To which desk"), empty_label=_("Choose"))

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, **kwargs)
        others = Desk.objects.filter(fair=number.desk.fair_id, is_open=True).exclude(pk=number.desk_id)
        self.fields["desk"].queryset = others


class ExceptionForm(forms.Form):
    """Why somebody is called before their turn."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Number.Reason.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Who is passed reads that somebody was called first, and this reason. No name is said."),
    )
    leaves_at = forms.TimeField(
        label=_("When the guide or the bus leaves"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
