"""What clerks say about devices and about what they sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.doors.models import Device
from tongxing.fairs.models import Participation


class DeviceForm(forms.Form):
    name = forms.CharField(
        label=_("What it is called"), help_text=_("Where it stands: east door, booth A07."), max_length=60
    )
    role = forms.ChoiceField(label=_("What its place is for"), choices=Device.Role.choices, widget=forms.RadioSelect)
    participation = forms.ModelChoiceField(
        Participation.objects.none(),
        required=False,
        label=_("Whose booth"),
        help_text=_("A device at a booth then knows the people who asked for it, and enters its own posts only."),
        empty_label=_("none: door or desk"),
    )

    def __init__(self, *args, participations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].queryset = participations


class LockForm(forms.Form):
    why = forms.CharField(label=_("Why it is locked"), max_length=300, required=False)


class SettleForm(forms.Form):
    """What becomes of an act that was refused."""

    how = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[("again", _("Enter it now")), ("out", _("Leave it out"))],
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label=_("When it was"),
        help_text=_("Change it only where the device's clock was wrong."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )
    why = forms.CharField(label=_("Why so"), max_length=300)


class DecideForm(forms.Form):
    value = forms.ChoiceField(label=_("What holds"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("How you know"), help_text=_("For example: asked the person by telephone."), max_length=300
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = choices
