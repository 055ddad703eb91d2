"""Which region a row means: by its code where it has one, else by name within the campaign's region."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tongxing.common.sheets import Remark, Row
from tongxing.folders.reading.sheet import SheetReader
from tongxing.jobs.sheets.places import Place, Places
from tongxing.people.models import Region


class Regions:
    """All regions by code, and those of a campaign by name.

    ``base`` is the campaign's region; ``first`` are those that settle a name which several of its places have.
    """

    def __init__(self, base: Region, first: Sequence[Region] = (), by_code: dict[str, Region] | None = None):
        self.base, self.within = base, [*first, base]
        self.places = Places(base, self.within)
        self.by_code = by_code or {region.code: region for region in Region.objects.all()}

    def at(self, *codes: str) -> "Regions":
        """The same for an event that takes place in ``codes``: a name that lies there as well is meant there."""
        first = [self.by_code[code] for code in codes if code in self.by_code]
        return Regions(self.base, first, self.by_code) if first != [self.base] else self

    def of(self, reader: SheetReader, row: Row, default: Region | None) -> Region | None:
        """The region of ``row``; ``default`` where it says nothing. A code that is not known is a problem."""
        code = row.text("region_code")
        if code:
            if code not in self.by_code:
                reader.wrong(row, "region_code", unknown_region(code))
            return self.by_code.get(code)
        return default

    def named(self, reader: SheetReader, row: Row) -> Region | None:
        """``of``, with the name in the column ``region`` where there is no code."""
        text = row.text("region")
        place = self.places.named(text) if text else Place(self.base)
        if place.problem and not row.text("region_code"):
            reader.wrong(row, "region", _("%(problem)s Or write the code beside it.") % {"problem": place.problem})
        elif place.doubt and not row.text("region_code"):
            reader.doubt(Remark("region", row.address("region"), place.doubt))
        return self.of(reader, row, place.region)


def unknown_region(code: str) -> str:
    """The sentence for a code that is not loaded."""
    sentence = _(
        "The region %(code)s is not known. Load its province (tongxing regions load FILE), "
        "or put its regions.csv into the folder."
    )
    return sentence % {"code": code}
