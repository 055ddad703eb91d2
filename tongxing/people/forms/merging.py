"""Forms for merging two records of one person, and for parting them again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Merge


class MergeForm(forms.Form):
    stays = forms.ChoiceField(
        label=_("Which record stays"),
        help_text=_("Its name, number and wishes stand; what it lacks, it takes from the other."),
        widget=forms.RadioSelect,
    )
    proof = forms.ChoiceField(
        label=_("What showed you that they are one person"), choices=Merge.Proof.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("In your own words"), max_length=150, help_text=_("It is written to the trail, without numbers.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stays"].choices = [
            (str(person.pk), _("%(which)s: %(name)s, entered on %(day)s") % facts)
            for person, which in zip(people, (_("the first"), _("the second")), strict=True)
            for facts in [{"which": which, "name": person.masked_name(), "day": f"{person.entered_at:%Y-%m-%d}"}]
        ]


class PartForm(forms.Form):
    why = forms.CharField(
        label=_("Why the two records are two people"), max_length=150, help_text=_("It is written to the trail.")
    )
