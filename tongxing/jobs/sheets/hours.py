"""Hours a week from a cell: "每周40小时", "8小时/天，双休", "9:00-17:30 单休"."""

import re

from engines.wording import folded

WEEK = re.compile(
    r"(?:每周|一周|周工作|周)(\d{1,2})(?:[-–—~至到](\d{1,2}))?(?:个)?小时|(\d{1,2})(?:[-–—~至到](\d{1,2}))?(?:个)?小时/?(?:每)?周"
)
DAY = re.compile(r"(\d{1,2})(?:[-–—~至到](\d{1,2}))?(?:个)?小时")
CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})\D{1,3}(\d{1,2})[:：](\d{2})")
DAYS = (
    (re.compile(r"双休|周末双休|做五休二|五天|5天"), 5),
    (re.compile(r"单休|做六休一|六天|6天"), 6),
    (re.compile(r"无休|七天|7天"), 7),
)
MOST = 112


def weekly_hours(text: str) -> tuple[int, int] | None:
    """(least, most) hours a week; nothing where the cell does not say. Five days where it names none."""
    said = folded(text).replace(" ", "")
    if re.fullmatch(r"\d{1,2}(\.0)?", said):
        number = int(float(said))
        return (number, number) if 13 <= number <= MOST else (number * 5, number * 5) if number else None
    found = WEEK.search(said)
    if found:
        low = int(found[1] or found[3])
        return _ordered(low, int(found[2] or found[4] or low))
    days = next((count for pattern, count in DAYS if pattern.search(said)), 5)
    found = DAY.search(said)
    if found and int(found[1]) <= 16:
        low = int(found[1])
        return _ordered(low * days, int(found[2] or low) * days)
    clocks = CLOCK.findall(said)
    if clocks:
        minutes = sum(
            (int(to) * 60 + int(to_minute)) - (int(at) * 60 + int(at_minute)) for at, at_minute, to, to_minute in clocks
        )
        if len(clocks) == 1 and minutes > 6 * 60:
            minutes -= 60  # one span over noon: an hour's rest
        hours = round(minutes / 60 * days)
        return (hours, hours) if 0 < hours <= MOST else None
    return None


def _ordered(low: int, high: int) -> tuple[int, int] | None:
    return (min(low, high), max(low, high)) if 0 < max(low, high) <= MOST else None
