"""Another time for one interview, and what happened on the day."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tongxing.common.dates import local
from tongxing.fairs import minutes
from tongxing.fairs.forms.day import TicketField
from tongxing.fairs.forms.fair import CLOCK
from tongxing.fairs.models import Booth, Disruption, InterpreterShift

LAST_MINUTE = 366 * 24 * 60
"""No fair lasts a year; a later minute was not given by the page."""


class OnTheDays(forms.Form):
    """Times on one of the fair's days; the day is asked only where there are several."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=dt.date.fromisoformat)

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fair, self.days = fair, minutes.days(fair)
        if len(self.days) == 1:
            del self.fields["day"]
        else:
            self.fields["day"].choices = [(day.isoformat(), date_format(day)) for day in self.days]
            self.fields["day"].initial = min(max(timezone.localdate(), self.days[0]), self.days[-1]).isoformat()

    def moment(self, name):
        """The moment that the field ``name`` means; ``None`` where it is empty."""
        clock = self.cleaned_data.get(name)
        return local(self.cleaned_data.get("day", self.days[0]), clock) if clock else None


class NewTimeForm(OnTheDays):
    """Which time to try."""

    to = forms.TimeField(label=_("New time"), widget=CLOCK)

    def start(self) -> int:
        """In minutes of the fair."""
        return minutes.minute(self.fair, self.moment("to"))


class MoveInterviewForm(forms.Form):
    """What was looked at, and why."""

    start = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LAST_MINUTE)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("The person reads it in the message."))


class SeenForm(forms.Form):
    """Which proposal was looked at, and when."""

    now = forms.IntegerField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PersonDisruptionForm(OnTheDays):
    """Somebody comes later or leaves earlier."""

    ticket = TicketField()
    what = forms.ChoiceField(
        label=_("What is different"),
        choices=[("until", _("comes later")), ("since", _("leaves earlier"))],
        widget=forms.RadioSelect,
        initial="until",
    )
    at = forms.TimeField(label=_("At what time"), widget=CLOCK)
    field_order = ("ticket", "what", "day", "at")

    def disruption(self, registration) -> Disruption:
        times = {self.cleaned_data["what"]: self.moment("at")}
        return Disruption(fair=self.fair, registration=registration, **times)


class AwayForm(OnTheDays):
    """From when until when somebody or something is not there."""

    since = forms.TimeField(label=_("Not there from"), widget=CLOCK)
    until = forms.TimeField(
        label=_("Not there until"), widget=CLOCK, required=False, help_text=_("Empty: until the end of the fair.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.now()
        if self.fair.event.starts_at <= now <= self.fair.event.ends_at:
            self.fields["since"].initial = timezone.localtime(now).time()

    def times(self) -> dict:
        return {"since": self.moment("since"), "until": self.moment("until")}


class InterpreterDisruptionForm(AwayForm):
    """An interpreter has to go."""

    shift: forms.ModelChoiceField = forms.ModelChoiceField(InterpreterShift.objects.none(), label=_("Interpreter"))
    field_order = ("shift", "day", "since", "until")

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, fair=fair, **kwargs)
        self.fields["shift"].queryset = fair.interpreter_shifts.order_by("starts_at", "name")
        self.fields["shift"].label_from_instance = lambda shift: (
            f"{shift.name} {timezone.localtime(shift.starts_at):%m-%d %H:%M}–{timezone.localtime(shift.ends_at):%H:%M}"
        )

    def disruption(self) -> Disruption:
        return Disruption(fair=self.fair, shift=self.cleaned_data["shift"], **self.times())


class BoothDisruptionForm(AwayForm):
    """A booth closes."""

    booth = forms.ModelChoiceField(Booth.objects.none(), label=_("Booth"))
    field_order = ("booth", "day", "since", "until")

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, fair=fair, **kwargs)
        held = fair.participations.exclude(booth=None).select_related("employer")
        holders = {one.booth_id: one.employer.name for one in held}
        self.fields["booth"].queryset = Booth.objects.filter(pk__in=holders).order_by("number")
        self.fields["booth"].label_from_instance = lambda booth: f"{booth} {holders[booth.pk]}"

    def disruption(self) -> Disruption:
        return Disruption(fair=self.fair, booth=self.cleaned_data["booth"], **self.times())
