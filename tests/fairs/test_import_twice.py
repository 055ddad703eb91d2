"""The same file twice changes nothing, whatever is wrong with it; a mended one duplicates nothing."""

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cast import FairFactory, region
from tongxing.fairs.actions.intake import import_seekers, import_vacancies
from tongxing.fairs.intake import SEEKERS, VACANCIES, look
from tongxing.fairs.models import Participation, Registration
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Consent, Person
from tongxing.trail.models import Entry

BY = "tests"
TOP = [
    "编号",
    "单位名称",
    "统一社会信用代码",
    "岗位",
    "人数",
    "月薪",
    "旗县",
    "工作地点",
    "工作时间",
    "可提供便利",
    "联系电话",
]
CODES = ["91150200MA0EXAMP1B", "91150200MA0Q3K5X8X", "91150203701439821F", "91150200MA0EXAMP1C"]
"""Three that are right and one that is not."""
POSTS = st.tuples(
    st.sampled_from(["", "", "1", "2", "V0001", "V0002", "V0003"]),
    st.sampled_from(["麦香坊有限公司", "麦香坊有限责任公司", "星河电子厂", "", "同上", "#N/A", "0", "--", "无"]),
    st.sampled_from(["", "", *CODES]),
    st.sampled_from(["面点师", "面点师", "收银员", "面点师 ", "", "合计", "同上", "123"]),
    st.sampled_from(["2", "3", "5", "若干", "", "0", "#REF!"]),
    st.sampled_from(["3000", "4000-6000", "面议", "", "6000-4000"]),
    st.sampled_from(["昆都仑区", "土右旗", "", "火星"]),
    st.sampled_from(["", "", "钢铁大街1号", "萨拉齐镇"]),
    st.sampled_from(["", "每周20小时", "每周40小时", "看情况"]),
    st.sampled_from(["", "坡道", "手语翻译", "无坡道", "不知道"]),
    st.sampled_from(["", "15400000011", "12"]),
)
PEOPLE_TOP = [
    "编号",
    "姓名",
    "手机",
    "残疾人证号",
    "旗县",
    "学历",
    "求职意向",
    "需要的便利",
    "同意匹配",
    "监护人",
    "监护证明",
]
CERTIFICATES = ["15010519900307123643", "15010519880512456931", "15020319750101002612"]
PEOPLE = st.tuples(
    st.sampled_from(["", "", "1", "2", "3"]),
    st.sampled_from(["林晓雯", "林晓雯", "包志强", "", "同上", "#N/A"]),
    st.sampled_from(["15400000011", "15400000012", "", "12"]),
    st.sampled_from(["", "", *CERTIFICATES, "1501051990030712364"]),
    st.sampled_from(["昆都仑区", "土右旗", "", "火星"]),
    st.sampled_from(["初中", "大专", "", "不知道"]),
    st.sampled_from(["面点师", "客服", "", "随便"]),
    st.sampled_from(["", "坡道", "手语翻译", "无"]),
    st.sampled_from(["是", "否", ""]),
    st.sampled_from(["", "", "王芳", "李强"]),
    st.sampled_from(["", "户口簿"]),
)
GOOD = ["9", "晨光包装厂", "", "包装工", "4", "3500", "昆都仑区", "", "", "", ""]
GOOD_PERSON = ["9", "白音", "15400000099", "", "昆都仑区", "初中", "客服", "", "", "", ""]
MANY = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def sheet(top, rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([top, GOOD if top is TOP else GOOD_PERSON, *rows])
    return out.getvalue().encode()


def bring(fair, data, kind=VACANCIES):
    """What the import of a file did."""
    seen = look(fair=fair, kind=kind, data=data, name="岗位.csv", by=BY)
    act = import_vacancies if kind == VACANCIES else import_seekers
    done = act(fair=fair, lines=seen.lines, by=BY, source="ab" * 32, seen=seen.comparison.fingerprint())
    return seen, done


def state():
    """Everything that an import may write."""
    models = (Organisation, Vacancy, Participation, Person, Registration, Consent)
    return [list(model.objects.order_by("pk").values()) for model in models], Entry.objects.count()


def assert_twice(fair, data, kind):
    _seen, first = bring(fair, data, kind)
    before = state()
    _seen, second = bring(fair, data, kind)

    assert second.changes_nothing
    assert state() == before
    assert second.counts()["mend"] == first.counts()["mend"]
    assert second.counts()["unchanged"] == sum(first.counts()[name] for name in ("new", "changed", "unchanged"))


def a_fair(state):
    region("150203"), region("150221")
    return FairFactory(event__region="150200", state=state)


class Twice(TestCase):
    """Each example in a transaction of its own."""

    @MANY
    @given(st.lists(POSTS, min_size=1, max_size=5))
    def test_posts_of_any_sheet(self, rows):
        fair = a_fair("posts")
        assert_twice(fair, sheet(TOP, rows), VACANCIES)

    @MANY
    @given(st.lists(POSTS, min_size=1, max_size=4), st.lists(POSTS, min_size=1, max_size=4))
    def test_posts_of_any_sheet_after_any_other(self, before, rows):
        fair = a_fair("posts")

        bring(fair, sheet(TOP, before))

        assert_twice(fair, sheet(TOP, rows), VACANCIES)

    @MANY
    @given(st.lists(PEOPLE, min_size=1, max_size=5))
    def test_people_of_any_sheet(self, rows):
        fair = a_fair("seekers")
        assert_twice(fair, sheet(PEOPLE_TOP, rows), SEEKERS)

    @MANY
    @given(st.lists(PEOPLE, min_size=1, max_size=4), st.lists(PEOPLE, min_size=1, max_size=4))
    def test_people_of_any_sheet_after_any_other(self, before, rows):
        fair = a_fair("seekers")

        bring(fair, sheet(PEOPLE_TOP, before), SEEKERS)

        assert_twice(fair, sheet(PEOPLE_TOP, rows), SEEKERS)

    @MANY
    @given(st.lists(POSTS, min_size=1, max_size=5))
    def test_the_mended_workbook_adds_no_more_than_was_handed_back(self, rows):
        fair = a_fair("posts")
        _seen, first = bring(fair, sheet(TOP, rows))
        count, bad = Vacancy.objects.count(), first.counts()["mend"]
        if not bad:
            return
        again = look(fair=fair, kind=VACANCIES, data=sheet(TOP, rows), name="岗位.csv", by=BY)
        workbook = again.to_mend("ab" * 32)
        _seen, done = bring(fair, workbook)

        assert Vacancy.objects.count() <= count + bad
        assert len(done.matches) <= bad
        assert done.counts()["changed"] == 0
