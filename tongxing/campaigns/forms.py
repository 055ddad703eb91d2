"""What is asked about a campaign and its events."""

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.people.models import Region

KINDS = (
    ("fair", _("job fair")),
    ("ceremony", _("ceremony")),
    ("visit", _("employer visits")),
    ("show", _("performance")),
    ("contest", _("contest")),
    ("giving", _("fund-raising")),
    ("volunteering", _("volunteer day")),
    ("service", _("grass-roots services")),
    ("rehabilitation", _("rehabilitation")),
    ("relief", _("relief visits")),
    ("other", _("something else")),
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _regions(user):
    """The regions in which ``user`` may write, down to counties: a campaign is no smaller."""
    paths = [role.region.path for role in user.current_roles() if role.what in ("clerk", "lead")]
    found = Region.objects.none()
    for path in paths:
        found |= Region.objects.filter(path__startswith=path, level__lte=Region.Level.COUNTY)
    return found


class HostsField(forms.CharField):
    """Hosts in the order agreed, one a line: ``承办：name @ region``; cleaned to (name, capacity, region or None)."""

    CAPACITIES = {"协办": Host.Capacity.CO_ORGANISER, "承办": Host.Capacity.EXECUTING, "主办": Host.Capacity.HOST}
    widget = forms.Textarea(attrs={"rows": 5})

    @classmethod
    def text_of(cls, hosts) -> str:
        """``hosts`` as they are written into the field."""
        return "\n".join(map(cls._line, hosts))

    @classmethod
    def _line(cls, host) -> str:
        word = next(word for word, capacity in cls.CAPACITIES.items() if capacity == host.capacity)
        name = host.name if host.capacity == Host.Capacity.HOST else f"{word}：{host.name}"
        return f"{name} @ {host.region.code} {host.region.name}" if host.region else name

    def clean(self, value):
        hosts = []
        for line in super().clean(value).splitlines():
            text, at, place = line.strip().replace("＠", "@").partition("@")
            word, colon, name = text.strip().replace(":", "：").partition("：")
            is_capacity = bool(colon) and word in self.CAPACITIES
            name = (name if is_capacity else text).strip()[:120]
            if name:
                capacity = self.CAPACITIES[word] if is_capacity else Host.Capacity.HOST
                hosts.append((name, capacity, self._region(place.strip()) if at else None))
        return hosts

    @staticmethod
    def _region(place: str) -> Region:
        """The region that is meant by its code, or by a name that only one region has."""
        regions = Region.objects.filter(valid_until=None, level__lte=Region.Level.COUNTY)
        code = place.partition(" ")[0]
        if code.isdecimal():
            found = list(regions.filter(code=code))
        else:
            found = [one for one in regions.select_related("parent") if place in (one.name, one.full_name())]
        if len(found) != 1:
            sentence = (
                gettext("Several regions are called “%(place)s”. Write the code instead: %(codes)s.")
                if found
                else gettext("The region “%(place)s” is not known. Write its official name, or its code of six digits.")
            )
            codes = "、".join(one.code for one in found)
            raise forms.ValidationError(sentence % {"place": place[:40], "codes": codes})
        return found[0]


HOSTS_HELP = _(
    "One a line. Write 协办 or 承办 and a colon before a co-organiser or executing organiser, and @ with the region "
    "(its name or code) after a federation that has a part in it, as in 承办：潼南区残联 @ 500152. Hosts and executing "
    "organisers run the event, co-organisers look on, each with their own people; the first host leads."
)


class CampaignForm(forms.ModelForm):
    hosts = HostsField(required=False, label=_("Hosts, in the order agreed"), help_text=HOSTS_HELP)

    class Meta:
        model = Campaign
        fields = ("name", "slug", "theme", "brand_line", "summary", "region", "year", "starts_on", "ends_on")
        widgets = {"starts_on": DAY, "ends_on": DAY, "summary": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "name": _("What it is called"),
            "slug": _("Short name in addresses"),
            "theme": _("Theme"),
            "brand_line": _("Brand line"),
            "summary": _("Short description"),
            "region": _("Region"),
            "year": _("Year"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
        }
        help_texts = {"slug": _("Small letters, digits and hyphens, as in dec-2025. It stays the same for good.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = _regions(user)
        if self.instance.pk:
            del self.fields["slug"]
            self.fields["hosts"].initial = HostsField.text_of(self.instance.own_hosts())

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first one."))
        return cleaned


class EventForm(forms.ModelForm):
    online_address = forms.URLField(required=False, assume_scheme="https", label=_("Web address"))
    hosts = HostsField(
        required=False,
        label=_("Hosts of this event, in the order agreed"),
        help_text=format_lazy("{} {}", _("Empty: the campaign's hosts."), HOSTS_HELP),
    )
    kind = forms.ChoiceField(choices=KINDS, label=_("Kind"))
    key = forms.CharField(
        max_length=40,
        label=_("Key"),
        help_text=_(
            "Small letters in words joined by full stops, as in fair.region. Figures begin with it; it stays for good."
        ),
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", _("Use small letters, as in fair.region or show.baotou.")
            )
        ],
    )

    class Meta:
        model = Event
        fields = (
            "name", "kind", "key", "summary", "region", "place", "address", "online_address", "starts_at", "ends_at",
        )  # fmt: skip
        widgets = {"starts_at": MOMENT, "ends_at": MOMENT, "summary": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "name": _("What it is called"),
            "summary": _("What happens"),
            "region": _("Region"),
            "place": _("Place"),
            "address": _("Address"),
            "starts_at": _("Starts"),
            "ends_at": _("Ends"),
        }

    def __init__(self, *args, user, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        near = Q(pk=self.instance.region_id)
        for region in campaign.host_regions():
            near |= Q(path__startswith=region.path)
        self.fields["region"].queryset = Region.objects.filter(near, level__lte=Region.Level.COUNTY)
        if self.instance.pk:
            del self.fields["key"], self.fields["kind"]
            self.fields["hosts"].initial = HostsField.text_of(self.instance.hosts.select_related("region"))

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("The end lies before the start."))
        return cleaned
