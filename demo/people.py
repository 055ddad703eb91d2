"""Invented people who look for work: who they are, what they wish, can do and need."""

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from demo.names import Names
from demo.numbers import Phones, citizen_id
from demo.places import Places
from demo.posts import PostKind, trades

DAY = dt.date(2025, 12, 3)
CATEGORIES = {1: 14, 2: 24, 3: 4, 4: 38, 5: 9, 6: 7, 7: 4}
"""How often each category of certificate is drawn."""
NEEDS = {
    1: (("读屏软件", "大字材料"), ("家人陪同", "上下班接送")),
    2: (("手语翻译", "书面说明"), ("文字直播或字幕", "助听感应环路")),
    3: (("书面说明",), ("多一些时间",)),
    4: (("无台阶通道", "无障碍卫生间", "可以坐着工作"), ("高度合适的工位", "上下班接送", "无障碍宿舍", "居家办公")),
    5: (("易读说明", "就业辅导员"), ("家人陪同", "随时休息")),
    6: (("弹性工作时间", "随时休息", "安静的地方"), ("多一些时间",)),
    7: (("就业辅导员",), ("随时休息", "多一些时间")),
}
"""Needs that go with a category for the drawing alone: (one of these as a must, these as a help)."""
FEW_NEEDS = 0.25
"""The share of people who say that they need nothing particular."""
CONSENTS = ("匹配", "单位查看", "联系", "统计")
EDUCATION = {"小学": 10, "初中": 38, "高中": 28, "大专": 16, "本科": 7, "不限": 1}
LEVELS = ("不限", "小学", "初中", "高中", "大专", "本科")


@dataclass(frozen=True)
class Someone:
    """A person as every sheet shows them."""

    name: str
    phone: str
    certificate: str
    region: str
    region_code: str
    education: str
    wish: str
    wage: int | str
    hours: str
    from_home: str
    reach: str
    skills: tuple[str, ...]
    needs: tuple[str, ...]
    helps: tuple[str, ...]
    about: str
    experience: str
    shows_phone: str
    shows_needs: str
    consents: tuple[str, ...] = CONSENTS
    kinds: tuple[PostKind, ...] = field(default=(), compare=False)

    def row(self) -> dict:
        """The columns of seekers.xlsx that are the same at every event."""
        return {
            "name": self.name,
            "phone": self.phone,
            "certificate": self.certificate,
            "region": self.region,
            "region_code": self.region_code,
            "education": self.education,
            "wish": self.wish,
            "wage": self.wage,
            "hours": self.hours,
            "from_home": self.from_home,
            "reach": self.reach,
            "skills": "、".join(self.skills),
            "needs": "、".join(self.needs),
            "helps": "、".join(self.helps),
            "about": self.about,
            "experience": self.experience,
            "shows_phone": self.shows_phone,
            "shows_needs": self.shows_needs,
            "consents": "、".join(self.consents),
        }


class People:
    """Draws people; no number is given twice."""

    def __init__(self, rng: random.Random, places: Places):
        self.rng, self.places = rng, places
        self.names, self.phones = Names(rng), Phones(1_000)
        self.orders: set[str] = set()

    def someone(self, weights: dict[str, int], wished: tuple[str, ...]) -> Someone:
        """Somebody who lives in one of the cities of ``weights`` and wishes for work of the trades ``wished``."""
        rng = self.rng
        woman, mongolian = rng.random() < 0.46, rng.random() < 0.19
        category = weighted(rng, CATEGORIES)
        born = DAY - dt.timedelta(days=rng.randint(18 * 365 + 10, 56 * 365))
        place = self.places.draw(rng, weights)
        level = weighted(rng, EDUCATION)
        kinds = self._kinds(wished, level)
        needs, helps = self._needs(category)
        first = kinds[0]
        age = (DAY - born).days // 365
        floor = rng.choice((0, first.wage[0] - 400, first.wage[0], first.wage[0] + 200))
        return Someone(
            name=self.names.person(woman=woman, mongolian=mongolian),
            phone=self.phones.give(),
            certificate=self._certificate(born, woman, category),
            region=place.written,
            region_code=place.code,
            education=level,
            wish="、".join(kind.title for kind in kinds),
            wage=floor // 100 * 100 or "",
            hours=f"每周{rng.choice((20, 30, 36))}-{rng.choice((44, 48, 48, 54))}小时",
            from_home="都可以" if "居家办公" in (*needs, *helps) or rng.random() < 0.15 else "不居家",
            reach=weighted(rng, {"本旗县": 12, "本盟市": 50, "本省区": 34, "全国": 4}),
            skills=self._skills(kinds, mongolian),
            needs=(*needs, *(("蒙古语翻译",) if mongolian and rng.random() < 0.12 else ())),
            helps=helps,
            about=rng.choice(ABOUT),
            experience=self._experience(age, first),
            shows_phone="是" if rng.random() < 0.8 else "否",
            shows_needs="是" if rng.random() < 0.7 else "否",
            consents=CONSENTS if rng.random() < 0.86 else ("匹配", "联系"),
            kinds=kinds,
        )

    def cast(self, name: str, born: dt.date, woman: bool, category: int, place: str, **facts) -> Someone:
        """One of the people of the story, with what is told of them."""
        found = self.places.by_code[place]
        someone = self.someone({place[:4] + "00": 1}, ("farm",))
        return replace(
            someone,
            name=name,
            certificate=self._certificate(born, woman, category, level=2),
            region=found.written,
            region_code=found.code,
            consents=CONSENTS,
            shows_phone="是",
            shows_needs="是",
            **facts,
        )

    def _certificate(self, born: dt.date, woman: bool, category: int, level: int = 0) -> str:
        while True:
            order = self.rng.randrange(0 if woman else 1, 1000, 2)
            number = citizen_id(born, order)
            if number not in self.orders:
                self.orders.add(number)
                return f"{number}{category}{level or weighted(self.rng, {1: 12, 2: 27, 3: 31, 4: 30})}"

    def _kinds(self, wished: tuple[str, ...], level: str) -> tuple[PostKind, ...]:
        """One to three kinds of work within reach of the person's schooling, of one or two trades."""
        rng = self.rng
        all_kinds = [kind for code in rng.sample(wished, min(2, len(wished))) for kind in trades()[code].posts]
        fit = [kind for kind in all_kinds if _asks(kind) <= LEVELS.index(level)] or all_kinds
        rng.shuffle(fit)
        unique = list({kind.title: kind for kind in fit}.values())
        return tuple(unique[: rng.choice((1, 2, 2, 3))])

    def _skills(self, kinds: tuple[PostKind, ...], mongolian: bool) -> tuple[str, ...]:
        rng = self.rng
        skills = [skill for kind in kinds for skill in kind.required if rng.random() < 0.86]
        skills += [skill for kind in kinds for skill in kind.welcome if rng.random() < 0.5]
        if mongolian and rng.random() < 0.8:
            skills.append("蒙古语")
        return tuple(dict.fromkeys(skills))

    def _needs(self, category: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rng = self.rng
        if rng.random() < FEW_NEEDS:
            return (), ()
        musts, helps = NEEDS[category]
        must: tuple[str, ...] = (rng.choice(musts),)
        if category == 4 and must == ("无台阶通道",) and rng.random() < 0.6:
            must = ("无台阶通道", "无障碍卫生间")
        return must, tuple(help_ for help_ in helps if rng.random() < 0.4)

    def _experience(self, age: int, kind: PostKind) -> str:
        years = self.rng.randint(0, max(0, min(age - 19, 18)))
        if not years:
            return "第一次找工作。" if age < 25 else "以前在家务农、照顾家人。"
        end = 2025 - self.rng.randint(0, 2)
        return f"{end - years}年至{end}年，做过{kind.title}。"


ABOUT = (
    "踏实肯干，愿意从头学起。", "做事细心，不怕重复的活。", "和同事相处得来，希望长期做下去。", "手巧，学东西快。",
    "参加过旗县残联的技能培训。", "守时，很少请假。", "希望离家近一些，早晚能照顾家里。", "喜欢安静、专心的工作。",
)  # fmt: skip


def _asks(kind: PostKind) -> int:
    asked = kind.education.removesuffix("及以上")
    return LEVELS.index({"中专": "高中"}.get(asked, asked))


def weighted(rng: random.Random, weights: dict):
    return rng.choices(list(weights), list(weights.values()))[0]
