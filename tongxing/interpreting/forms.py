"""Asking for an interpreter, and saying what came of it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Booth, Registration, Zone
from tongxing.fairs.models.interview import Language

MINUTES = (5, 10, 15, 20, 30, 40)


class AskForm(forms.Form):
    """Language, place, what for; who it is for where that is open."""

    registration = forms.ModelChoiceField(Registration.objects.none(), label=_("For whom"), empty_label=None)
    ticket = forms.CharField(
        label=_("Ticket number"), max_length=40, required=False, help_text=_("Where it is for somebody with a ticket.")
    )
    language = forms.ChoiceField(choices=Language.choices, label=_("Language"), widget=forms.RadioSelect)
    where = forms.ChoiceField(label=_("Where the interpreter is to come"), required=False)
    place = forms.CharField(
        label=_("Where exactly"), max_length=80, required=False, help_text=_("For example: in front of the stage.")
    )
    purpose = forms.CharField(
        label=_("What it is about"),
        max_length=120,
        help_text=_("For example: an interview; a question about a policy."),
    )
    prepare = forms.CharField(
        label=_("What the interpreter should know before"),
        max_length=200,
        required=False,
        help_text=_("Names, words of the trade, or that you lip-read. Nothing about illness is needed."),
    )
    minutes = forms.TypedChoiceField(coerce=int, initial=15, label=_("How long about"))

    def __init__(self, *args, fair, own, is_staff=False, booths=None, **kwargs):
        """``own`` : registrations of the reader; ``booths`` : the only ones that may be chosen, for an employer."""
        super().__init__(*args, **kwargs)
        self.fair, self.own, self.is_staff = fair, list(own), is_staff
        if is_staff or not self.own:
            del self.fields["registration"]
        else:
            self.fields["registration"].queryset = own
            self.fields["registration"].label_from_instance = lambda one: one.person.name
            self.fields["registration"].initial = self.fields["registration"].initial or self.own[0]
            if len(self.own) == 1:
                self.fields["registration"].widget = forms.HiddenInput()
        if not is_staff:
            del self.fields["ticket"]
        self.fields["minutes"].choices = [
            (minute, gettext("%(count)s minutes") % {"count": minute}) for minute in MINUTES
        ]
        self.fields["where"].choices = self._places(booths)

    def _places(self, only) -> list:
        booths = Booth.objects.filter(zone__hall__fair=self.fair).select_related("zone__hall")
        if only is not None:
            return [(f"booth-{booth.pk}", f"{booth.zone.hall} · {booth}") for booth in booths.filter(pk__in=only)]
        zones = Zone.objects.filter(hall__fair=self.fair).select_related("hall").order_by("hall__name", "name")
        places = [(f"zone-{zone.pk}", f"{zone.hall} · {zone}") for zone in zones]
        stands = [
            (f"booth-{booth.pk}", f"{booth.zone.hall} · {booth}")
            for booth in booths.order_by("zone__hall__name", "number")
        ]
        return [("", _("somewhere else: write it below")), (_("Zones"), places), (_("Booths"), stands)]

    def clean_ticket(self):
        """The registration with this number, or nothing."""
        said = self.cleaned_data["ticket"].strip().upper()
        if not said:
            return None
        found = self.fair.registrations.filter(number=said).first()
        if found is None:
            raise forms.ValidationError(_("There is no such ticket at this fair."))
        return found

    def asked(self) -> dict:
        """What ``actions.ask`` takes."""
        said = dict(self.cleaned_data)
        kind, _dash, key = said.pop("where").partition("-")
        ticket = said.pop("ticket", None)
        said["registration"] = said.get("registration") or ticket
        said["zone"] = Zone.objects.select_related("hall").get(pk=key) if kind == "zone" else None
        said["booth"] = Booth.objects.select_related("zone__hall").get(pk=key) if kind == "booth" else None
        return said


class FinishForm(forms.Form):
    ended_at = forms.TimeField(
        label=_("It ended at"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Only where it ended earlier than now."),
    )


class HandBackForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=200)
