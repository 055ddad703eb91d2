"""Which region a row means: by its code where it has one, else by name within the campaign's region."""

from django.utils.translation import gettext as _

from tongxing.common.sheets import Row
from tongxing.folders.reading.sheet import SheetReader
from tongxing.jobs.sheets.places import Places
from tongxing.people.models import Region


class Regions:
    """All regions by code, and those within ``base`` by name."""

    def __init__(self, base: Region):
        self.base, self.places = base, Places(base)
        self.by_code = {region.code: region for region in Region.objects.all()}

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
        found = self.places.named(text) if text else self.base
        if found is None and not row.text("region_code"):
            sentence = _("“%(text)s” was not found in %(region)s. Write the official name, or the code beside it.")
            reader.wrong(row, "region", sentence % {"text": text[:40], "region": self.base})
        return self.of(reader, row, found)


def unknown_region(code: str) -> str:
    """The sentence for a code that is not loaded."""
    sentence = _(
        "The region %(code)s is not known. Load its province (tongxing regions load FILE), "
        "or put its regions.csv into the folder."
    )
    return sentence % {"code": code}
