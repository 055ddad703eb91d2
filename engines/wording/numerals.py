"""Chinese numerals: 二十三, 一百二, 两千五, 廿, 卅, 壹佰贰拾, 一〇五."""

SIMPLE = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬貳參叄陸兩俩〇○幺弌弍弎", "一二三四五六七八九十百千万二三三六两两零零一一二三"
)
LONG = {"廿": "二十", "卅": "三十", "卌": "四十", "仨": "三"}
DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
UNITS = {"十": 10, "百": 100, "千": 1_000}
MYRIAD = 10_000
SIGNS = "零〇○一二三四五六七八九十百千万两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟萬貳參叄陸兩"
"""Every sign that a numeral may have, for a regular expression's class."""


def numeral(text: str) -> int | None:
    """The one number that ``text`` writes; nothing where it is no numeral, or a guess (二三, 三五十, 百).

    A last digit after 百, 千 or 万 counts tenths of it, as people say it: 三千五 is 3,500, 一百二 is 120.
    """
    signs = text.translate(SIMPLE)
    for short, long in LONG.items():
        signs = signs.replace(short, long)
    if len(signs) > 1 and "零" in signs and all(sign in DIGITS or sign == "零" for sign in signs):
        return int("".join(str(DIGITS.get(sign, 0)) for sign in signs)) if signs[0] != "零" else None
    return _spoken(signs)


def _spoken(signs: str) -> int | None:
    total, section, digit, unit = 0, 0, None, MYRIAD
    is_after_zero, before = False, ""
    for sign in signs:
        if sign in DIGITS:
            if digit is not None:
                return None  # two digits side by side are a guess
            digit = DIGITS[sign]
        elif sign == "零":
            if digit is not None or not (section or total):
                return None
            is_after_zero = True
        elif sign in UNITS:
            if UNITS[sign] >= unit or (digit is None and (sign != "十" or before not in ("", "百"))):
                return None
            unit = UNITS[sign]
            section += (digit or 1) * unit
            digit, is_after_zero = None, False
        elif sign == "万":
            section += digit or 0
            if not section or total:
                return None
            total, section, digit, unit, is_after_zero = section * MYRIAD, 0, None, MYRIAD, False
        else:
            return None
        before = sign
    if before == "零" or not before:
        return None
    if digit is not None:
        is_tenth = before in DIGITS and not is_after_zero and (section or total) and unit > UNITS["十"]
        section += digit * unit // 10 if is_tenth else digit
    return total + section
