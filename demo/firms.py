"""Invented firms and their posts."""

import random
from dataclasses import dataclass

from demo.names import Names
from demo.numbers import Phones, credit_code
from demo.people import weighted
from demo.places import Place, Places
from demo.posts import PostKind, Trade, trades

WAGE_FORMS = ("{low}-{high}元", "{low}—{high}元/月", "{low}-{high}", "{low}元/月起")
STREETS = ("创业路", "兴业街", "东风路", "工业大道", "丰州路", "呼伦街", "昭君路", "富强路", "团结街", "科技路")


@dataclass(frozen=True)
class Firm:
    """A firm as employers.xlsx shows it."""

    name: str
    trade: Trade
    place: Place
    credit_code: str
    address: str
    headcount: int
    contact_name: str
    contact_phone: str

    def row(self) -> dict:
        """The columns of employers.xlsx that are the same at every event."""
        return {
            "name": self.name,
            "credit_code": self.credit_code,
            "industry": self.trade.industry,
            "region": self.place.written,
            "region_code": self.place.code,
            "address": self.address,
            "headcount": self.headcount,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
        }


class Firms:
    """Draws firms."""

    def __init__(self, rng: random.Random, places: Places, names: Names):
        self.rng, self.places, self.names = rng, places, names
        self.phones = Phones(900_000)

    def firm(self, code: str, weights: dict[str, int], name: str = "", contact: str = "") -> Firm:
        """A firm of the trade ``code`` in one of the cities."""
        rng, trade = self.rng, trades()[code]
        place = self.places.draw(rng, weights)
        city = self.places.by_code[place.city].name
        return Firm(
            name=name or self.names.firm(city, rng.choice(trade.firms)),
            trade=trade,
            place=place,
            credit_code=credit_code(rng),
            address=f"{place.written}{rng.choice(STREETS)}{rng.randint(1, 180)}号",
            headcount=int(rng.lognormvariate(4.3, 0.9)) + 12,
            contact_name=contact or self.names.person(woman=rng.random() < 0.6, mongolian=rng.random() < 0.15),
            contact_phone=self.phones.give(),
        )


def posts(rng: random.Random, firms: list[Firm], total: int, most: int) -> list[tuple[Firm, PostKind, int]]:
    """(firm, kind, openings) with ``total`` openings in all; every firm has one post at least, ``most`` at most."""
    drawn: list[tuple[Firm, PostKind, int]] = []
    for firm in firms:
        count = min(rng.randint(1, most), len(firm.trade.posts))
        own = [kind for kind in firm.trade.posts if kind not in _common(firm.trade)]
        kinds = list(dict.fromkeys([rng.choice(own), *rng.sample(firm.trade.posts, count)]))[:count]
        drawn += [(firm, kind, rng.randint(*kind.openings)) for kind in kinds]
    counts = [openings for _firm, _kind, openings in drawn]
    while sum(counts) != total:  # the last step to the sum goes where there is room, one opening at a time
        index = rng.randrange(len(counts))
        step = 1 if sum(counts) < total else -1
        if 1 <= counts[index] + step <= drawn[index][1].openings[1] + 6:
            counts[index] += step
    return [(firm, kind, openings) for (firm, kind, _old), openings in zip(drawn, counts, strict=True)]


def _common(trade: Trade) -> set[PostKind]:
    """The posts that several trades have."""
    return {kind for kind in trade.posts if sum(kind in other.posts for other in trades().values()) > 1}


def post_row(rng: random.Random, firm: Firm, kind: PostKind, openings: int) -> dict:
    """The row of vacancies.xlsx, as an employer would fill it in."""
    low = kind.wage[0] + rng.randrange(-2, 4) * 100
    high = kind.wage[1] + rng.randrange(-2, 5) * 100
    welcome = [skill for skill in kind.welcome if rng.random() < 0.8]
    offered = [name for name in kind.offered if rng.random() < 0.9]
    rest = [name for name in kind.arranged if rng.random() < 0.75]
    own = weighted(rng, {"employer": 6, "federation": 4}) == "employer"
    return {
        "employer": firm.name,
        "title": kind.title,
        "openings": openings,
        "wage": rng.choice(WAGE_FORMS).format(low=low, high=high),
        "education": kind.education,
        "region": firm.place.written,
        "region_code": firm.place.code,
        "place": firm.address,
        "from_home": "是" if kind.home else "否",
        "hours": f"每周{kind.hours}小时",
        "duties": kind.duties,
        "requirements": kind.needs,
        "skills_required": "、".join(kind.required),
        "skills_welcome": "、".join(welcome),
        "offered": "、".join(offered),
        "can_arrange": "、".join(rest),
        "cannot": "、".join(kind.cannot),
        "contact_name": firm.contact_name,
        "contact_phone": firm.contact_phone,
        "accommodation_contact": f"{firm.contact_name} {firm.contact_phone}" if own else "",
        "state": "招聘中",
    }
