"""What is asked about a campaign and its events."""

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.campaigns.actions import RESERVED
from tongxing.campaigns.hosts import HostsField, offered_beside
from tongxing.campaigns.models import Campaign, Event
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


def _own_region(user) -> Region | None:
    """The region of the first role in which ``user`` writes."""
    return next((role.region for role in user.current_roles() if role.what in ("clerk", "lead")), None)


HOSTS_HELP = _(
    "The region is that of a federation which has a part in it: type a few letters of its name and choose. Hosts and "
    "executing organisers run the event, co-organisers look on, each with their own people; the first host leads."
)


class CampaignForm(forms.ModelForm):
    hosts = HostsField(required=False, label=_("Hosts, in the order agreed"), help_text=HOSTS_HELP)

    class Meta:
        model = Campaign
        fields = ("name", "starts_on", "ends_on", "region", "theme", "brand_line", "summary", "slug")
        widgets = {"starts_on": DAY, "ends_on": DAY, "summary": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "name": _("What it is called"),
            "slug": _("Short name in addresses"),
            "theme": _("Theme"),
            "brand_line": _("Brand line"),
            "summary": _("Short description"),
            "region": _("Region"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
        }
        help_texts = {
            "slug": _("Small letters, digits and hyphens. Changed, links that were sent before lead nowhere.")
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = _regions(user)
        self.fields["region"].initial = _own_region(user)
        self.fields["hosts"].widget.regions = offered_beside(_own_region(user))
        if not self.instance.pk:
            del self.fields["slug"]
        else:
            self.fields["hosts"].initial = HostsField.rows_of(self.instance.own_hosts())

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first one."))
        if first:
            cleaned["year"] = first.year
        return cleaned

    def clean_slug(self):
        if self.cleaned_data["slug"] in RESERVED:
            raise forms.ValidationError(gettext("This short name leads to another page. Choose another one."))
        return self.cleaned_data["slug"]

    def further(self):
        """Fields that nobody needs at first: they stand folded up at the end."""
        return [self[name] for name in ("slug",) if name in self.fields]

    def plain(self):
        """All other fields, in order."""
        return [field for field in self if field.name not in ("slug",)]


class EventForm(forms.ModelForm):
    online_address = forms.URLField(required=False, assume_scheme="https", label=_("Web address"))
    hosts = HostsField(
        required=False,
        label=_("Hosts of this event, in the order agreed"),
        help_text=format_lazy("{}{}", _("Empty: the campaign's hosts. "), HOSTS_HELP),
    )
    kind = forms.ChoiceField(choices=KINDS, label=_("Kind"))

    class Meta:
        model = Event
        fields = (
            "kind", "name", "starts_at", "ends_at", "region", "place", "address", "online_address", "summary",
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
        help_texts = {"place": _("A job fair needs one; where it is only shown live, its web address.")}

    def __init__(self, *args, user, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        near = Q(pk=self.instance.region_id)
        for region in campaign.host_regions():
            near |= Q(path__startswith=region.path)
        self.fields["region"].queryset = Region.objects.filter(near, level__lte=Region.Level.COUNTY)
        self.fields["region"].initial = campaign.region_id
        self.fields["hosts"].widget.regions = offered_beside(campaign.region)
        if self.instance.pk:
            del self.fields["kind"]
            self.fields["hosts"].initial = HostsField.rows_of(self.instance.hosts.select_related("region"))

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("The end lies before the start."))
        is_fair = (cleaned.get("kind") or self.instance.kind) == "fair"
        if is_fair and not cleaned.get("place") and not cleaned.get("online_address"):
            self.add_error(
                "place", _("Write where the fair is held; for one that is only shown live, its web address.")
            )
        return cleaned
