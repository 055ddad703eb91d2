"""Accommodations in plain words: what a person may need and a workplace may offer. Never a diagnosis.

A bit number, once given, never changes: masks are kept in databases.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engines.wording.text import folded


@dataclass(frozen=True)
class Accommodation:
    """One accommodation: its bit in a mask, its code, its names, and how a cell may put it."""

    bit: int
    code: str
    english: str
    chinese: str
    pattern: str


ACCOMMODATIONS = (
    Accommodation(0, "sign_interpreter", "a sign-language interpreter", "手语翻译", "手语"),
    Accommodation(1, "mongolian_interpreter", "a Mongolian interpreter", "蒙古语翻译", "蒙语|蒙古语|蒙汉"),
    Accommodation(
        2, "step_free", "a way in without steps", "无台阶通道", "坡道|无台阶|轮椅通道|轮椅通行|电梯|无障碍通道"
    ),
    Accommodation(3, "accessible_toilet", "an accessible toilet", "无障碍卫生间", "无障碍(卫生间|厕所|洗手间)"),
    Accommodation(
        4,
        "adjustable_desk",
        "a desk of the right height",
        "高度合适的工位",
        "(工位|桌).{0,3}(可调|升降|调节|改造)|低位",
    ),
    Accommodation(5, "screen_reader", "a computer with a screen reader", "读屏软件", "读屏|语音软件"),
    Accommodation(6, "large_print", "large print", "大字材料", "大字|放大"),
    Accommodation(7, "flexible_hours", "flexible hours", "弹性工作时间", "弹性|灵活.{0,4}时间|时间灵活"),
    Accommodation(8, "quiet_room", "a quiet place", "安静的地方", "安静|静音"),
    Accommodation(9, "extra_time", "extra time", "多一些时间", "延长.{0,3}时间|多.{0,2}时间|加时"),
    Accommodation(
        10, "written_instructions", "instructions in writing", "书面说明", "书面|文字(说明|沟通|交流)|写字沟通"
    ),
    Accommodation(11, "job_coach", "a job coach", "就业辅导员", "辅导员|专人(带|指导)|师傅带"),
    Accommodation(12, "work_from_home", "work from home", "居家办公", "居家|在家|远程"),
    Accommodation(13, "companion", "a companion beside me", "家人陪同", "陪同|陪护"),
    Accommodation(14, "guide_dog", "a guide dog", "导盲犬", "导盲犬"),
    Accommodation(15, "induction_loop", "an induction loop", "助听感应环路", "感应线圈|感应环路|助听"),
    Accommodation(16, "captions", "captions", "文字直播或字幕", "字幕|速录|语音转文字"),
    Accommodation(17, "commute_help", "help with the way to work", "上下班接送", "接送|班车|通勤车"),
    Accommodation(18, "seat", "a seat while working", "可以坐着工作", "坐着|坐姿|座椅|可坐"),
    Accommodation(19, "breaks", "breaks when I need them", "随时休息", "随时休息|增加休息|间歇休息|多休息"),
    Accommodation(20, "easy_read", "easy-read instructions", "易读说明", "易读|图示|图文"),
    Accommodation(21, "dormitory", "an accessible dormitory", "无障碍宿舍", "宿舍|住宿|包住"),
)
BY_CODE = {accommodation.code: accommodation for accommodation in ACCOMMODATIONS}
ACCOMMODATION_GROUPS = (
    (
        "沟通和阅读",
        "Talking and reading",
        (
            *("sign_interpreter", "captions", "written_instructions", "easy_read", "large_print", "screen_reader"),
            *("induction_loop", "mongolian_interpreter"),
        ),
    ),
    (
        "路上和楼里",
        "The way there and the building",
        ("step_free", "accessible_toilet", "commute_help", "guide_dog", "companion", "dormitory"),
    ),
    (
        "工位和时间",
        "Place and hours of work",
        (
            *("seat", "adjustable_desk", "quiet_room", "work_from_home", "flexible_hours", "extra_time", "breaks"),
            "job_coach",
        ),
    ),
)
"""The list in groups, for reading: each accommodation stands in one."""
_PATTERNS = [(accommodation, re.compile(accommodation.pattern)) for accommodation in ACCOMMODATIONS]


def accommodations(text: str) -> list[str]:
    """Codes of the accommodations that a cell names, in the list's order; names of the list itself count."""
    said = folded(text)
    return [
        accommodation.code
        for accommodation, pattern in _PATTERNS
        if accommodation.chinese in said or pattern.search(said)
    ]


def mask_of(codes: Iterable[str]) -> int:
    """The 64-bit mask of ``codes``. Raises ``KeyError`` for a code that is not on the list."""
    mask = 0
    for code in codes:
        mask |= 1 << BY_CODE[code].bit
    return mask


def codes_of(mask: int) -> list[str]:
    """The codes in a mask, in the list's order; bits that are not on the list are left out."""
    return [accommodation.code for accommodation in ACCOMMODATIONS if mask >> accommodation.bit & 1]
