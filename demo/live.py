"""The invented live fair: who watched and for how long, as raw heartbeats; what was said and asked."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hub.spool import SegmentWriter
from tongxing.live.rule import OWN, Span, is_viewing, length, number_of, window_of

SITE = dt.timezone(dt.timedelta(hours=8))
EVERY = 10.0
"""Seconds between two heartbeats of a browser."""
SHORT = 0.22
"""Of those who come, so many leave before ten seconds are over."""
BACK = 0.07
"""And so many come back later."""
SEGMENT = 600
OPENING = (
    "大家好，欢迎来到残疾人就业直播带岗招聘会。",
    "今天有79家单位，岗位可以在页面上直接投递。",
    "画面旁边有字幕，也可以提问，我们会请单位回答。",
)
LINES = (
    "现在介绍{employer}。",
    "{employer}招{post}，共{openings}人。",
    "工作地点在{place}，有意的朋友请点“投递”。",
)
CLOSING = ("今天的介绍到这里，感谢大家。", "没有投完的岗位，页面上仍可查看。")
ASKED = (
    ("面试有手语翻译吗？", 31, "aloud", ""),
    ("坐轮椅能不能上班，有没有台阶？", 27, "text", "各单位标明了无台阶通道，可在岗位里查看；没写的请先问。"),
    ("居家客服需要自己准备电脑吗？", 22, "aloud", ""),
    ("听不见，可以用文字面试吗？", 19, "text", "可以。投递后在“需要的便利”里选“书面说明”。"),
    ("投递后多久有回复？", 18, "sign", ""),
    ("五险一金都交吗？", 16, "aloud", ""),
    ("精神残疾三级可以投吗？", 12, "text", "可以，岗位不按类别限制，只写工作需要做什么。"),
    ("没有工作经验可以吗？", 11, "aloud", ""),
    ("住得远，有没有宿舍？", 9, "aloud", ""),
    ("可以替孩子投递吗？", 8, "text", "监护人登录后可以代为投递。"),
    ("直播结束后还能看字幕吗？", 6, "text", "可以，页面上有文字记录，能搜索。"),
    ("蒙古语面试可以吗？", 5, "sign", ""),
)


@dataclass
class Viewers:
    """Everybody who opened the stream's page: as many as make ``count`` viewings, and those who left at once."""

    opens: dt.datetime
    closes: dt.datetime
    count: int
    seed: int
    visits: list[tuple[str, list[float]]] = field(default_factory=list)
    stays: list[tuple[str, Span]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(f"viewers {self.seed}")
        self.first, self.last = _moment(self.opens), _moment(self.closes)
        while len(self.stays) < self.count:
            self._come()

    def _come(self) -> None:
        """One more browser comes; one whose stays would be more viewings than are missing is drawn anew."""
        visit = f"{self.rng.getrandbits(96):024x}"
        beats = self._beats()
        windows: dict[int, list[float]] = {}
        for at in beats:
            windows.setdefault(window_of(at), []).append(at)
        spans = {window: (min(inside), max(inside)) for window, inside in windows.items()}
        stays = [(number_of(visit, window), span) for window, span in spans.items() if is_viewing(span)]
        if len(self.stays) + len(stays) <= self.count:
            self.visits.append((visit, beats))
            self.stays += stays

    def _beats(self) -> list[float]:
        start = self.first + (self.last - self.first) * min(0.985, self.rng.betavariate(1.7, 2.4))
        beats = self._watch(start)
        if self.rng.random() < BACK:
            beats += self._watch(beats[-1] + self.rng.uniform(60, 2400))
        return beats

    def _watch(self, start: float) -> list[float]:
        """The heartbeats of one sitting: at once, then every ten seconds or so, until the stream ends at the latest."""
        lasts = self.rng.uniform(0, 9) if self.rng.random() < SHORT else self.rng.lognormvariate(4.1, 1.1)
        beats: list[float] = []
        at = start
        while at <= min(start + lasts, self.last) or not beats:
            beats.append(round(at, 1))
            at += EVERY + self.rng.uniform(-0.8, 0.8)
        return beats

    def rows(self) -> list[dict]:
        """The viewings as a campaign folder keeps them."""
        return [
            {
                "number": number,
                "channel": OWN,
                "started_at": dt.datetime.fromtimestamp(int(span[0]), SITE).replace(tzinfo=None).isoformat(sep=" "),
                "seconds": int(length(span)),
            }
            for number, span in sorted(self.stays)
        ]

    def write(self, folder: Path, channel: str) -> None:
        """The heartbeats as the live hub hands them over: closed segments of ten minutes."""
        beats = sorted((at, visit) for visit, moments in self.visits for at in moments)
        writer, ends = None, 0.0
        for at, visit in beats:
            if writer is None or at >= ends:
                if writer:
                    writer.close()
                ends = (at // SEGMENT + 1) * SEGMENT
                writer = SegmentWriter(folder, f"demo-{channel}-{int(ends)}")
            writer.add(channel, visit, at)
        if writer:
            writer.close()


def _moment(at: dt.datetime) -> float:
    return at.replace(tzinfo=SITE).timestamp()


@dataclass(frozen=True)
class Programme:
    """When each employer was shown, in an order of its own and running late; and what was said."""

    shown: dict[str, tuple[dt.datetime, dt.datetime]]
    said: list[tuple[dt.datetime, str]]
    asked: list[tuple[dt.datetime, str, int, str, str]]


def programme(sheets: dict[str, list[dict]], opens: dt.datetime, closes: dt.datetime, seed: int) -> Programme:
    """Draw the programme of the stream from the sheets of its employers and posts."""
    rng = random.Random(f"programme {seed}")
    employers = [row for row in sheets["employers"] if row["standing"] == "参加"]
    rng.shuffle(employers)
    posts = {row["employer"]: row for row in reversed(sheets["vacancies"])}
    at, until = opens.replace(tzinfo=SITE), closes.replace(tzinfo=SITE)
    said = [(at + dt.timedelta(seconds=6 * place), text) for place, text in enumerate(OPENING, 1)]
    each = (until - at - dt.timedelta(minutes=4)) / len(employers)
    at += dt.timedelta(minutes=1)
    shown = {}
    for row in employers:
        ends = at + each * rng.uniform(0.75, 1.25)
        ends = min(ends, until - dt.timedelta(minutes=1))
        shown[row["number"]] = (at, ends)
        said += [(at + dt.timedelta(seconds=moment), text) for moment, text in _lines(row, posts.get(row["name"]), rng)]
        at = ends
    said += [(until - dt.timedelta(seconds=20 - 8 * place), text) for place, text in enumerate(CLOSING)]
    asked = [
        (opens.replace(tzinfo=SITE) + dt.timedelta(minutes=10 + 13 * place), *question)
        for place, question in enumerate(ASKED)
    ]
    return Programme(shown, sorted(said), asked)


def _lines(row: dict, post: dict | None, rng: random.Random) -> Iterator[tuple[float, str]]:
    facts = {"employer": row["name"], "place": row.get("region") or "各盟市"}
    moment = rng.uniform(2, 6)
    yield moment, LINES[0].format(**facts)
    if post:
        for line in LINES[1:]:
            moment += rng.uniform(9, 20)
            yield moment, line.format(**facts, post=post["title"], openings=post["openings"])
