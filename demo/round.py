"""An invented round of Tumed Right Banner: three teams, two days, 24 stops around its seat."""

import random
from dataclasses import dataclass, field

from demo.names import Names
from demo.numbers import Phones

REGION = "150221"
NAME = "土默特右旗入户走访和辅具配送"
OFFICE = ("土默特右旗残联", (40.5660, 110.5270))
VILLAGES = {
    "萨拉齐镇演示一村": (40.5450, 110.5010),
    "萨拉齐镇演示二村": (40.5880, 110.5560),
    "沟门镇演示村": (40.6120, 110.4720),
    "美岱召镇演示村": (40.5990, 110.6980),
    "双龙镇演示村": (40.4560, 110.4980),
    "苏波盖乡演示村": (40.5150, 110.3550),
    "海子乡演示村": (40.4980, 110.6210),
    "将军尧镇演示村": (40.3650, 110.7120),
    "明沙淖乡演示村": (40.4010, 110.2450),
}
FIRST_PHONE = 8_000_000
"""Of an invented number; the campaign's people have smaller ones."""


@dataclass(frozen=True)
class DemoTeam:
    """A team: its name, what it can do, whether its vehicle has a ramp, the days that it goes out (none: all)."""

    name: str
    skills: tuple[str, ...]
    has_ramp: bool = False
    days: tuple[int, ...] = ()


TEAMS = (
    DemoTeam("入户一组", ("sign", "work")),
    DemoTeam("辅具组", ("fitting", "rehabilitation"), has_ramp=True),
    DemoTeam("访企组", ("levy", "work"), days=(1,)),
)


@dataclass
class DemoStop:
    """A stop; ``who`` is a person's name, an employer's, or empty for a place with a ``label``."""

    kind: str
    who: str
    village: str
    position: tuple[float, float]
    minutes: int
    phone: str = ""
    label: str = ""
    note: str = ""
    windows: list[list[int]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    needs_ramp: bool = False
    prize: int | None = None
    days: list[int] = field(default_factory=list)

    def address(self) -> str:
        """Where it is, as a driver is told."""
        return f"{self.village}（虚构地址）"


MORNING, AFTERNOON = [540, 690], [840, 990]
LEAST_PRIZE = 5
# kind, minutes, windows, skills, ramp, prize, note
HOMES: tuple[tuple[str, int, list[list[int]], list[str], bool, int | None, str], ...] = (
    ("home_visit", 30, [MORNING], ["sign"], False, None, "本人听力残疾，用手语交谈。"),
    ("home_visit", 25, [], [], False, None, "问冬季取暖和用药。"),
    ("home_visit", 25, [AFTERNOON], [], False, None, "上午不在家。"),
    ("home_visit", 40, [], ["rehabilitation"], False, None, "复查居家训练。"),
    ("home_visit", 25, [], ["work"], False, None, "想在家做手工活。"),
    ("home_visit", 20, [MORNING, AFTERNOON], [], False, None, ""),
    ("home_visit", 25, [], [], False, 40, "上次走访情况稳定，有空再去。"),
    ("home_visit", 25, [], [], False, LEAST_PRIZE, "离得远，有空再去。"),
    ("home_visit", 30, [], ["mongolian"], False, None, "本人讲蒙古语。"),
    ("home_visit", 20, [], [], False, None, "带两项补贴申请表。"),
    ("home_visit", 30, [MORNING], ["sign", "work"], False, None, ""),
    ("home_visit", 20, [], [], False, None, ""),
    ("device_delivery", 45, [], ["fitting"], True, None, "带轮椅一台，现场调试。"),
    ("device_delivery", 40, [MORNING], ["fitting"], False, None, "带助听器，现场验配。"),
    ("device_delivery", 30, [], ["fitting"], False, None, "带助行器。"),
    ("device_delivery", 40, [], ["fitting"], True, None, "电动轮椅要用坡道卸车。"),
    ("device_delivery", 30, [AFTERNOON], ["fitting"], False, None, "带坐便椅。"),
    ("device_delivery", 25, [], [], False, 30, "补送拐杖头，有空再去。"),
)
FIRMS: tuple[tuple[str, int, list[list[int]], list[str]], ...] = (
    ("土默特右旗演示乳品有限公司", 45, [[540, 660]], ["levy"]),
    ("土默特右旗演示粮油加工厂", 40, [AFTERNOON], ["levy"]),
    ("土默特右旗演示电商服务部", 40, [], ["work"]),
    ("土默特右旗演示家政服务有限公司", 35, [], ["work"]),
)


def stops(seed: int) -> list[DemoStop]:
    """The 24 stops, with names and telephones that nobody bears; the same for the same seed."""
    rng = random.Random(seed)
    names, phones, villages = Names(rng), Phones(FIRST_PHONE), list(VILLAGES)
    made = []
    for order, (kind, minutes, windows, skills, ramp, prize, note) in enumerate(HOMES):
        # The least prize lies farthest out, so that the plan has a stop that is not worth its way.
        village = villages[-1] if prize == LEAST_PRIZE else villages[order * 4 % len(villages)]
        who = names.person(woman=rng.random() < 0.5, mongolian="mongolian" in skills)
        days = [1] if "sign" in skills else []  # the first day only: the demonstration has such stops too
        made.append(
            DemoStop(
                kind,
                who,
                village,
                _near(rng, village),
                minutes,
                phone=phones.give(),
                note=note,
                windows=windows,
                skills=skills,
                needs_ramp=ramp,
                prize=prize,
                days=days,
            )
        )
    for order, (firm, minutes, windows, skills) in enumerate(FIRMS):
        village = villages[order % 3]
        position = _near(rng, village)
        made.append(DemoStop("employer_visit", firm, village, position, minutes, windows=windows, skills=skills))
    for label, village in (("苏波盖乡卫生室", "苏波盖乡演示村"), ("海子乡便民服务点", "海子乡演示村")):
        position = _near(rng, village)
        made.append(DemoStop("device_delivery", "", village, position, 15, label=label, note="放一箱拐杖头备用。"))
    return made


def _near(rng: random.Random, village: str) -> tuple[float, float]:
    """A place within a kilometre or two of the village."""
    latitude, longitude = VILLAGES[village]
    return round(latitude + rng.uniform(-0.012, 0.012), 6), round(longitude + rng.uniform(-0.015, 0.015), 6)
