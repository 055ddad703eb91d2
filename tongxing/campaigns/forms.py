"""What is asked about a campaign and its events."""

from django import forms
from django.core.validators import RegexValidator
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


class CampaignForm(forms.ModelForm):
    hosts = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Hosts, in the order agreed"),
        help_text=_("One name a line. Write 协办 or 承办 and a colon before a co-organiser or executing organiser."),
    )

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

    CAPACITIES = {"协办": Host.Capacity.CO_ORGANISER, "承办": Host.Capacity.EXECUTING, "主办": Host.Capacity.HOST}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = _regions(user)
        if self.instance.pk:
            del self.fields["slug"]
            self.fields["hosts"].initial = "\n".join(map(self._line, self.instance.hosts.filter(event=None)))

    def _line(self, host) -> str:
        word = next(word for word, capacity in self.CAPACITIES.items() if capacity == host.capacity)
        return host.name if host.capacity == Host.Capacity.HOST else f"{word}：{host.name}"

    def clean_hosts(self):
        """(name, capacity) a line."""
        found = []
        for line in self.cleaned_data["hosts"].splitlines():
            word, colon, name = line.strip().replace(":", "：").partition("：")
            if colon and word in self.CAPACITIES:
                found.append((name.strip()[:120], self.CAPACITIES[word]))
            elif line.strip():
                found.append((line.strip()[:120], Host.Capacity.HOST))
        return found

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first one."))
        return cleaned


class EventForm(forms.ModelForm):
    online_address = forms.URLField(required=False, assume_scheme="https", label=_("Web address"))
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
        below = Region.objects.filter(path__startswith=campaign.region.path, level__lte=Region.Level.COUNTY)
        self.fields["region"].queryset = below
        if self.instance.pk:
            del self.fields["key"], self.fields["kind"]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("The end lies before the start."))
        return cleaned
