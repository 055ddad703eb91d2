"""Which region a cell means: 昆都仑区, 包头市昆都仑区, 昆区, or an address that names it."""

import re

from engines.wording import folded
from tongxing.people.models import Region

SUFFIX = re.compile(r"(自治区|自治州|自治县|自治旗|联合旗|街道办事处|街道|苏木|[省市盟旗县区镇乡])$")
NOISE = re.compile(r"[\s·,，、/\\—-]+")


class Places:
    """The regions within ``base``, read once; the same text is looked up once."""

    def __init__(self, base: Region):
        self.base = base
        self._regions = list(Region.objects.filter(path__startswith=base.path).order_by("path"))
        self._by_path = {one.path: one for one in self._regions}
        self._named: dict[str, Region | None] = {}
        self._written: dict[str, Region | None] = {}

    def named(self, text: str) -> Region | None:
        """The region that a cell names, in full or as people shorten it; nothing where none or several fit."""
        said = NOISE.sub("", folded(text))
        if said not in self._named:
            whole = self._in_full(said, short=True)
            self._named[said] = (self._below(whole, said) or whole) if whole else self._shortened(said, self.base.path)
        return self._named[said]

    def written_in(self, text: str) -> Region | None:
        """The smallest region whose full name stands in an address (a city's name may be short)."""
        said = NOISE.sub("", folded(text))
        if said not in self._written:
            self._written[said] = self._in_full(said, short=False)
        return self._written[said]

    def city(self, region: Region) -> str:
        """The path of the league or city that holds ``region``, or its own where it is larger."""
        return ".".join(region.path.split(".")[:2]) + "." if region.path.count(".") > 1 else region.path

    def _in_full(self, said: str, *, short: bool) -> Region | None:
        weights = []
        for one in self._regions:
            weight = self._weight(one, said, short)
            if weight:
                above = [self._by_path[path] for path in _above(one.path) if path in self._by_path]
                weight += sum(self._weight(other, said, True) for other in above)
                weights.append((weight, one.level, one.path))
        if not weights:
            return None
        weights.sort(reverse=True)
        best = weights[0]
        if any(other[:2] == best[:2] for other in weights[1:]):
            return None
        return self._by_path[best[2]]

    @staticmethod
    def _weight(region: Region, said: str, short: bool) -> int:
        if region.name in said:
            return len(region.name)
        stem = SUFFIX.sub("", region.name)
        may_be_short = region.level <= (Region.Level.COUNTY if short else Region.Level.CITY)
        return len(stem) if may_be_short and len(stem) >= 2 and stem in said else 0

    def _below(self, region: Region, said: str) -> Region | None:
        """包头市土右旗: what is left when the names from the top down to ``region`` are taken away."""
        for path in [*_above(region.path), region.path]:
            if path in self._by_path:
                name = self._by_path[path].name
                said = said.removeprefix(name) if said.startswith(name) else said.removeprefix(SUFFIX.sub("", name))
        return self._shortened(said, region.path)

    def _shortened(self, said: str, within: str) -> Region | None:
        """土右旗 is 土默特右旗: the same first and last sign, the others in order."""
        if len(said) < 2:
            return None
        pattern = re.compile(re.escape(said[0]) + "".join(f".*{re.escape(sign)}" for sign in said[1:]))
        counties = (one for one in self._regions if one.level <= Region.Level.COUNTY and one.path.startswith(within))
        fits = [one for one in counties if pattern.fullmatch(one.name)]
        return fits[0] if len(fits) == 1 else None


def _above(path: str) -> list[str]:
    codes = path.rstrip(".").split(".")
    return [".".join(codes[:count]) + "." for count in range(1, len(codes))]
