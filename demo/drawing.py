"""Drawing what happened at a fair, entry by entry, so that the counts come out as the campaign reported them."""

import datetime as dt
import random
from dataclasses import dataclass, field

from demo.firms import Firm, post_row
from demo.people import Someone, weighted
from demo.posts import PostKind

ARRIVAL = {"票": 62, "手机": 17, "证件": 10, "姓名": 6, "表格": 0}


@dataclass
class Place:
    """A person's place at a fair, and when they came."""

    number: str
    who: Someone
    row: dict
    came: list[dt.datetime] = field(default_factory=list)


@dataclass
class Post:
    """A post of the fair with its number."""

    number: str
    firm: Firm
    kind: PostKind


@dataclass
class FairDraw:
    """One fair's sheets while they are drawn."""

    rng: random.Random
    opens: dt.datetime
    closes: dt.datetime
    sheets: dict[str, list[dict]] = field(default_factory=dict)
    firm_numbers: dict[str, str] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    favourites: dict[str, str] = field(default_factory=dict)
    wished: dict[str, list[Post]] = field(default_factory=dict)

    def employers(self, firms: list[Firm], booths: list[str]) -> None:
        """Each firm takes part, with a booth where there is one."""
        rows, start = [], self.opens - dt.timedelta(days=24)
        for index, firm in enumerate(firms):
            number = f"E-{index + 1:03d}"
            self.firm_numbers[firm.name] = number
            at = start + dt.timedelta(days=self.rng.randint(0, 12), hours=self.rng.randint(0, 7), minutes=index % 60)
            booth = {"booth": booths[index]} if booths else {}
            rows.append({"number": number, **firm.row(), **booth, "standing": "参加", "registered_at": _text(at)})
        self.sheets["employers"] = rows

    def vacancies(self, drawn: list[tuple[Firm, PostKind, int]]) -> None:
        """The posts, numbered in the order of the firms."""
        rows = []
        for index, (firm, kind, openings) in enumerate(drawn, 1):
            number = f"P-{index:04d}"
            entered = self.opens - dt.timedelta(days=self.rng.randint(7, 20), minutes=self.rng.randint(0, 400))
            row = post_row(self.rng, firm, kind, openings)
            rows.append({"number": number, **row, "entered_at": _text(entered)})
            self.posts.append(Post(number, firm, kind))
        self.sheets["vacancies"] = rows

    def seekers(self, people: list[Someone], walk_ins: int = 0) -> None:
        """Everybody's place; the last ``walk_ins`` of them came to the door without one."""
        rows = []
        for index, who in enumerate(people, 1):
            number = f"R-{index:05d}"
            is_walk_in = index > len(people) - walk_ins
            days = dt.timedelta(days=self.rng.randint(1, 18), minutes=self.rng.randint(0, 500))
            at = self._moment(0.1, 0.8) if is_walk_in else self.opens - days
            means = "现场" if is_walk_in else weighted(self.rng, {"工作人员": 60, "本人": 36, "监护人": 4})
            row = {"number": number, "ticket": _ticket(self.rng), **who.row(), "means": means}
            if not is_walk_in and self.rng.random() < 0.12:
                row["must_leave_by"] = f"{self.rng.choice((12, 13, 14, 15))}:00"
            elif not is_walk_in and self.rng.random() < 0.03:
                row |= {"can_come_from": "09:30", "must_leave_by": "10:00"}
            rows.append(row | {"registered_at": _text(at)})
            self.places.append(Place(number, who, row | {"registered": at}))
        self.sheets["seekers"] = rows

    def attendances(self, people: list[Place], come_back: int) -> None:
        """Each of ``people`` comes; ``come_back`` of them come a second time, later the same day."""
        comings: list[tuple[dt.datetime, str, str]] = []
        for place in people:
            at = self._moment(0, 0.72)
            if place.row["means"] == "现场":
                at = place.row["registered"] + dt.timedelta(seconds=self.rng.randint(20, 55))
            place.came.append(at)
            means = "现场登记" if place.row["means"] == "现场" else weighted(self.rng, ARRIVAL)
            comings.append((at, place.number, means))
        early = [place for place in people if place.came[0] < self._at(0.55)]
        for place in self.rng.sample(early, come_back):
            at = place.came[0] + (self.closes - place.came[0]) * self.rng.uniform(0.4, 0.9)
            at = at.replace(microsecond=0)
            place.came.append(at)
            comings.append((at, place.number, weighted(self.rng, ARRIVAL)))
        self.sheets["attendances"] = [
            {"number": f"A-{index:06d}", "registration": number, "arrived_at": _text(at), "means": means}
            for index, (at, number, means) in enumerate(sorted(comings), 1)
        ]

    def resumes(self, turn: list[Place], count: int, means: str) -> None:
        """``count`` résumés, handed to firms that look for what the person wishes."""
        drawn: dict[tuple[str, str], dt.datetime] = {}
        for place in turn:
            post = self.choose(place, 1)[0]
            drawn.setdefault((place.number, self.firm_numbers[post.firm.name]), self._after(place))
            if len(drawn) == count:
                break
        entries = sorted((at, *key) for key, at in drawn.items())
        self.sheets["resumes"] = [
            {"number": f"S-{i:05d}", "registration": who, "employer": firm, "means": means, "handed_in_at": _text(at)}
            for i, (at, who, firm) in enumerate(entries, 1)
        ]

    def intents(self, drawn: list[tuple[Place, Post, bool, bool]]) -> None:
        """The intents: (who, which post, the person's word, the employer's word)."""
        entries = sorted((self._after(one[0]), index) for index, one in enumerate(drawn))
        rows = []
        for count, (at, index) in enumerate(entries, 1):
            place, post, seeker, employer = drawn[index]
            rows.append(
                {
                    "number": f"I-{count:05d}",
                    "registration": place.number,
                    "vacancy": post.number,
                    "seeker_agrees": "是" if seeker else "否",
                    "employer_agrees": "是" if employer else "否",
                    "registered_at": _text(at),
                }
            )
        self.sheets["intents"] = rows

    def wishes(self, turn: list[Place], count: int) -> None:
        """The first ``count`` of ``turn`` wish to meet one to three firms; most of these wish to meet them too."""
        rows = []
        for place in turn[:count]:
            for post in self.choose(place, self.rng.choice((1, 2, 2, 3))):
                self.wished.setdefault(place.number, []).append(post)
                for side in ("求职者", "单位") if self.rng.random() < 0.78 else ("求职者",):
                    rows.append({"registration": place.number, "vacancy": post.number, "side": side})
        self.sheets["wishes"] = sorted(rows, key=lambda row: (row["registration"], row["vacancy"], row["side"]))

    def choose(self, place: Place, count: int) -> list[Post]:
        """Up to ``count`` posts of different firms: the favourite firm first, then what was wished for, then any."""
        fits = self.fits(place)
        self.rng.shuffle(fits)
        favourite, wished = self.favourites.get(place.who.name), self.wished.get(place.number, [])
        first_wish = place.who.wish.split("、")[0]
        fits.sort(key=lambda one: (one.firm.name != favourite, one not in wished, one.kind.title != first_wish))
        return list({post.firm.name: post for post in reversed(fits)}.values())[::-1][:count]

    def fits(self, place: Place) -> list[Post]:
        """The posts of a kind that the person wishes for and can do."""
        wished = {kind.title for kind in place.who.kinds} or set(place.who.wish.split("、"))
        skills = set(place.who.skills)
        return [post for post in self.posts if post.kind.title in wished and set(post.kind.required) <= skills]

    def in_turn(self, people: list[Place], first: tuple[str, ...] = ()) -> list[Place]:
        """Who shows themselves to employers and finds a post here, in chance order, the named ones first."""
        willing = [person for person in people if "单位查看" in person.who.consents and self.fits(person)]
        self.rng.shuffle(willing)
        return sorted(willing, key=lambda one: one.who.name not in first)

    def _at(self, share: float) -> dt.datetime:
        return self.opens + (self.closes - self.opens) * share

    def _moment(self, start: float, end: float) -> dt.datetime:
        share = start + (end - start) * self.rng.betavariate(1.3, 2.2)
        return self._at(share).replace(microsecond=0)

    def _after(self, place: Place) -> dt.datetime:
        """A moment after the person came in (or of the stream, where nobody comes in)."""
        if not place.came:
            return self._moment(0.05, 0.95)
        at = place.came[0] + (self.closes - place.came[0]) * self.rng.uniform(0.05, 0.8)
        return at.replace(microsecond=0)


def _ticket(rng: random.Random) -> str:
    return "".join(rng.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(16))


def _text(at: dt.datetime) -> str:
    return at.isoformat(sep=" ", timespec="seconds")
