"""The occupations that a seeker can wish for, by plain names.

Codes are groups of the national occupation classification (中华人民共和国职业分类大典, 2022 edition, published by
the Ministry of Human Resources and Social Security, the State Administration for Market Regulation and the National
Bureau of Statistics): small groups (4-10-04) where one is close to what people call the work, medium groups (5-01)
where it is not. The names are this platform's, as people say them; ``words`` are how a cell of a spreadsheet may
put the work. ``data/classification-2022.csv`` holds the groups that were compared with the edition, with their official
names and the day; a code without a line there is unsure, and is handed to no other system.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@dataclass(frozen=True)
class Occupation:
    """One group: its code, its names, and a pattern of the words by which a title is recognised."""

    code: str
    chinese: str
    english: str
    words: str

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.chinese if (get_language() or "zh").startswith("zh") else self.english


def _group(chinese: str, english: str, *occupations: Occupation) -> tuple[str, str, tuple[Occupation, ...]]:
    return chinese, english, occupations


GROUPS = (
    _group(
        "按摩、健康和照护",
        "Massage, health and care",
        Occupation(
            "4-10-04", "保健按摩、保健调理", "health massage and wellness", "保健按摩|按摩师|推拿|足疗|保健|理疗"
        ),
        Occupation("2-05-02", "中医（含医疗按摩）", "Chinese medicine, medical massage", "医疗按摩|中医"),
        Occupation("4-14-01", "医疗辅助、陪护", "hospital attendants", "护工|陪护|陪诊|医疗辅助|导医"),
        Occupation("4-14-03", "康复辅助、助听器和假肢", "rehabilitation aids", "康复辅|助听器|假肢|矫形|辅具|康复师"),
        Occupation("2-05-08", "护理", "nursing", "护士|护理人员"),
        Occupation("2-05-06", "药学、药房", "pharmacy", "药剂|药师|药房|执业药"),
        Occupation(
            "4-10-01",
            "家政、养老护理、育婴",
            "home help, care of old people and babies",
            "家政|养老|护理员|保姆|育婴|月嫂|生活照料",
        ),
    ),
    _group(
        "电商、直播和客服",
        "Online trade, live selling and customer service",
        Occupation(
            "4-01-06",
            "电商、直播销售",
            "online trade and live selling",
            "电商|直播|主播|带货|网店|淘宝|网络营销|新媒体运营|短视频",
        ),
        Occupation(
            "4-04-05",
            "软件服务、数据标注、呼叫中心",
            "software services, data labelling, call centre",
            "数据标注|标注|呼叫|话务|坐席|座席|人工智能训练|测试员|运维|审核员|内容审核|数据录入",
        ),
        Occupation("4-07-02", "客服、商务咨询", "customer service and business advice", "客服|咨询|售后"),
        Occupation(
            "2-02-10",
            "软件和信息工程",
            "software and information engineering",
            "软件|程序|开发|前端|后端|算法|网络工程|信息工程|java|python",
        ),
        Occupation("2-02-38", "数字技术工程", "digital technology", "大数据|人工智能工程|云计算|物联网|数字"),
        Occupation("2-09-06", "设计", "design", "设计|美工|平面|ui"),
        Occupation("4-08-09", "摄影、影像处理", "photography and images", "摄影|修图|影像|剪辑"),
    ),
    _group(
        "办公、财务和教育",
        "Office, accounts and teaching",
        Occupation("3-01-01", "行政业务办理", "administration", "行政业务|窗口|办事员|社保专员"),
        Occupation(
            "3-01-02",
            "文员、秘书、打字",
            "clerks, secretaries, typing",
            "文员|文秘|秘书|行政|打字|速录|内勤|资料员|档案|前台|助理|办公室",
        ),
        Occupation("2-06-03", "会计、出纳", "accounts", "会计|出纳|财务|记账"),
        Occupation("2-06-08", "人力资源专业", "human resources", "人力资源|人事|招聘专员"),
        Occupation("4-07-03", "人力资源服务", "employment services", "劳务|职业指导|就业指导|就业辅导"),
        Occupation("2-06-07", "商务、市场", "business and marketing", "商务|市场专员|市场推广|策划"),
        Occupation("2-07-09", "社会工作", "social work", "社工|社会工作"),
        Occupation("2-08-04", "幼儿教育", "nursery teaching", "幼儿|幼教"),
        Occupation("2-08-05", "特殊教育", "special-education teaching", "特教|特殊教育|手语老师|手语教师"),
        Occupation("2-08-03", "中小学教育", "school teaching", "教师|老师|教员"),
        Occupation("2-10-05", "翻译", "translation", "翻译"),
        Occupation("2-10-02", "编辑、校对", "editing", "编辑|校对|文案"),
    ),
    _group(
        "销售、餐饮和酒店",
        "Sales, kitchens and hotels",
        Occupation(
            "4-01-02", "销售、营业员、收银", "sales, shop and till", "销售|营业员|收银|导购|店员|业务员|理货|促销|营销"
        ),
        Occupation("4-01-01", "采购", "buying", "采购"),
        Occupation(
            "4-03-02",
            "厨师、面点、餐厅服务",
            "cooks, pastry, waiting",
            "厨|面点|餐厅|餐饮|服务员|传菜|洗碗|咖啡|茶艺|烹调|配菜|帮厨|切配",
        ),
        Occupation("4-03-01", "客房、酒店服务", "hotel rooms and reception", "客房|酒店|宾馆|民宿"),
        Occupation("4-02-06", "仓库、分拣", "warehouse and sorting", "仓|库管|分拣|拣货|保管员"),
        Occupation("4-02-07", "快递、邮政", "parcels and post", "快递|邮政|投递|揽收"),
        Occupation("4-02-02", "道路运输、司机", "driving", "司机|驾驶|网约车"),
    ),
    _group(
        "物业、环境和居民服务",
        "Buildings, environment and neighbourhood services",
        Occupation("4-06-01", "物业服务、停车管理", "property services, parking", "物业|楼管|宿管|停车"),
        Occupation("4-07-05", "保安、值守", "security and gatekeeping", "保安|门卫|值班|值守|安保|监控"),
        Occupation("4-09-08", "保洁、环卫", "cleaning", "保洁|环卫|清洁|清扫"),
        Occupation("4-09-10", "绿化、园艺", "gardens and greenery", "绿化|园林|园艺|花卉|花艺"),
        Occupation("4-10-02", "裁缝、洗衣", "tailoring and laundry", "裁缝|洗衣|干洗|织补|熨烫"),
        Occupation("4-10-03", "美容美发", "hair and beauty", "美容|美发|美甲|理发"),
        Occupation("4-10-07", "宠物服务", "pet care", "宠物"),
        Occupation(
            "4-10-08", "外卖配送、代驾", "delivery of orders, driving for others", "外卖|配送员|骑手|代驾司机|代驾"
        ),
        Occupation("4-12-01", "汽车、摩托车修理", "car and motorcycle repair", "汽修|汽车维修|洗车|汽车美容|摩托"),
        Occupation("4-12-02", "电脑、办公设备维修", "computer repair", "电脑维修|办公设备"),
        Occupation("4-12-03", "家电、手机维修", "appliance and phone repair", "家电|手机维修|电器维修"),
        Occupation(
            "4-12-04", "钟表、鞋、锁等日用品修理", "repair of watches, shoes, locks", "修鞋|钟表|锁具|配钥匙|自行车"
        ),
        Occupation("4-13", "文化、教育辅助", "culture and teaching support", "讲解|文化馆|图书|演员|声优|配音|有声"),
    ),
    _group(
        "手工和工艺",
        "Handicraft",
        Occupation(
            "6-09-03",
            "刺绣、编织、皮雕、剪纸等手工艺",
            "embroidery, weaving, leather carving, paper cutting",
            "手工|刺绣|编织|皮雕|剪纸|工艺品|工艺美术|雕刻|陶艺|毡",
        ),
        Occupation("6-05-01", "缝纫、裁剪", "sewing and cutting", "缝纫|裁剪|制衣|服装|车位|缝制"),
        Occupation("6-05-04", "鞋帽、皮革制品", "shoes, hats, leather goods", "制鞋|皮具|皮革|箱包|鞋"),
        Occupation("6-04", "纺织、毛绒加工", "textiles and wool", "纺织|羊绒|毛纺|挡车|针织|印染"),
        Occupation("6-06", "木工、家具", "woodwork and furniture", "木工|家具"),
        Occupation("6-08-01", "印刷、装订", "printing and binding", "印刷|装订|印前"),
    ),
    _group(
        "食品和农牧",
        "Food, farming and herding",
        Occupation("6-02-01", "糕点、面包烘焙", "baking", "烘焙|糕点|面包|西点|蛋糕|裱花"),
        Occupation("6-02-04", "乳制品加工", "dairy", "乳|奶制品|奶食"),
        Occupation("6-02", "食品、饮料加工", "food and drink", "食品|饮料|酿|酱"),
        Occupation("6-01-04", "肉类加工", "meat", "屠宰|肉|畜禽制品|分割"),
        Occupation("6-01", "农副产品初加工", "first processing of farm produce", "农副|粮油|果蔬|坚果|杂粮|农产品"),
        Occupation("5-01", "种植", "growing crops", "种植|大棚|农作物|温室|农技|农业|采摘|育苗"),
        Occupation("5-03", "养殖、放牧", "animals and herding", "养殖|饲养|牧|兽医"),
        Occupation("6-12-02", "中药饮片加工", "Chinese medicinal herbs", "中药|药材|饮片"),
    ),
    _group(
        "工厂和技术",
        "Factories and trades",
        Occupation("6-31-05", "包装、打包", "packing", "包装|打包|贴标|装箱"),
        Occupation("6-31-03", "检验、质检", "inspection and quality", "质检|检验|检测|品检|化验"),
        Occupation(
            "6-31-01", "电工、设备维修", "electricians and maintenance", "电工|机修|设备维修|设备维护|维修工|机电"
        ),
        Occupation(
            "6-25-04",
            "电子装配、调试",
            "electronics assembly",
            "电子装配|电子|插件|组装|装配|流水线|普工|操作工|电路|焊锡",
        ),
        Occupation("6-20-01", "机械装配、钳工", "mechanical assembly", "钳工|机械装配|装配钳"),
        Occupation("6-18-01", "车工、铣工、数控", "turning, milling, CNC", "车工|铣工|数控|磨工|加工中心"),
        Occupation("6-18-02", "焊工、铸造", "welding and casting", "焊工|电焊|铸造|锻"),
        Occupation("6-28-01", "发电、风电、光伏运行", "power, wind and solar plants", "光伏|风电|新能源|发电|变电"),
        Occupation("6-11", "化工、塑料、橡胶", "chemicals, plastics, rubber", "化工|塑料|橡胶|注塑"),
        Occupation("6-29", "建筑、装修", "building and decorating", "建筑|装修|油漆|抹灰|施工|工地|瓦工"),
        Occupation("6-30-05", "叉车、起重机操作", "forklifts and cranes", "叉车|起重|行车工|铲车"),
        Occupation("2-02-07", "机械工程技术", "mechanical engineering", "机械工程|机械设计|工艺工程|制图|cad"),
        Occupation(
            "2-02-30", "管理和安全工程", "industrial and safety engineering", "安全员|工程管理|生产管理|造价|预算员"
        ),
    ),
)
OCCUPATIONS = tuple(member for _chinese, _english, members in GROUPS for member in members)
BY_CODE = {occupation.code: occupation for occupation in OCCUPATIONS}
MOST = 5
"""How many occupations a seeker wishes for, in order."""


def choices() -> list:
    """Grouped choices for a select, in the reader's language."""
    is_chinese = (get_language() or "zh").startswith("zh")
    return [
        (chinese if is_chinese else english, [(member.code, member.name) for member in members])
        for chinese, english, members in GROUPS
    ]


@cache
def official_names() -> dict[str, str]:
    """The official name by code, of the groups that were compared with the edition."""
    file = Path(__file__).resolve().parent / "data" / "classification-2022.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def official_name(code: str) -> str:
    """The name of exactly this group in the edition; empty where the code was not compared with it."""
    return official_names().get(code, "")


def name_of(code: str) -> str:
    """The plain name of ``code``, or of the nearest group above it; the code itself where none is listed."""
    levels = code.split("-")
    while levels:
        found = BY_CODE.get("-".join(levels))
        if found:
            return found.name
        levels.pop()
    return code


@cache
def _patterns() -> list[tuple[Occupation, re.Pattern]]:
    return [(occupation, re.compile(occupation.words, re.IGNORECASE)) for occupation in OCCUPATIONS]


def guess(title: str) -> str:
    """The code that the words of a title point to, empty where none do.

    The longest word found wins (汽车维修 before 维修), then the one nearer the end, where Chinese titles name the work.
    """
    best = ("", (0, -1))
    for one, pattern in _patterns():
        for match in pattern.finditer(title):
            weight = (len(match[0]), match.end())
            if weight > best[1]:
                best = (one.code, weight)
    return best[0]
