"""A folder twice changes nothing, whatever its cells say; one with a fault writes nothing either time."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.folders.small import SmallFolder
from tongxing.campaigns.models import Campaign
from tongxing.fairs.models import Attendance, Participation, Registration
from tongxing.folders.actions import load_campaign
from tongxing.jobs.models import Seeker, Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Consent, Person, Region
from tongxing.trail.models import Entry

MODELS = (
    *(Attendance, Campaign, Consent, Organisation, Participation, Person, Region, Registration, Seeker, Vacancy),
    Entry,
)
CELLS = {
    "employers": {
        "name": ["太原青禾食品有限公司", "青禾", "#N/A", "同上", "总计划有限公司", " 山西云岚电子有限公司"],
        "credit_code": ["", "91150200MA0EXAMP1B", "91150200MA0Q3K5X8X", "不详"],
        "region": ["小店区", "太原市", "火星", ""],
        "contact_phone": ["", "0351-6543210", "1 5400000021", "12"],
        "standing": ["", "参加", "只报岗位", "退出"],
    },
    "vacancies": {
        "title": ["面点师", "合计", "", " 面点师 ", "总计划员"],
        "openings": ["3", "若干", "3人", "0", ""],
        "wage": ["4000-6000", "面议", "", "4k", "6000-4000"],
        "hours": ["", "每周20小时", "看情况"],
        "offered": ["", "坡道", "无坡道", "不知道"],
        "education": ["", "初中", "本科", "不知道"],
        "contact_phone": ["", "15400000021", "12"],
        "state": ["", "招聘中", "已撤回", "关"],
    },
    "seekers": {
        "name": ["林晓雯", "林 晓雯", "", "#N/A", "包志强"],
        "phone": ["15400000011", "15400000012", "", "12"],
        "certificate": ["", "15010519900307123643", "15010519880512456931", "1"],
        "education": ["", "初中", "不知道"],
        "wish": ["", "面点师", "随便"],
        "needs": ["", "坡道、手语翻译", "无", "其他"],
        "consents": ["", "匹配", "匹配、联系", "都行"],
        "guardian": ["", "王芳"],
        "guardian_proof": ["", "户口簿"],
    },
    "attendances": {"registration": ["R-1", "R-2", "R-9"], "means": ["", "票", "表格", "飞"]},
}
CHANGES = st.lists(
    st.sampled_from(
        [
            (sheet, index, field, value)
            for sheet, fields in CELLS.items()
            for index in (0, 1)
            for field, values in fields.items()
            for value in values
        ]
    ),
    max_size=4,
)


def state():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


class Twice(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def test_any_folder(self, changes):
        with tempfile.TemporaryDirectory() as path:
            small = SmallFolder(Path(path))
            for sheet, index, field, value in changes:
                small.sheets[sheet][index][field] = value
            folder = small.write()
            before = state()
            first = load_campaign(folder=folder, by="tests")
            between = state()
            second = load_campaign(folder=folder, by="tests")

            assert second.problems == first.problems
            assert state() == between
            assert (between == before) if first.problems else second.total().is_quiet
