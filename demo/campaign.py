"""The campaign of December 2025: three fairs drawn entry by entry, and the calendar around them."""

import datetime as dt
import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from demo.drawing import FairDraw, Place, Post
from demo.firms import Firm, Firms, posts
from demo.live import Programme, Viewers, programme
from demo.people import People, Someone
from demo.places import Places
from demo.posts import trades

HOHHOT, BAOTOU = "150100", "150200"
REGION_FIRMS = {"manufacturing": 18, "electro": 14, "trade": 16, "energy": 12, "medicine": 9, "farm": 14}
LIVE_FIRMS = {"online": 22, "trade": 8, "medicine": 5, "energy": 6}
BAOTOU_FIRMS = {"live_selling": 9, "handicraft": 8, "support": 7}
NEAR_HOHHOT = {"150100": 60, "150200": 14, "150900": 12, "150600": 6, "150800": 4, "152500": 2, "150400": 2}
EVERYWHERE = {
    "150100": 30, "150200": 18, "150400": 10, "150500": 9, "150700": 7, "150900": 8, "150600": 6, "150800": 6,
    "152200": 3, "152500": 2, "152900": 1, "150300": 2,
}  # fmt: skip
LETTERS = {"manufacturing": "A", "electro": "B", "trade": "C", "energy": "D", "medicine": "E", "farm": "F"}
HALLS = (("一号厅", ("manufacturing", "electro")), ("二号厅", ("trade", "energy")), ("三号厅", ("medicine", "farm")))
BAKERY = "呼和浩特市青禾麦香烘焙食品有限公司"
CAST = ("林晓雯", "包志强")


class Story:
    """The whole campaign from one seed."""

    def __init__(self, seed: int):
        self.rng = random.Random(seed)
        self.places = Places()
        self.people = People(self.rng, self.places)
        self.firms = Firms(self.rng, self.places, self.people.names)
        self.outline: dict[str, Any] = tomllib.loads(
            Path(__file__).with_name("outline.toml").read_text(encoding="utf-8")
        )
        self.lin, self.bao = self._lin(), self._bao()
        self.region_firms: list[Firm] = []
        self.region_people: list[Someone] = []
        self.seed = seed
        self.rows = {"fair.region": self._region(), "fair.live": self._live(), "fair.baotou": self._baotou()}

    def _lin(self) -> Someone:
        return self.people.cast(
            "林晓雯", dt.date(2003, 5, 18), True, 2, "150105",
            education="高中", wish="面点烘焙师、包装工", wage=3500, hours="每周36-48小时", from_home="不居家",
            reach="本盟市", skills=("烘焙", "裱花", "称量"), needs=("书面说明",), helps=("手语翻译",),
            about="喜欢做面包，在特殊教育学校学过两年烘焙。", experience="第一次找工作；学校实习过三个月。",
            kinds=_kinds("面点烘焙师", "包装工"),
        )  # fmt: skip

    def _bao(self) -> Someone:
        return self.people.cast(
            "包志强", dt.date(1988, 9, 2), False, 4, "150203",
            education="大专", wish="网店客服、数据标注员、电话客服", wage=3200, hours="每周30-40小时",
            from_home="都可以", reach="本省区", skills=("打字", "电脑操作", "普通话", "蒙古语", "办公软件"),
            needs=("无台阶通道", "无障碍卫生间"), helps=("居家办公", "高度合适的工位"),
            about="坐轮椅出行，做过五年网店客服。", experience="2018年至2023年，做过网店客服。",
            kinds=_kinds("网店客服", "数据标注员", "电话客服"),
        )  # fmt: skip

    def _event(self, key: str) -> dict[str, Any]:
        return next(event for event in self.outline["events"] if event["key"] == key)

    def _draw(self, key: str) -> FairDraw:
        event = self._event(key)
        return FairDraw(self.rng, event["starts_at"], event["ends_at"])

    def _region(self) -> dict[str, list[dict]]:
        draw, rng = self._draw("fair.region"), self.rng
        for code, count in REGION_FIRMS.items():
            firms = [self.firms.firm(code, {HOHHOT: 70, BAOTOU: 12, "150900": 10, "150600": 8}) for _ in range(count)]
            if code == "farm":
                firms[0] = self.firms.firm(code, {HOHHOT: 1}, name=BAKERY, contact="赵敏")
                firms[0] = replace(firms[0], place=self.places.by_code["150105"], address="呼和浩特市赛罕区丰州路66号")
            self.region_firms += firms
        booths = self._halls(self._event("fair.region"))
        draw.employers(self.region_firms, booths)
        drawn = posts(rng, self.region_firms, 1779, 6)
        if not any(firm.name == BAKERY and kind.title == "面点烘焙师" for firm, kind, _count in drawn):
            index = next(index for index, one in enumerate(drawn) if one[0].name == BAKERY)
            drawn[index] = (drawn[index][0], _kinds("面点烘焙师")[0], drawn[index][2])
        draw.vacancies(drawn)
        wished = tuple(REGION_FIRMS)
        self.region_people = [self.people.someone(NEAR_HOHHOT, wished) for _ in range(1_009)]
        self.region_people[3], self.region_people[8] = self.lin, self.bao
        draw.seekers(self.region_people, walk_ins=41)
        absent = set(rng.sample([place.number for place in draw.places[20:960]], 60))
        came = [place for place in draw.places if place.number not in absent]
        draw.attendances(came, come_back=60)
        draw.favourites["林晓雯"] = BAKERY
        turn = draw.in_turn(came, CAST)
        draw.wishes(turn, 170)
        draw.resumes(turn, 111, "现场")
        draw.intents(_pairs(draw, turn, 150, employer_thinks=23))
        self._finish("fair.region", "on_site", _shifts("2025-12-03", (9, 12), (13, 16)))
        return draw.sheets

    def _live(self) -> dict[str, list[dict]]:
        draw, rng = self._draw("fair.live"), self.rng
        firms = rng.sample(self.region_firms, 38)
        for code, count in LIVE_FIRMS.items():
            firms += [self.firms.firm(code, EVERYWHERE) for _ in range(count)]
        draw.employers(firms, [])
        draw.vacancies(posts(rng, firms, 863, 3))
        earlier = [person for person in self.region_people if person not in (self.lin, self.bao)]
        new = [self.people.someone(EVERYWHERE, ("online", "trade", "energy", "medicine")) for _ in range(92)]
        draw.seekers([self.bao, *rng.sample(earlier, 34), *new])
        draw.resumes(draw.in_turn(draw.places, CAST), 85, "网上")
        self.viewers = Viewers(draw.opens, draw.closes, 14_493, self.seed)
        draw.sheets["viewings"] = self.viewers.rows()
        self._finish("fair.live", "live", [])
        return draw.sheets

    def programme(self) -> Programme:
        """When each employer was shown in the stream, what was said and asked."""
        event = self._event("fair.live")
        return programme(self.rows["fair.live"], event["starts_at"], event["ends_at"], self.seed)

    def _baotou(self) -> dict[str, list[dict]]:
        draw, rng = self._draw("fair.baotou"), self.rng
        firms = [self.firms.firm(code, {BAOTOU: 1}) for code, count in BAOTOU_FIRMS.items() for _ in range(count)]
        event = self._event("fair.baotou")
        draw.employers(firms, self._small_hall(event, firms))
        draw.vacancies(posts(rng, firms, 211, 3))
        people = [self.people.someone({BAOTOU: 1}, tuple(BAOTOU_FIRMS)) for _ in range(288)]
        draw.seekers([self.bao, *people], walk_ins=22)
        came = [place for index, place in enumerate(draw.places) if index % 12 != 7]
        draw.attendances(came, come_back=9)
        turn = draw.in_turn(came, CAST)
        draw.wishes(turn, 60)
        draw.resumes(turn, 58, "现场")
        draw.intents(_preliminary(draw, turn, people_count=32, twice=7, one_sided=11))
        self._finish("fair.baotou", "on_site", _shifts("2025-12-04", (9, 13)))
        return draw.sheets

    def _finish(self, key: str, mode: str, interpreters: list[dict]) -> None:
        fair = self._event(key).setdefault("fair", {})
        fair |= {"mode": mode, "state": "closed", "interview_minutes": 15, "interpreters": interpreters}

    def _halls(self, event: dict[str, Any]) -> list[str]:
        """Three halls with a zone for each trade; gives the booths in the order of the firms."""
        halls: list[dict[str, Any]] = []
        booths: list[str] = []
        for name, codes in HALLS:
            zones = []
            for code in codes:
                numbers = [f"{LETTERS[code]}{index:02d}" for index in range(1, REGION_FIRMS[code] + 1)]
                booths += numbers
                features = ["step_free", "low_counter"] if code in ("trade", "medicine") else ["step_free"]
                rows = [{"number": number, "desks": 2 if self.rng.random() < 0.3 else 1} for number in numbers]
                zones.append({"name": trades()[code].zone, "features": features, "booths": rows})
            halls.append({"name": name, "features": ["step_free"], "zones": zones})
        halls[0]["quiet_rooms"] = ["安静间一", "安静间二"]
        halls[1]["zones"] += [
            {"name": "政策咨询", "purpose": "policy desk", "features": ["step_free", "induction_loop"]},
            {"name": "简历指导", "purpose": "résumé clinic", "features": ["step_free", "quiet"]},
        ]
        halls[2]["zones"] += [
            {"name": "义卖区", "purpose": "charity sale", "features": ["step_free"]},
            {"name": "才艺与技能展示", "purpose": "art and skills", "features": ["step_free"]},
            {"name": "舞台", "purpose": "stage", "features": ["step_free", "induction_loop"]},
            {"name": "手语服务台", "purpose": "sign-language desk", "features": ["step_free", "low_counter"]},
        ]
        event["fair"] = {"halls": halls}
        return booths

    def _small_hall(self, event: dict[str, Any], firms: list[Firm]) -> list[str]:
        numbers, zones = [], []
        for letter, code in zip("KSF", BAOTOU_FIRMS, strict=True):
            own = [f"{letter}{index:02d}" for index in range(1, BAOTOU_FIRMS[code] + 1)]
            numbers += own
            rows = [{"number": one} for one in own]
            zones.append({"name": trades()[code].zone, "features": ["step_free"], "booths": rows})
        hall = {
            "name": "多功能厅",
            "features": ["step_free", "induction_loop"],
            "quiet_rooms": ["谈话间"],
            "zones": zones,
        }
        event["fair"] = {"halls": [hall]}
        return numbers[: len(firms)]


def _kinds(*titles: str):
    kinds = {kind.title: kind for trade in trades().values() for kind in trade.posts}
    return tuple(kinds[title] for title in titles)


def _shifts(day: str, *spans: tuple[int, int]) -> list[dict]:
    shifts = []
    for start, end in spans:
        times = {"starts_at": _clock(day, start), "ends_at": _clock(day, end)}
        shifts += [{"name": "苏日娜", "languages": ["sign", "mongolian"], **times}]
        shifts += [{"name": name, "languages": ["sign"], **times} for name in ("马静", "高宇")]
    return shifts


def _clock(day: str, hour: int) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour))


def _pairs(
    draw: FairDraw, turn: list[Place], count: int, *, employer_thinks: int
) -> list[tuple[Place, Post, bool, bool]]:
    """``count`` intents of different person and post; the employers of ``employer_thinks`` have not answered yet."""
    drawn: dict[tuple[str, str], tuple[Place, Post]] = {}
    for place in turn:
        for post in draw.choose(place, draw.rng.choice((1, 1, 1, 2))):
            if len(drawn) < count:
                drawn.setdefault((place.number, post.number), (place, post))
    thinking = set(draw.rng.sample(range(2, count), employer_thinks))
    return [(place, post, True, index not in thinking) for index, (place, post) in enumerate(drawn.values())]


def _preliminary(
    draw: FairDraw, turn: list[Place], *, people_count: int, twice: int, one_sided: int
) -> list[tuple[Place, Post, bool, bool]]:
    """Intents of both sides by ``people_count`` people, ``twice`` of them with two, and ``one_sided`` of others."""
    able = [place for place in turn if len(draw.choose(place, 2)) > 1]
    both = able[:people_count]
    others = [place for place in turn if place not in both][:one_sided]
    drawn = [
        (place, post, True, True)
        for index, place in enumerate(both)
        for post in draw.choose(place, 2 if index < twice else 1)
    ]
    for index, place in enumerate(others):
        drawn.append((place, draw.choose(place, 1)[0], index % 3 != 0, index % 3 == 0))
    return drawn
