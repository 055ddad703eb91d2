"""Names of people and firms that nobody bears on purpose: put together by chance from usual parts."""

import random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
WOMEN = "雪梅兰芳婷娟丽静敏慧洁琳玲霞秀英莹倩颖萍燕红艳桂春秋月云晓雅欣怡佳蕊瑶琪文思诗"
MEN = "强伟军磊涛鹏超勇杰斌峰辉刚明建国华志平东海龙飞宇浩博文俊林森亮振宏立新永福贵昊天"
MONGOLIAN_WOMEN = (
    "娜仁", "乌日娜", "阿茹娜", "萨仁", "托娅", "其其格", "琪琪格", "乌云", "斯日古楞", "高娃", "萨日娜", "敖登",
    "娜布其", "塔娜", "乌兰", "珠拉", "诺敏", "哈斯", "格根", "伊丽娜", "阿拉坦花", "乌尼日", "莎日娜", "南丁",
)  # fmt: skip
MONGOLIAN_MEN = (
    "巴特尔", "宝音", "朝鲁", "额尔敦", "呼和", "那日苏", "苏和", "阿古拉", "哈斯额尔敦", "满都拉", "孟和", "布和",
    "特木尔", "吉日嘎拉", "达来", "敖其尔", "巴雅尔", "乌力吉", "格日勒图", "斯琴巴图", "毕力格", "恩和", "纳钦",
    "陶格斯",
)  # fmt: skip
MONGOLIAN_ENDS_WOMEN = ("", "", "花", "高娃", "其木格", "托娅")
MONGOLIAN_ENDS_MEN = ("", "", "巴雅尔", "图", "朝克图", "仓")
MONGOLIAN_SURNAMES = "包白金吴何佟康席鲍孛"
BRANDS = (
    "禾",
    "岚",
    "沁",
    "朗",
    "翎",
    "穗",
    "曦",
    "霁",
    "砚",
    "溪",
    "杉",
    "棠",
    "垚",
    "钧",
    "珩",
    "熠",
    "澜",
    "恺",
    "睿",
)
BRAND_STARTS = ("青", "云", "北", "草", "蓝", "金", "百", "千", "塞", "牧", "星", "阳", "润", "晨", "远")


class Names:
    """Draws names; a name of a person may come twice, as in life, a firm's never."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.firms: set[str] = set()

    def person(self, *, woman: bool, mongolian: bool) -> str:
        """A Han or Mongolian name."""
        pick = self.rng.choice
        if mongolian and self.rng.random() < 0.8:
            first = pick(MONGOLIAN_WOMEN if woman else MONGOLIAN_MEN)
            end = pick(MONGOLIAN_ENDS_WOMEN if woman else MONGOLIAN_ENDS_MEN)
            return first if first.endswith(end) or len(first) > 3 else first + end
        signs = WOMEN if woman else MEN
        surname = pick(MONGOLIAN_SURNAMES if mongolian else SURNAMES)
        return surname + pick(signs) + (pick(signs) if self.rng.random() < 0.75 else "")

    def firm(self, place: str, word: str) -> str:
        """A firm's name: place, an invented brand of three signs, what it does."""
        while True:
            brand = self.rng.choice(BRAND_STARTS) + self.rng.choice(BRANDS) + self.rng.choice(BRANDS)
            form = self.rng.choice(("有限公司", "有限公司", "有限责任公司"))
            name = f"{place}{brand}{word}{form}"
            if brand not in self.firms and brand[1] != brand[2]:
                self.firms.add(brand)
                return name
