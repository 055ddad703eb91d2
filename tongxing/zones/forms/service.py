"""Services: an answer of the policy desk, a session from paper, what is still to be done."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.campaigns.models import Event
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.fairs.access import check_moment
from tongxing.fairs.finding import find
from tongxing.fairs.forms.day import entry_number
from tongxing.fairs.models import Zone
from tongxing.people.models import Account
from tongxing.queues.models import Number
from tongxing.zones import listing
from tongxing.zones.models import Policy, Service

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
LINES = forms.Textarea(attrs={"rows": 4})


def minutes_field(**settings) -> forms.IntegerField:
    """How long a session took."""
    return forms.IntegerField(label=_("Minutes"), min_value=1, max_value=Service.LONGEST, **settings)


class WhoField(forms.CharField):
    """Whom the session was with: a ticket, name or telephone, found among those registered; empty: nobody's name."""

    def __init__(self, **kwargs):
        settings = {
            "label": _("Who, by ticket, name or telephone"),
            "help_text": _("Leave it empty, and the entry is anonymous."),
            "required": False,
            "max_length": 60,
            "widget": forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        }
        super().__init__(**{**settings, **kwargs})
        self.fair = None

    def clean(self, value):
        said = super().clean(value)
        if not said:
            return None
        _means, found = find(self.fair, said)
        if len(found) != 1:
            sentence = _("Nobody registered here is found so. Write the ticket's number, or leave it empty.")
            raise forms.ValidationError(
                _("Several people are found so. Write the ticket's number.") if found else sentence
            )
        return found[0]


class AtZone(forms.Form):
    """The facts that every service has; ``purpose`` decides which zones and which queues' numbers are offered."""

    queue: forms.ModelChoiceField = forms.ModelChoiceField(
        Number.objects.none(),
        label=_("Number of the queue"),
        required=False,
        empty_label=_("came without a number"),
        help_text=_("It is finished with this press, and its minutes are taken over where none are written."),
    )
    zone: forms.ModelChoiceField = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Zone"), required=False, empty_label=_("no zone of its own")
    )
    minutes = minutes_field(required=False)

    def __init__(self, *args, fair, purpose="", **kwargs):
        super().__init__(*args, **kwargs)
        zones, numbers = listing.zones_of(fair, purpose), listing.queue_numbers(fair, purpose)
        self.fields["zone"].queryset, self.fields["queue"].queryset = zones, numbers
        self.fields["zone"].label_from_instance = lambda zone: f"{zone.hall} · {zone}"
        self.fields["queue"].label_from_instance = lambda number: f"{number.text} · {number.get_state_display()}"
        self.initial.setdefault("zone", zones[0] if len(zones) == 1 else None)
        if "who" in self.fields:
            self.fields["who"].fair = fair

    def clean(self):
        said = super().clean()
        if not said.get("minutes") and not said.get("queue") and not {"minutes", "queue"} & set(self.errors):
            self.add_error("minutes", _("Write the minutes, or choose the number of the queue."))
        return said


class FollowUpForm(forms.Form):
    """What is still to be done, by whom, until when."""

    what = forms.CharField(label=_("What is still to be done"), max_length=300)
    account: forms.ModelChoiceField = forms.ModelChoiceField(
        Account.objects.none(), label=_("By whom"), required=False, empty_label=_("any clerk of this federation")
    )
    until = forms.DateField(label=_("Until"), widget=DAY)

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = listing.clerks_of(fair)
        self.fields["account"].label_from_instance = lambda account: account.label()

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < today():
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return until


class AnswerForm(AtZone):
    """One question at the policy desk."""

    question = forms.CharField(
        label=_("Question"), max_length=2000, widget=LINES, help_text=_("In a sentence. No names: they stand below.")
    )
    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=LINES)
    policy: forms.ModelChoiceField = forms.ModelChoiceField(
        Policy.objects.none(), label=_("Rests on"), required=False, empty_label=_("no policy named")
    )
    who = WhoField()
    what = forms.CharField(
        label=_("What is still to be done"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty if the answer is all."),
    )
    account: forms.ModelChoiceField = forms.ModelChoiceField(
        Account.objects.none(), label=_("By whom"), required=False, empty_label=_("any clerk of this federation")
    )
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    number = entry_number("Z")

    field_order = (
        "question", "answer", "policy", "queue", "who", "minutes", "zone", "what", "account", "until", "number",
    )  # fmt: skip

    def __init__(self, *args, fair, policies, **kwargs):
        super().__init__(*args, fair=fair, **kwargs)
        self.fields["policy"].queryset = policies
        self.fields["account"].queryset = listing.clerks_of(fair)
        self.fields["account"].label_from_instance = lambda account: account.label()

    def clean(self):
        said = super().clean()
        if said.get("what") and not said.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until when it is to be done."))
        if said.get("until") and said["until"] < today():
            self.add_error("until", _("This day is over. Choose today or a later day."))
        return said

    def facts(self) -> dict:
        """What ``actions.answer`` takes."""
        said = dict(self.cleaned_data)
        follow_up = {name: said.pop(name) for name in ("what", "until", "account")}
        registration = said.pop("who")
        return {**said, "registration": registration, "follow_up": follow_up if follow_up["what"] else None}


class CorrectAnswerForm(forms.Form):
    """An answer that is put right."""

    question = forms.CharField(label=_("Question"), max_length=2000, widget=LINES)
    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=LINES)
    policy: forms.ModelChoiceField = forms.ModelChoiceField(
        Policy.objects.none(), label=_("Rests on"), required=False, empty_label=_("no policy named")
    )

    def __init__(self, *args, policies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["policy"].queryset = policies


class SessionForm(AtZone):
    """A session that was written down on paper, or held without the person's résumé page."""

    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=[
            (Service.Kind.CLINIC, Service.Kind.CLINIC.label),
            (Service.Kind.INTERPRETING, Service.Kind.INTERPRETING.label),
        ],
        widget=forms.RadioSelect,
    )
    who = WhoField()
    began_at = forms.DateTimeField(
        label=_("Began"),
        required=False,
        help_text=_("Leave it empty if it ended just now."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    number = entry_number("Z")

    field_order = ("kind", "who", "began_at", "minutes", "zone", "number")

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, fair=fair, **kwargs)
        del self.fields["queue"]
        self.fair = fair

    def clean(self):
        """What is written down is over."""
        said = super().clean()
        if said.get("began_at") and said.get("minutes"):
            try:
                check_moment(self.fair, said["began_at"] + dt.timedelta(minutes=said["minutes"]))
            except Refused as refused:
                self.add_error("began_at", str(refused))
        return said

    def facts(self) -> dict:
        """What ``actions.enter_service`` takes."""
        said = dict(self.cleaned_data)
        registration = said.pop("who")
        return {**said, "registration": registration}


class CloseForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=300)


class CountUnderForm(forms.Form):
    """Under which event of the campaign the zones are counted."""

    event: forms.ModelChoiceField = forms.ModelChoiceField(Event.objects.none(), label=_("Counted under"))

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events


class PolicyForm(forms.ModelForm):
    url = forms.URLField(
        label=_("Where it can be read"),
        required=False,
        assume_scheme="https",
        help_text=_("Its address on the issuing body's own site."),
    )

    class Meta:
        model = Policy
        fields = ("title", "document", "clause", "url", "valid_from", "valid_until")
        labels = {
            "title": _("Title"),
            "document": _("Document number"),
            "clause": _("Clause"),
            "valid_from": _("Holds from"),
            "valid_until": _("Holds until"),
        }
        help_texts = {
            "document": _("As printed, for example 财税〔2015〕72号. Empty if it has none."),
            "clause": _("For example 第八条."),
            "valid_until": _("Leave it empty while it is in force."),
        }
        widgets = {"valid_from": DAY, "valid_until": DAY}

    def _post_clean(self):
        """The action says what is wrong with the days and whether it is there already."""
