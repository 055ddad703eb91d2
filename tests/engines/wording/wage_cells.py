"""Wage cells whose right reading is known because they are made from it. Nothing here is shared with the reader.

A cell is a value (one amount, a range, an open end), what it is paid for, and one of the many ways in which people
write such a value, with what they like to add before and behind.
"""

import random
from dataclasses import dataclass
from fractions import Fraction

A_MONTH_OF = {
    "month": Fraction(1),
    "day": Fraction(87, 4),
    "hour": Fraction(174),
    "week": Fraction(87, 20),
    "year": Fraction(1, 12),
}
DASHES = [*"-–—－−‐‑‒―ー─~～〜", "——", " - ", "--", "至", "到", "/", "、", "一"]
BEHIND = {
    "month": ["元/月", "/月", "元每月", "元一个月", "元/月/人", "块一个月", "元（每月）", "元／月", "元月"],
    "day": ["元/天", "/天", "元每天", "元一天", "元/日", "块钱一天", "元（每天）", "元／天", "元/天（日结）"],
    "hour": ["元/小时", "/小时", "元每小时", "元一小时", "元/h", "块钱一个小时", "元/时", "元（每小时）"],
    "week": ["元/周", "/周", "元每周", "元一周", "元/星期", "元（每周）"],
    "year": ["元/年", "/年", "元一年", "元每年", "元（年薪）"],
}
BEFORE = {
    "month": ["月薪", "月薪：", "每月", "月工资", "月收入"],
    "day": ["日薪", "日薪：", "每天", "日工资"],
    "hour": ["时薪", "时薪：", "每小时", "小时工资"],
    "week": ["周薪", "周薪：", "每周", "周工资"],
    "year": ["年薪", "年薪：", "年收入", "全年"],
}
HEADINGS = {
    "month": ["月薪", "工资（元/月）", "月工资", "薪资(元／月)"],
    "day": ["日薪", "工资（元/天）", "日工资（元）", "待遇（元/日）"],
    "hour": ["时薪", "工资（元/小时）", "小时工资"],
    "week": ["周薪", "工资（元/周）"],
    "year": ["年薪", "工资(元/年)", "年收入（元）"],
}
FIRST = [
    *("8小时工作制，", "2025年12月起", "双休，", "每天8小时，", "早8点到晚5点，", "招3人，", "18-45岁，", "上六休一，"),
    *(
        "9:00-18:00，",
        "2026年1月1日起执行，",
        "五险一金，",
        "一天8小时",
        "包吃住，",
        "3名，",
        "每周工作5天，",
        "C1驾照，",
    ),
    *("月休4天，", "2年以上经验，", "联系电话0471-6543210，", "2026-01-01起", "做五休二，", "试用期3个月，"),
]
LAST = [
    *(
        "，五险一金",
        "（每天工作8小时）",
        "，餐补20元/天",
        "，月休4天",
        "，试用期3个月",
        "，13薪",
        "，年底双薪",
        "，包食宿",
    ),
    *("，加班20元/小时", "，双休", "；全勤奖200元", "（招2人）", "，每月15日发工资", "，2025年标准", "（试用期80%）"),
    *("，夜班补助30元/晚", "，另有绩效500-1000元", "，六险二金", "，限45岁以下", "，电话13800000000", "，每周休1天"),
]
NO_AMOUNT = [
    *(
        "按{year}年最低工资标准执行",
        "{year}年",
        "{hours}小时工作制",
        "每天{hours}小时",
        "{people}人",
        "招{people}名",
        "{people}险一金",
    ),
    *(
        "0471-6543{three}",
        "13800000{three}",
        "{hours}:00-17:30",
        "早{hours}点到晚6点",
        "{age}-45岁",
        "{age}岁以上",
        "{percent}%提成",
    ),
    *(
        "每周工作{people}天",
        "月休{people}天",
        "{year}届毕业生",
        "试用期{people}个月",
        "{people}年以上经验",
        "多劳多得",
        "按国家规定",
    ),
    *(
        "不低于当地最低工资标准",
        "{year}年{people}月{people}日起",
        "双休，{hours}小时",
        "五险一金，{people}人",
        "C{people}驾照",
    ),
]


@dataclass(frozen=True)
class WageCell:
    """A cell, the heading over it, and the yuan a month that are right; ``has_amount`` is false for no wage at all."""

    text: str
    heading: str
    least: int | None
    most: int | None
    has_amount: bool = True


def monthly(amount, period: str) -> int:
    """Yuan a month, half a yuan rounded up."""
    return int(Fraction(amount) * A_MONTH_OF[period] + Fraction(1, 2))


def in_words(number: int) -> str:
    """A number from 1 to 99,999 in Chinese numerals."""
    signs, words, rest, was_zero = "零一二三四五六七八九", "", number, False
    for unit, name in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            words += ("零" if was_zero and words else "") + signs[digit] + name
            was_zero = False
        else:
            was_zero = True
    return words


def full_width(text: str) -> str:
    """ASCII digits as full-width ones."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)


def amount_in(draw: random.Random, period: str) -> int:
    """An amount that people are paid by this period, from about 1,500 to 25,000 yuan a month."""
    low, high, step = {
        "month": (1_500, 25_000, 50),
        "day": (70, 1_100, 5),
        "hour": (9, 140, 1),
        "week": (400, 5_500, 50),
        "year": (20_000, 290_000, 1_200),
    }[period]
    return draw.randrange(low, high, step)


def written(draw: random.Random, number: int) -> str:
    """One way to write a number."""
    ways = [str(number), str(number), full_width(str(number))]
    if number >= 1_000:
        ways += [f"{number:,}", f"{number}.00"]
    if number % 100 == 0 and number >= 1_000:
        ways += [f"{number / 1000:g}千", f"{number / 1000:g}k", f"{number / 1000:g}K", f"{number / 10000:g}万"]
        ways += [f"{number / 10000:g}w", in_words(number) + "元" if number < 100_000 else f"{number}元"]
    return draw.choice(ways)


def range_in(draw: random.Random, low: int, high: int) -> str:
    """One way to write a range."""
    dash = draw.choice(DASHES)
    ways = [f"{low}{dash}{high}", f"{low}元{dash}{high}元", f"￥{low}{dash}￥{high}", f"¥{low}{dash}{high}"]
    ways += [
        f"在{low}和{high}之间",
        f"{low}与{high}之间",
        f"{low:,}{dash}{high:,}",
        full_width(f"{low}") + dash + f"{high}",
    ]
    if low % 100 == 0 and high % 100 == 0 and low >= 1_000:
        ways += [f"{low / 1000:g}{dash}{high / 1000:g}千" if dash != "一" else f"{low / 1000:g}-{high / 1000:g}千"]
        ways += [f"{low / 1000:g}k{draw.choice('-~—')}{high / 1000:g}k", f"{low / 10000:g}万-{high / 10000:g}万"]
    if high < 100_000:
        ways += [f"{in_words(low)}{draw.choice('至到-—')}{in_words(high)}元"]
    return draw.choice(ways)


def cell(draw: random.Random) -> WageCell:
    """One cell with an amount."""
    period = draw.choice(["month", "month", "month", "day", "hour", "week", "year"])
    amount = amount_in(draw, period)
    kind = draw.choice(["one", "range", "range", "open", "most"])
    least = most = monthly(amount, period)
    if kind == "range":
        more = amount + draw.randrange(1, 6) * {"month": 500, "day": 20, "hour": 2, "week": 100, "year": 6_000}[period]
        text, most = range_in(draw, amount, more), monthly(more, period)
    else:
        text = written(draw, amount)
    where = draw.choice(["before", "behind", "heading", "none" if period == "month" else "behind"])
    unit, heading = "", draw.choice(["工资待遇", "薪资", "待遇（元）"])
    if where == "behind":
        unit = draw.choice(BEHIND[period])
        text = text.removesuffix("元") + unit
    elif where == "before":
        text = draw.choice(BEFORE[period]) + text
    elif where == "heading":
        heading = draw.choice(HEADINGS[period])
    if kind == "open":
        text, most = draw.choice([f"{text}起", f"{text}以上", f"不低于{text}", f"{text}+提成", f"≥{text}"]), None
    elif kind == "most":
        text, least = draw.choice([f"{text}以下", f"{text}以内", f"不超过{text}", f"≤{text}"]), None
    if draw.random() < 0.4:
        text = draw.choice(FIRST) + text
    if draw.random() < 0.4:
        text += draw.choice(LAST)
    return WageCell(text, heading, least, most)


def scaled_cell(draw: random.Random) -> WageCell:
    """A bare number or range under a heading that names its scale."""
    heading, scale, period = draw.choice(
        [
            *(("月薪（千元）", 1_000, "month"), ("薪资（K）", 1_000, "month"), ("薪资(千元/月)", 1_000, "month")),
            *(("工资待遇（万元/年）", 10_000, "year"), ("年薪（万元）", 10_000, "year"), ("年薪(万)", 10_000, "year")),
            *(("月工资（百元）", 100, "month"), ("薪资K", 1_000, "month")),
        ]
    )
    low = draw.randrange(20, 80)
    number = Fraction(low, {1_000: 10, 10_000: 5, 100: 1}[scale])
    more = number + draw.randrange(0, 4)
    text = f"{float(number):g}" if more == number else f"{float(number):g}-{float(more):g}"
    return WageCell(text, heading, monthly(number * scale, period), monthly(more * scale, period))


def cell_without_amount(draw: random.Random) -> WageCell:
    """A cell with figures that are a year, hours, people, days, a share, a telephone number."""
    text = draw.choice(NO_AMOUNT).format(
        year=draw.randrange(2015, 2030),
        hours=draw.randrange(6, 13),
        people=draw.randrange(2, 7),
        age=draw.randrange(18, 40),
        percent=draw.randrange(1, 30),
        three=draw.randrange(100, 1000),
    )
    return WageCell(text, "工资待遇", None, None, has_amount=False)


def cells(seed: int, count: int) -> list[WageCell]:
    """``count`` cells, the same ones for the same seed."""
    draw = random.Random(seed)
    makers = [cell, cell, cell, cell, scaled_cell, cell_without_amount]
    return [draw.choice(makers)(draw) for _number in range(count)]
