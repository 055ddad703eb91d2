"""The first name alone: what an interpreter calls somebody by, and all they need to know of who it is."""

COMPOUND = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "司徒",
    "东方",
    "独孤",
    "南宫",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
)
LONGEST_FAMILY = 3
"""Signs of a Chinese name with a family name of one sign; longer names are Mongolian ones, which have none."""


def first_name(name: str) -> str:
    """晓雯 of 林晓雯, 娜娜 of 欧阳娜娜; 阿拉坦其其格 as it is: one given name, and the person is called by it."""
    name = name.strip()
    for family in COMPOUND:
        if name.startswith(family) and len(name) > len(family):
            return name[len(family) :]
    if "·" in name or not any("\u4e00" <= sign <= "\u9fff" for sign in name):
        return name.replace("·", " ").split(" ")[0] if name else ""
    return name[1:] if 1 < len(name) <= LONGEST_FAMILY else name
