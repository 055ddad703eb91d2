"""A team: who goes out, with what, from when until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Account
from tongxing.rounds.forms.fields import CLOCK, DaysField, PositionField, skills_field
from tongxing.rounds.models import Team


class AccountsField(forms.ModelMultipleChoiceField):
    """Some accounts; a number that no account can have is a wrong choice, as one that none has."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": "…"}) from None


class TeamForm(forms.ModelForm):
    accounts = AccountsField(
        Account.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Who goes out"),
        help_text=_("They see the sheet of their own team on the day itself."),
    )
    skills = skills_field(_("What the team can do"), "")
    days = DaysField(label=_("Goes out on"), help_text=_("None ticked: every day."))
    start_position = PositionField(label=_("Coordinates of the start"))
    end_position = PositionField(
        label=_("Coordinates of the end"), required=False, help_text=_("Empty: back to the start.")
    )

    class Meta:
        model = Team
        fields = (
            "name", "accounts", "members", "skills", "has_ramp", "days", "begins", "ends", "start_name",
            "start_position", "end_name", "end_position", "lunch_minutes", "lunch_from", "lunch_until",
        )  # fmt: skip
        labels = {
            "name": _("Name of the team"),
            "members": _("Others who go out, without an account"),
            "has_ramp": _("The vehicle has a ramp"),
            "begins": _("Sets out at"),
            "ends": _("Is back at"),
            "start_name": _("Sets out from"),
            "end_name": _("Comes back to"),
            "lunch_minutes": _("Minutes for lunch"),
            "lunch_from": _("Lunch from"),
            "lunch_until": _("Lunch over by"),
        }
        help_texts = {
            "members": "",
            "end_name": _("Empty: back to the start."),
            "lunch_minutes": _("0: no lunch is planned."),
        }
        widgets = dict.fromkeys(("begins", "ends", "lunch_from", "lunch_until"), CLOCK) | {"members": forms.TextInput}

    def __init__(self, *args, round_, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].offer(round_)
        self.fields["accounts"].queryset = accounts
        self.fields["accounts"].label_from_instance = lambda account: account.label()
        if self.instance.pk:
            self.initial["accounts"] = list(self.instance.accounts.all())

    def clean(self):
        said = super().clean()
        begins, ends = said.get("begins"), said.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The team is back before it sets out."))
        first, last, minutes = said.get("lunch_from"), said.get("lunch_until"), said.get("lunch_minutes")
        if first and last and minutes is not None:
            between = (last.hour - first.hour) * 60 + last.minute - first.minute
            if between < minutes:
                self.add_error("lunch_until", _("Lunch does not fit between these two times."))
        return said

    def _post_clean(self):
        """The action says what is wrong with the whole."""
