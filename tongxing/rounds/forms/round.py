"""The round itself, and its steps."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.common.dates import today
from tongxing.people.access import WRITERS, regions_of
from tongxing.people.models import Region
from tongxing.rounds.forms.fields import DAY
from tongxing.rounds.models import Round


class RoundForm(forms.ModelForm):
    class Meta:
        model = Round
        fields = ("name", "region", "first_on", "days")
        labels = {
            "name": _("What it is called"),
            "region": _("Federation of"),
            "first_on": _("First day"),
            "days": _("How many days"),
        }
        widgets = {"first_on": DAY}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["region"]
        else:
            regions = regions_of(user, WRITERS).filter(level__lte=Region.Level.COUNTY)
            self.fields["region"].queryset = regions
            own = [role.region_id for role in user.current_roles() if role.what in WRITERS]
            self.initial.setdefault("region", own[0] if own else None)

    def clean_first_on(self):
        first, year = self.cleaned_data["first_on"], dt.timedelta(days=366)
        if "first_on" in self.changed_data and not today() - year <= first <= today() + 2 * year:
            raise forms.ValidationError(_("This day is long past, or more than two years ahead. Look at the year."))
        return first

    def clean_days(self):
        days = self.cleaned_data["days"]
        if not 1 <= days <= Round.MOST_DAYS:
            raise forms.ValidationError(_("A round has between 1 and %(most)d days.") % {"most": Round.MOST_DAYS})
        return days


class MoveForm(forms.Form):
    """One step of the round."""

    to = forms.ChoiceField(choices=Round.State.choices, widget=forms.HiddenInput)
