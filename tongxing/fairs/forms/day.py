"""The door, the booth and the desk."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.forms.taking_part import PersonAtFairForm
from tongxing.fairs.models import Interview, Participation
from tongxing.fairs.models.number import new_number
from tongxing.jobs.models import Vacancy


def entry_number(kind) -> forms.CharField:
    """The number of the entry that the form will make: sent twice, it is still one entry."""
    return forms.CharField(
        widget=forms.HiddenInput,
        max_length=40,
        initial=lambda: new_number(kind),
        validators=[RegexValidator(rf"^{kind}-[0-9A-Z]{{5}}-[0-9A-Z]{{5}}\Z", _("Open this page again."))],
    )


class DoorForm(forms.Form):
    """One field for whatever somebody shows or says at the door."""

    who = forms.CharField(
        label=_("Ticket, telephone, certificate or name"),
        help_text=_("Scan the QR code, or type. A name may be typed in pinyin."),
        max_length=200,
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )
    number = entry_number("A")


class ChosenForm(forms.Form):
    """The person whom staff picked from those who were found."""

    registration = forms.IntegerField(widget=forms.HiddenInput)
    means = forms.ChoiceField(
        choices=[("name", ""), ("phone", "")], widget=forms.HiddenInput, error_messages={"required": ""}
    )
    number = entry_number("A")


class WalkInForm(PersonAtFairForm):
    number = entry_number("A")


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why it was a mistake"), max_length=300)


class TicketField(forms.CharField):
    """The number or the code on somebody's ticket."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Ticket number"),
            help_text=_("The number on the ticket, or scan its QR code."),
            max_length=200,
            widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
            **kwargs,
        )


class ResumeForm(forms.Form):
    """A résumé handed in, on site."""

    ticket = TicketField()
    participation = forms.ModelChoiceField(
        Participation.objects.none(), required=False, label=_("Handed to"), empty_label=_("the desk")
    )
    number = entry_number("S")

    def __init__(self, *args, participations=None, **kwargs):
        super().__init__(*args, **kwargs)
        if participations is None:
            del self.fields["participation"]
        else:
            self.fields["participation"].queryset = participations


class IntentForm(forms.Form):
    """The paper form of an intent, or one side's word."""

    ticket = TicketField()
    vacancy = forms.ModelChoiceField(Vacancy.objects.none(), label=_("Post"))
    seeker_agrees = forms.BooleanField(label=_("The person is interested"), required=False)
    employer_agrees = forms.BooleanField(label=_("The employer is interested"), required=False)
    number = entry_number("I")

    def __init__(self, *args, vacancies, is_employer=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vacancy"].queryset = vacancies
        self.fields["vacancy"].label_from_instance = (
            (lambda vacancy: vacancy.title)
            if is_employer
            else (lambda vacancy: f"{vacancy.employer} · {vacancy.title}")
        )
        if is_employer:
            del self.fields["seeker_agrees"], self.fields["employer_agrees"]


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=Interview.Outcome.choices, widget=forms.RadioSelect, label=_("What came of it"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
