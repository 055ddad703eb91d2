"""The hosts of a campaign or an event on its form: a row each, with its part and its region from a list."""

from django import forms
from django.utils.translation import gettext

from tongxing.campaigns.models import Host
from tongxing.people.models import Region

SPARE = 3
"""Empty rows below those that are filled in."""
MOST = 40


class HostsWidget(forms.Widget):
    """Rows of name, part and region; ``regions`` are offered while the region is typed, also without script."""

    template_name = "campaigns/hosts_widget.html"
    use_fieldset = True
    regions = Region.objects.none()

    def value_from_datadict(self, data, files, name):
        rows = []
        while len(rows) < MOST and f"{name}-{len(rows)}-name" in data:
            at = f"{name}-{len(rows)}"
            rows.append({part: data.get(f"{at}-{part}", "").strip() for part in ("name", "capacity", "region")})
        return rows

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-0-name" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or [] if row["name"] or row["region"]]
        blank = {"name": "", "capacity": Host.Capacity.HOST.value, "region": ""}
        context["rows"] = [(f"{name}-{at}", row) for at, row in enumerate([*rows, *[blank] * SPARE])]
        context["capacities"] = Host.Capacity.choices
        context["regions"] = [written(region) for region in self.regions]
        return context


class HostsField(forms.Field):
    """Hosts in the order agreed; cleaned to (name, capacity, region or None) each."""

    widget = HostsWidget

    @classmethod
    def rows_of(cls, hosts) -> list[dict]:
        """``hosts`` as they stand in the rows."""
        return [
            {"name": host.name, "capacity": host.capacity, "region": written(host.region) if host.region else ""}
            for host in hosts
        ]

    def clean(self, value):
        hosts = []
        for row in value or []:
            if row["region"] and not row["name"]:
                sentence = gettext("Write which host it is that stands for “%(place)s”.")
                raise forms.ValidationError(sentence % {"place": row["region"][:40]})
            if row["name"]:
                capacity = row["capacity"] if row["capacity"] in Host.Capacity else Host.Capacity.HOST
                hosts.append((row["name"][:120], capacity, self._region(row["region"]) if row["region"] else None))
        return hosts

    @staticmethod
    def _region(place: str) -> Region:
        """The region that is meant by its code, or by a name that only one region has."""
        regions = Region.objects.filter(valid_until=None, level__lte=Region.Level.COUNTY).select_related("parent")
        code = place.partition(" ")[0]
        if code.isdecimal():
            matches = list(regions.filter(code=code))
        else:
            matches = [region for region in regions if place in (region.name, region.full_name())]
        if len(matches) != 1:
            sentence = (
                gettext("Several regions are called “%(place)s”. Choose one of: %(choices)s.")
                if matches
                else gettext(
                    "The region “%(place)s” is not known. Choose it from the list, or write its official name."
                )
            )
            choices = "、".join(map(written, matches))
            raise forms.ValidationError(sentence % {"place": place[:40], "choices": choices})
        return matches[0]


def written(region: Region) -> str:
    """A region as the list offers it and as it is read back: 150402 赤峰市红山区."""
    return f"{region.code} {region.full_name()}"


def offered_beside(home: Region | None):
    """The regions to choose from: every province and city, and the counties of ``home``'s province."""
    regions = Region.objects.filter(valid_until=None).select_related("parent").order_by("code")
    wide = regions.filter(level__lte=Region.Level.CITY)
    if home is None:
        return wide
    province = home.path.partition(".")[0]
    return wide | regions.filter(path__startswith=f"{province}.", level=Region.Level.COUNTY)
