"""What somebody needs: ticked in groups, and for each thing ticked whether they can do without it."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engines.wording import BY_CODE
from tongxing.people.accommodations import accommodation_groups

HELPS, MUST = "helps", "must"


class NeedsForm(forms.Form):
    """A box for each accommodation, and beside it, once it is ticked, the question how much it is needed."""

    WEIGHTS = ((MUST, _("I cannot do without")), (HELPS, _("helps me")))

    def __init__(self, *args, needs=(), **kwargs):
        self.notes = {need.code: need.note for need in needs}
        initial = {need.code: True for need in needs}
        initial |= {f"weight_{need.code}": MUST if need.is_must else HELPS for need in needs}
        super().__init__(*args, initial=initial, **kwargs)
        for _heading, codes in accommodation_groups():
            for code in codes:
                name = words(BY_CODE[code])
                self.fields[code] = forms.BooleanField(label=name, required=False)
                self.fields[f"weight_{code}"] = forms.ChoiceField(
                    label=name, required=False, choices=self.WEIGHTS, widget=forms.RadioSelect
                )

    def groups(self):
        """(heading, [(box, weight)]) in the order of the page."""
        return [
            (heading, [(self[code], self[f"weight_{code}"]) for code in codes])
            for heading, codes in accommodation_groups()
        ]

    def clean(self):
        data = super().clean()
        for code in BY_CODE:
            if data.get(code) and not data.get(f"weight_{code}"):
                self.add_error(f"weight_{code}", _("Say whether you cannot do without it, or whether it helps."))
        return data

    def needs(self) -> list[tuple[str, bool, str]]:
        """(code, is_must, note) of what is needed; a note that stood there stays."""
        data = self.cleaned_data
        return [(code, data[f"weight_{code}"] == MUST, self.notes.get(code, "")) for code in BY_CODE if data.get(code)]


def words(accommodation) -> str:
    """The accommodation in the reader's language."""
    return accommodation.english if (get_language() or "").startswith("en") else accommodation.chinese
