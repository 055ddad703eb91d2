"""A small campaign of another province, as a folder: a fair in Taiyuan with two employers and three people."""

import datetime as dt
from copy import deepcopy

from tongxing.folders.writing import write_folder

REGIONS = [
    ["140000", "山西省", 1, "", "", ""],
    ["140100", "太原市", 2, "140000", "", ""],
    ["140105", "小店区", 3, "140100", "", ""],
    ["140106", "迎泽区", 3, "140100", "", ""],
]
OUTLINE = {
    "slug": "taiyuan-2026",
    "name": "太原市助残招聘月",
    "year": 2026,
    "starts_on": dt.date(2026, 5, 10),
    "ends_on": dt.date(2026, 5, 20),
    "region": "140100",
    "hosts": [{"name": "太原市残疾人联合会", "capacity": "host"}],
    "events": [
        {
            "key": "fair.city",
            "kind": "fair",
            "name": "残疾人专场招聘会",
            "region": "140105",
            "place": "小店区综合服务中心",
            "starts_at": dt.datetime(2026, 5, 17, 9),
            "ends_at": dt.datetime(2026, 5, 17, 12),
            "fair": {
                "mode": "both",
                "state": "closed",
                "halls": [
                    {"name": "一楼", "zones": [{"name": "企业", "booths": [{"number": "A1"}, {"number": "A2"}]}]}
                ],
                "interpreters": [
                    {
                        "name": "苏日娜",
                        "languages": ["sign"],
                        "starts_at": dt.datetime(2026, 5, 17, 9),
                        "ends_at": dt.datetime(2026, 5, 17, 12),
                    }
                ],
            },
        },
        {
            "key": "show.city",
            "kind": "show",
            "name": "文艺演出",
            "region": "140106",
            "starts_at": dt.datetime(2026, 5, 18, 19),
            "ends_at": dt.datetime(2026, 5, 18, 21),
        },
    ],
}
SHEETS = {
    "employers": [
        {"number": "E-1", "name": "太原青禾食品有限公司", "industry": "制造业", "region": "小店区", "booth": "A1"},
        {"number": "E-2", "name": "山西云岚电子有限公司", "industry": "C", "region": "太原市迎泽区", "booth": "A2"},
    ],
    "vacancies": [
        {"number": "P-1", "employer": "太原青禾食品有限公司", "title": "面点师", "openings": 3, "wage": "4000-6000"},
        {"number": "P-2", "employer": "山西云岚电子有限公司", "title": "电子装配工", "openings": 8, "wage": "4k-5k"},
    ],
    "seekers": [
        {
            "number": "R-1",
            "name": "林晓雯",
            "phone": "15400000011",
            "region": "小店区",
            "wish": "面点师",
            "needs": "手语翻译",
        },
        {"number": "R-2", "name": "包志强", "phone": "15400000012", "region": "迎泽区", "consents": "匹配、联系"},
        {"number": "R-3", "name": "𠮷㛃", "phone": "15400000013", "region": "太原市"},
    ],
    "attendances": [
        {"number": "A-1", "registration": "R-1", "arrived_at": "2026-05-17 09:10:37", "means": "票"},
        {"number": "A-2", "phone": "15400000012", "name": "包志强", "arrived_at": "2026/5/17 9:20"},
        {"number": "A-3", "registration": "R-1", "arrived_at": "2026-05-17 11:00:00", "means": "票"},
    ],
    "resumes": [{"number": "S-1", "name": "林晓雯", "employer": "E-1", "handed_in_at": "2026-05-17 09:30"}],
    "intents": [
        {
            "number": "I-1",
            "registration": "R-1",
            "vacancy": "P-1",
            "seeker_agrees": "是",
            "employer_agrees": "是",
            "registered_at": "2026-05-17 10:00",
        }
    ],
    "viewings": [
        {"number": "V-1", "channel": "网站", "started_at": "2026-05-17 09:05:00", "seconds": 60},
        {"number": "V-2", "channel": "网站", "started_at": "2026-05-17 09:06:00", "seconds": 5},
    ],
    "wishes": [{"registration": "R-1", "vacancy": "P-1", "side": "求职者"}],
}


class SmallFolder:
    """The folder in parts that a test may change before it is written."""

    def __init__(self, path):
        self.path = path / "taiyuan"
        self.outline, self.regions = deepcopy(OUTLINE), deepcopy(REGIONS)
        self.event = self.outline["events"][0]
        self.rows = {"fair.city": deepcopy(SHEETS)}
        self.sheets = self.rows["fair.city"]

    def write(self):
        write_folder(self.path, self.outline, self.rows, self.regions)
        return self.path

    def file(self, name):
        return self.path / "fair.city" / name
