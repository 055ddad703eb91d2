"""What happened at the zones of the regional fair: answers, clinics, interpreting, exhibits, the opening. All invented.

The policies are real ones; no amount, ratio or rate stands in an answer.
"""

import datetime as dt
import io
import random
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

ANSWERS, CLINICS, TALKS = 52, 31, 24
"""How many of each were written down at the desks; talks of the timetable come from the ledger of hours."""
FIRST, LAST = dt.time(9, 5), dt.time(15, 30)

POLICIES = (
    # title, document, clause, from when
    ("残疾人就业保障金征收使用管理办法", "财税〔2015〕72号", "第八条", dt.date(2015, 10, 1)),
    ("残疾人就业条例", "国务院令第488号", "第八条", dt.date(2007, 5, 1)),
    ("中华人民共和国残疾人保障法", "", "第三十八条", dt.date(2008, 7, 1)),
    ("中华人民共和国就业促进法", "", "第二十九条", dt.date(2008, 1, 1)),
    ("中华人民共和国无障碍环境建设法", "", "", dt.date(2023, 9, 1)),
    ("国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见", "国发〔2015〕52号", "", dt.date(2016, 1, 1)),
    ("国务院关于建立残疾儿童康复救助制度的意见", "国发〔2018〕20号", "", dt.date(2018, 10, 1)),
)
QUESTIONS = (
    # question, answer, which of the policies it rests on
    (
        "单位安排了残疾人，残保金怎么算？",
        "按上年在职职工人数、规定比例、已安排人数和上年平均工资计算；带上年报表到所在地残联先审核。",
        0,
    ),
    ("残保金在哪里申报？", "先由残联就业服务机构审核安排人数，再到税务部门申报。", 0),
    ("小企业也要按比例安排残疾人吗？", "用人单位都有按比例安排的责任；能不能减免要看当年公告。", 1),
    ("劳务派遣的残疾人算在哪一家？", "一般算在派遣单位；双方书面约定由接收单位计算的，以约定为准，不重复计算。", 0),
    ("招聘启事写“形象好”可以吗？", "不可以。只能写工作真正需要的条件，不能因残疾拒绝。", 2),
    ("面试时单位问残疾等级，要不要回答？", "可以不回答。单位可以问能不能完成工作、需要什么便利。", 3),
    ("办公楼没有坡道，能要求单位改吗？", "可以提出便利需求；新建、改建的公共场所要按无障碍标准建设。", 4),
    ("护理补贴和生活补贴能一起领吗？", "符合条件的可以同时申领；到户籍所在地街道或网上申请。", 5),
    ("户口不在本地，补贴能在这里申请吗？", "可以跨省通办，由受理地转到户籍地审核。", 5),
    ("孩子五岁，自闭症，康复训练怎么申请？", "由监护人向户籍地旗县区残联申请，审核后自己选定点机构。", 6),
    ("孩子在外地做康复，能结算吗？", "先问户籍地残联：选了异地定点机构的，按当地办法结算。", 6),
    ("找到工作后，生活补贴会停吗？", "生活补贴与家庭收入有关；收入变了要申报，由民政部门复核。", 5),
    ("面试要手语翻译，谁来安排？", "招聘会现场由服务台安排；入职后可以向单位提出便利需求。", 4),
)
PROMISES = (
    # after which answer, what, days, what came of it
    (3, "把残保金审核材料清单发给这家单位", 5, "清单已发，单位回电收到。"),
    (11, "向户籍地残联核实异地结算办法", 7, "已核实，并电话告诉了家长。"),
    (19, "联系街道，请上门办理护理补贴申请", 7, "街道已上门受理。"),
    (27, "给单位送一份便利清单样本", 10, "样本已送到。"),
    (40, "核对申请人所在旗县的康复救助标准", 20, ""),
)

STAGE, OPENS = "招聘会启动仪式", dt.time(9, 0)
OPENING = (
    # item, who, minutes planned, minutes taken, captions, what will be said
    ("主持人开场", "主持人", 3, 4, True, "各位来宾、各位求职者，早上好。今天的招聘会有字幕，也有手语翻译。"),
    (
        "自治区残联致辞",
        "韩主任",
        6,
        7,
        True,
        "找到一份合适的工作，是很多家庭的心愿。今天，岗位先问能做什么，再问需要什么便利。",
    ),
    ("用人单位代表发言", "赵敏", 5, 5, True, "我们店里的岗位，写清楚了要做什么，也写清楚了能提供什么便利。"),
    ("求职者代表发言", "林晓雯（手语）", 5, 6, True, "我听不见，但是我会做面包。请给我一张工作台，再给我一张写字板。"),
    ("就业服务月启动", "全体来宾", 4, 3, False, ""),
    ("歌舞《同行》", "残疾人艺术团", 7, 7, True, ""),
)


@dataclass(frozen=True)
class Shown:
    """A work or demonstration: told for who cannot see it and, where there is sound, for who cannot hear it."""

    title: str
    description: str
    transcript: str = ""
    times: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    sign_url: str = ""

    def picture(self) -> bytes:
        """A pattern in the work's colours."""
        return pattern(self.title, self.colours)

    def alternative(self) -> str:
        """What the picture shows."""
        return f"“{self.title}”配色示意图：几道波纹和圆点，没有人物。"


@dataclass(frozen=True)
class Maker:
    """Who shows something; ``agrees`` is their yes to being shown."""

    name: str
    works: tuple[Shown, ...]
    shown_as: str = ""
    is_workshop: bool = False
    agrees: bool = True


MAKERS = (
    Maker(
        "索伦嘎",
        (
            Shown(
                "彩虹纹毛毡杯垫", "一套六片，每片手掌大，羊毛毡，边缘锁线，摸起来厚而软。",
                colours=("#b5483b", "#e0a340", "#3f7d6b"),
            ),
            Shown(
                "皮雕《牧归》", "长约四十厘米的牛皮板，浅浮雕，左边是羊群，右边是骑马的人，凹凸可以用手摸出来。",
                colours=("#7a4a2b", "#c98d55", "#efd9b8"),
            ),
            Shown(
                "现场演示：压花与染色", "桌上摆着皮料、木锤和七种印花工具，观众可以上手试压。",
                "主持人一步一步说明；有木锤敲击声，其余时间安静。", ("10:00-10:30", "14:00-14:30"),
                ("#5b3a26", "#a9744a", "#d8b48c"), "https://sign.tongxing.example/suolunga",
            ),
        ),
        is_workshop=True,
    ),
    Maker(
        "美丽工坊",
        (
            Shown(
                "布贴画《那达慕》", "六十厘米见方的布贴画，八种花布拼出摔跤、射箭和赛马，布边微微凸起。",
                colours=("#2f5d8a", "#d1495b", "#edae49"),
            ),
            Shown(
                "手编羊绒围巾", "长一米八，驼色，平针，两端流苏，手感细软。",
                colours=("#b08d6a", "#8c6b4a", "#e8dccb"),
            ),
            Shown(
                "现场演示：盘扣制作", "三位绣娘坐在长桌后，台面有放大投影，可以近看手上的动作。",
                "讲解每一步的名称，有投影机的风扇声。", ("11:00-11:40",), ("#8e2f45", "#d98c9f", "#f3dfe3"),
            ),
        ),
        is_workshop=True,
    ),
    Maker("阿拉坦其其格", (Shown("马头琴小样", "三十厘米高的摆件，椴木，琴头刻马头，琴弦是棉线。"),), "其其格"),
    Maker("白玉兰", (Shown("十字绣《胡杨》", "装框，高五十厘米，黄绿两色渐变，玻璃罩面。"),)),
    Maker("陈志远", (Shown("盲文书签", "十张一盒，硬卡纸，每张一句话，盲文和大字对照。"),), "青城明眼人"),
    Maker("高俊峰", (Shown("书法《自强不息》", "四尺横幅，行书，墨色浓淡分明。"),)),
    Maker(
        "哈斯",
        (
            Shown(
                "蒙古语说唱《草原上的路》", "一人坐着弹四胡，十分钟一段，台侧有歌词屏。",
                "四胡伴奏，蒙古语演唱，歌词大意：路有高低，有人同行就不远。", ("12:00-12:10",),
            ),
        ),
    ),
    Maker(
        "李雪梅",
        (
            Shown("剪纸《十二生肖》", "十二张红纸，每张巴掌大，已压平装册。"),
            Shown("剪纸体验", "桌上有安全剪刀和底样。", "只有剪纸声。", ("15:00-15:30",)),
        ),
    ),
    Maker("刘建国", (Shown("根雕《骏马》", "高四十厘米，沙柳根，保留原来的弯曲，打磨光滑。"),)),
    Maker("孟根", (Shown("银饰小件", "耳坠和戒指十二件，錾刻卷草纹。"),), agrees=False),
    Maker("心灵手工坊", (Shown("串珠挂件", "玻璃珠，二十种花样，每件配盲文价签。"),), is_workshop=True),
    Maker("云晓燕", (Shown("面塑《一家人》", "四个人物，最高十五厘米，已风干上漆。"),)),
)  # fmt: skip


@dataclass
class Session:
    """One session at a desk; ``asked`` is a place in ``QUESTIONS``."""

    number: str
    kind: str
    began_at: dt.datetime
    minutes: int
    is_named: bool
    asked: int | None = None
    promise: tuple[str, int, str] | None = field(default=None)


def sessions(seed: int, day: dt.date) -> list[Session]:
    """Every session of the three desks, in the order of the day; the same for the same seed."""
    rng = random.Random(f"zones {seed}")
    drawn = [("policy", (4, 18)) for _one in range(ANSWERS)]
    drawn += [("clinic", (15, 40)) for _one in range(CLINICS)]
    drawn += [("interpreting", (5, 25)) for _one in range(TALKS)]
    span = dt.datetime.combine(day, LAST) - dt.datetime.combine(day, FIRST)
    made = []
    for kind, (least, most) in drawn:
        at = dt.datetime.combine(day, FIRST) + span * rng.random()
        made.append((at.replace(second=0, microsecond=0), kind, rng.randint(least, most), rng.random() < 0.4))
    promises = {place: (what, days, outcome) for place, what, days, outcome in PROMISES}
    found, answers = [], 0
    for index, (at, kind, minutes, is_named) in enumerate(sorted(made), 1):
        session = Session(f"Z-{index:05d}", kind, at, minutes, is_named)
        if kind == "policy":
            answers += 1
            session.asked = rng.randrange(len(QUESTIONS))
            session.promise = promises.get(answers)
        found.append(session)
    return found


def pattern(name: str, colours: tuple[str, ...]) -> bytes:
    """Waves and dots in ``colours`` as PNG, drawn after ``name``."""
    rng = random.Random(name)
    image = Image.new("RGB", (640, 480), colours[-1])
    draw = ImageDraw.Draw(image)
    for band in range(6):
        top, colour = 40 + band * 72, colours[band % len(colours)]
        bend = rng.randint(20, 60)
        draw.line([(x, top + bend * ((x // 80) % 2)) for x in range(0, 660, 20)], fill=colour, width=26)
        for x in range(40, 640, 120):
            draw.ellipse((x, top + 30, x + 22, top + 52), fill=colours[(band + 1) % len(colours)])
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
