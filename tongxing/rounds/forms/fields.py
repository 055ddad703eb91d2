"""Fields that several forms of a round share: a position on the map, times of a day, days of the round."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engines.wording import folded
from tongxing.rounds.models import Skill
from tongxing.rounds.models.stop import as_place, as_position

LATITUDES, LONGITUDES = (3, 54), (73, 136)
"""Where China lies; no number is in both, so the order in which a map gives the two does not matter."""
WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至到]+\s*(\d{1,2}):(\d{2})")
SIGN = re.compile(r"(?<!\d)[-−]\d")
"""South or west: a slip that would otherwise be read as a place in China."""
CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def clock(minutes: int) -> str:
    """Minutes of the day as people write them: 9:05 is 09:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


class PositionField(forms.CharField):
    """Latitude and longitude as a map program gives them, in either order; cleaned to the kept text."""

    def __init__(self, **kwargs):
        settings = {
            "label": _("Coordinates"),
            "help_text": _("As copied from a map, for example 40.5683, 110.5279. Either may come first."),
            "max_length": 60,
            "widget": forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        }
        super().__init__(**{**settings, **kwargs})

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        numbers = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", folded(text))]
        if len(numbers) == 2 and not SIGN.search(folded(text)):
            for latitude, longitude in (numbers, numbers[::-1]):
                if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
                    return as_position(latitude, longitude)
        raise ValidationError(_("Write two numbers, latitude and longitude, for example 40.5683, 110.5279."))

    def prepare_value(self, value):
        """A kept text is shown as a map program writes it."""
        if isinstance(value, str) and re.fullmatch(r"[\d.]+ [\d.]+", value):
            return "{}, {}".format(*as_place(value))
        return value


class WindowsField(forms.CharField):
    """Times of a day at which somebody is there: 9:00-11:30, 14:00-16:00; cleaned to [from, until] in minutes."""

    def __init__(self):
        super().__init__(
            label=_("When somebody is there"),
            help_text=_("For example 9:00-11:30, 14:00-16:00. The visit begins within one of these. Empty: any time."),
            required=False,
            max_length=120,
        )

    def clean(self, value):
        text = folded(super().clean(value))
        found, rest = [], text
        for match in WINDOW.finditer(text):
            first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
            begins, ends = first_hour * 60 + first_minute, last_hour * 60 + last_minute
            if first_minute > 59 or last_minute > 59 or ends > 24 * 60:
                raise ValidationError(_("“%(times)s” is no time of the day.") % {"times": match.group()})
            if ends < begins:
                raise ValidationError(_("“%(times)s” ends before it begins.") % {"times": match.group()})
            found.append([begins, ends])
            rest = rest.replace(match.group(), "")
        if re.search(r"\w", rest):
            raise ValidationError(_("Write times as 9:00-11:30, several with a comma between them."))
        return _joined(sorted(found))

    def prepare_value(self, value):
        """Kept windows are shown as they are written."""
        if isinstance(value, list):
            return ", ".join(f"{clock(begins)}-{clock(ends)}" for begins, ends in value)
        return value


def _joined(windows: list[list[int]]) -> list[list[int]]:
    """Times that overlap or touch, made one."""
    joined: list[list[int]] = []
    for begins, ends in windows:
        if joined and begins <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], ends)
        else:
            joined.append([begins, ends])
    return joined


class DaysField(forms.TypedMultipleChoiceField):
    """Days of the round; none means all."""

    def __init__(self, **kwargs):
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, round_) -> None:
        """Let the reader choose among the days of ``round_``."""
        dates = ((day, round_.date_of(day)) for day in range(1, round_.days + 1))
        self.choices = [(day, f"{date:%Y-%m-%d}") for day, date in dates]


def skills_field(label, help_text) -> forms.MultipleChoiceField:
    """What a stop asks for, or a team can do."""
    return forms.MultipleChoiceField(
        choices=Skill.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=label,
        help_text=help_text,
    )
