"""Which section of GB/T 4754-2017 a cell means: its letter, its name, or a word for it."""

import re

from engines.wording import folded

SECTIONS = (
    ("A", "农、林、牧、渔业", r"农业|林业|牧业|渔业|农牧|种植|养殖|畜牧|农林"),
    ("B", "采矿业", r"采矿|矿业|煤炭|采选|油气"),
    ("C", "制造业", r"制造|加工|机电|机械|纺织|食品|化工|装备|服装|印刷|冶金|电子设备|制药"),
    ("D", "电力、热力、燃气及水生产和供应业", r"电力|热力|燃气|供水|供热|新能源|光伏|风电|能源"),
    ("E", "建筑业", r"建筑|施工|装修|装饰|工程"),
    ("F", "批发和零售业", r"批发|零售|商贸|贸易|超市|电商|电子商务|销售|百货"),
    ("G", "交通运输、仓储和邮政业", r"交通|运输|仓储|邮政|物流|快递"),
    ("H", "住宿和餐饮业", r"住宿|餐饮|酒店|宾馆|饭店"),
    ("I", "信息传输、软件和信息技术服务业", r"信息|软件|互联网|通信|数据|网络|科技"),
    ("J", "金融业", r"金融|银行|保险|证券"),
    ("K", "房地产业", r"房地产|物业"),
    ("L", "租赁和商务服务业", r"租赁|商务|人力资源|劳务|广告|咨询|保安"),
    ("M", "科学研究和技术服务业", r"科学研究|科研|技术服务|检测|设计"),
    ("N", "水利、环境和公共设施管理业", r"水利|环境|公共设施|环卫|园林|绿化|环保"),
    ("O", "居民服务、修理和其他服务业", r"居民服务|修理|家政|按摩|美容|美发|洗染|维修|服务业"),
    ("P", "教育", r"教育|培训|学校|幼儿园"),
    ("Q", "卫生和社会工作", r"卫生|医疗|社会工作|养老|康复|医院|医药|福利"),
    ("R", "文化、体育和娱乐业", r"文化|体育|娱乐|传媒|影视|旅游"),
    ("S", "公共管理、社会保障和社会组织", r"公共管理|社会保障|社会组织|机关|协会|政府"),
    ("T", "国际组织", r"国际组织"),
)


def section(text: str) -> str:
    """The section's letter; empty where the text names none."""
    said = folded(text).upper()
    if re.fullmatch(r"[A-T](\b.*)?", said) and (len(said) == 1 or not said[1].isalpha()):
        return said[0]
    plain = re.sub(r"[、，,和及与\s]", "", said)
    for letter, name, _words in SECTIONS:
        if re.sub(r"[、，,和及与\s]", "", name).removesuffix("业") in plain:
            return letter
    for letter, _name, words in SECTIONS:
        if re.search(words, said):
            return letter
    return ""
