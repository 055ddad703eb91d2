"""What goes wrong on the day: a team is late or drops out, a stop is cancelled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.rounds.models import Stop, Team


class LateForm(forms.Form):
    """A team is late."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=_("Choose"))
    minutes = forms.IntegerField(label=_("How many minutes late"), min_value=5, max_value=480)
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("Whoever is moved reads it in their message."))

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class CancelledForm(forms.Form):
    """A stop is not to be visited any more."""

    stop = forms.ModelChoiceField(Stop.objects.none(), label=_("Stop"), empty_label=_("Choose"))
    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args, stops, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stop"].queryset = stops


class OutForm(forms.Form):
    """A team cannot go on today."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=_("Choose"))
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("Whoever is moved reads it in their message."))

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
