"""Fields that several forms about people share."""

from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongxing.common.finder import FinderSelect
from tongxing.common.refusal import Refused
from tongxing.people import identifiers
from tongxing.people.models import Region
from tongxing.people.sounds import sound_of_place


class Checked(forms.CharField):
    """Text that one of ``people.identifiers`` reads; its refusal stands at the field."""

    def __init__(self, *, read, **kwargs):
        super().__init__(**kwargs)
        self.read = read

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.read(text)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


def name_field(label) -> forms.CharField:
    """Somebody's name."""
    return forms.CharField(label=label, max_length=60, widget=forms.TextInput({"autocomplete": "name"}))


def phone_field(**kwargs) -> Checked:
    """A mobile number."""
    settings = {
        "label": _("Mobile number"),
        "help_text": _("11 digits, for example 138 1234 5678."),
        "max_length": 30,
        "widget": forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    }
    return Checked(read=identifiers.mobile, **{**settings, **kwargs})


def certificate_field(**kwargs) -> Checked:
    """A disability certificate's number, never filled in again once it is kept."""
    settings = {
        "label": _("Disability certificate number"),
        "help_text": _("The 20 digits on the card. It is kept sealed; employers never see it."),
        "max_length": 40,
        "required": False,
        "widget": forms.TextInput({"autocomplete": "off"}),
    }
    return Checked(read=identifiers.certificate, **{**settings, **kwargs})


class RegionSelect(FinderSelect):
    """A list of regions, found by name, pinyin and initials too."""

    label = _("Regions")
    placeholder = _("type the name, for example 东河")
    count = _("{} regions found; choose with the arrow keys")
    none = _("No region here is called so. Write the first signs of its name or of the city it lies in.")

    def words_of(self, value, label):
        return _sound(label)


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    return sound_of_place(name)


class RegionField(forms.ModelChoiceField):
    """A banner, county or district, grouped by league or city. One query."""

    widget = RegionSelect

    def __init__(self, *, regions=None, **kwargs):
        super().__init__(queryset=Region.objects.none(), **{"label": _("Banner, county or district"), **kwargs})
        if regions is not None:
            self.offer(regions)

    def offer(self, regions) -> None:
        """Let the reader choose among ``regions``; a city is offered itself only where nothing lies below it."""
        self.queryset = regions
        listed = list(regions.order_by("code"))
        above = {region.parent_id for region in listed}
        by_pk = {region.pk: region for region in listed}
        groups: dict[str, list] = {}
        for region in listed:
            if region.level < Region.Level.COUNTY and region.pk in above:
                continue
            parent = by_pk.get(region.parent_id)
            groups.setdefault(parent.name if parent else region.name, []).append((region.pk, region.name))
        self.choices = [("", _("Choose")), *groups.items()]


def all_counties():
    """What the public chooses from: leagues and cities with their banners, counties and districts."""
    return Region.objects.filter(level__in=[Region.Level.CITY, Region.Level.COUNTY], valid_until=None)


def townships_of(county: Region):
    """The streets and townships of ``county`` that the platform knows; none where it was not given any."""
    return Region.objects.filter(parent=county, level=Region.Level.TOWNSHIP, valid_until=None).order_by("code")
