"""Makers, exhibits, times of demonstrations, and letters to makers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Consent
from tongxing.zones import listing
from tongxing.zones.models import Exhibit

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MakerForm(forms.Form):
    """Who shows something."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For the federation; not shown."))
    shown_as = forms.CharField(
        label=_("Shown as"),
        max_length=120,
        required=False,
        help_text=_("As they wish to be named: full name, a pen name, the workshop. Empty: as above."),
    )
    is_workshop = forms.BooleanField(label=_("A workshop or a group"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, help_text=_("Kept sealed, for the federation alone.")
    )


class YesForm(forms.Form):
    """In which way the maker agreed to be shown."""

    means = forms.ChoiceField(
        label=_("How the maker agreed"),
        choices=[
            (Consent.Means.PAPER, Consent.Means.PAPER.label),
            (Consent.Means.GUARDIAN, Consent.Means.GUARDIAN.label),
        ],
        widget=forms.RadioSelect,
    )


class ExhibitForm(forms.ModelForm):
    """One work or demonstration."""

    sign_url = forms.URLField(
        label=_("Video in sign language"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of a video that tells the same."),
    )

    class Meta:
        model = Exhibit
        fields = ("kind", "title", "zone", "place", "description", "transcript", "sign_url", "is_withdrawn")
        labels = {
            "kind": _("What it is"),
            "title": _("Title"),
            "zone": _("Zone"),
            "place": _("Where in the zone"),
            "description": _("For people who cannot see it"),
            "transcript": _("For people who cannot hear it"),
            "is_withdrawn": _("No longer shown"),
        }
        help_texts = {
            "description": _("What it is, how large, what it is made of, how it feels, what it shows."),
            "transcript": _("What is said and heard. For a silent work, leave it empty."),
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, fair, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self.fields["zone"]
        zone.queryset, zone.empty_label = listing.zones_of(fair), _("no zone of its own")
        zone.label_from_instance = lambda one: f"{one.hall} · {one}"

    def _post_clean(self):
        """The action says what is missing."""


class PictureForm(forms.Form):
    file = forms.FileField(label=_("Photograph"), help_text=_("JPEG, PNG or WebP, at most 10 MiB."))
    alternative = forms.CharField(
        label=_("What it shows"),
        max_length=300,
        help_text=_("One sentence. People who do not see the photograph hear this sentence."),
    )


class ShowingForm(forms.Form):
    starts_at = forms.DateTimeField(label=_("Begins"), widget=MOMENT)
    ends_at = forms.DateTimeField(label=_("Ends"), widget=MOMENT)


class InquiryForm(forms.Form):
    """A letter to a maker, passed on by the federation."""

    name = forms.CharField(label=_("Your name"), max_length=60)
    contact = forms.CharField(
        label=_("How you can be reached"), max_length=120, help_text=_("Telephone, e-mail or WeChat name.")
    )
    text = forms.CharField(
        label=_("Your letter"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you would like to ask, order or learn."),
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What was done with the letter"), max_length=200)
