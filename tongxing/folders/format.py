"""The form of a campaign folder: its files, their columns in order, and the words for choices.

Used by loading, saving and the demo alike, so that they cannot drift apart. docs/campaign-folder.md tells the same
to readers; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tongxing.common.sheets import Heading


@dataclass(frozen=True)
class Field:
    """One column: the field it fills, its heading and other usual ones, its width when written."""

    field: str
    name: str
    others: tuple[str, ...] = ()
    width: int = 14
    required: bool = False
    is_name: bool = False
    joins: bool = False

    def heading(self) -> Heading:
        return Heading(self.field, (self.name, *self.others), self.required, is_name=self.is_name, joins=self.joins)


@dataclass(frozen=True)
class Form:
    """One file of an event: its name, the name of its sheet, its columns."""

    key: str
    file: str
    sheet: str
    fields: tuple[Field, ...]

    def headings(self) -> list[Heading]:
        return [field.heading() for field in self.fields]

    def name(self, field: str) -> str:
        """The heading of ``field``."""
        return next(one.name for one in self.fields if one.field == field)


NUMBER = Field("number", "编号", ("序号编号",), 12, required=True)
REGION_CODE = Field("region_code", "地区代码", ("区划代码",), 12)
REGISTRATION = Field("registration", "登记编号", ("求职者编号",), 12)
BY_CERTIFICATE = Field("certificate", "残疾人证号", ("残疾证号", "证号"), 24)
BY_PHONE = Field("phone", "手机", ("手机号", "手机号码", "联系电话"), 14)
BY_NAME = Field("name", "姓名", (), 12)
VACANCY = Field("vacancy", "岗位编号", ("职位编号",), 12, required=True)

EMPLOYERS = Form(
    "employers",
    "employers.xlsx",
    "单位",
    (
        Field("number", "编号", ("单位编号",), 12),
        Field(
            "name",
            "单位名称",
            ("企业名称", "用人单位", "公司名称", "单位全称", "企业全称", "公司全称", "用人单位名称", "用工单位"),
            34,
            required=True,
            is_name=True,
        ),
        Field("credit_code", "统一社会信用代码", ("信用代码",), 22),
        Field("industry", "行业", ("所属行业", "行业类别"), 24),
        Field("region", "地区", ("旗县", "旗县区", "所在地区", "单位所在地"), 20),
        REGION_CODE,
        Field("address", "单位地址", ("地址",), 34),
        Field("headcount", "职工人数", ("单位人数", "员工人数"), 10),
        Field("contact_name", "联系人", (), 12),
        Field("contact_phone", "联系电话", ("电话", "手机"), 16, joins=True),
        Field("booth", "展位", ("展位号",), 10),
        Field("standing", "参加情况", ("状态",), 10),
        Field("registered_at", "登记时间", ("报名时间",), 20),
    ),
)
VACANCIES = Form(
    "vacancies",
    "vacancies.xlsx",
    "岗位",
    (
        NUMBER,
        Field("employer", "单位名称", (), 34, required=True),
        Field("title", "岗位名称", (), 18, required=True),
        Field("occupation", "职业代码", (), 12),
        Field("openings", "招聘人数", (), 10, required=True),
        Field("wage", "月薪", (), 16),
        Field("education", "学历要求", (), 12),
        Field("region", "旗县", (), 20),
        REGION_CODE,
        Field("place", "工作地点", (), 30),
        Field("from_home", "居家办公", (), 10),
        Field("hours", "工作时间", (), 16),
        Field("duties", "岗位职责", (), 40),
        Field("requirements", "岗位要求", (), 40),
        Field("skills_required", "技能要求", (), 18),
        Field("skills_welcome", "加分技能", (), 18),
        Field("offered", "可提供便利", (), 30),
        Field("can_arrange", "可安排便利", (), 30),
        Field("cannot", "无法提供便利", (), 20),
        Field("contact_name", "联系人", (), 12),
        Field("contact_phone", "联系电话", (), 16),
        Field("accommodation_contact", "便利联系人", (), 24),
        Field("state", "状态", (), 8),
        Field("entered_at", "录入时间", (), 20),
    ),
)
SEEKERS = Form(
    "seekers",
    "seekers.xlsx",
    "求职者",
    (
        Field("number", "编号", ("登记编号", "求职者编号"), 12, required=True),
        Field("ticket", "票号", (), 20),
        Field("name", "姓名", (), 12, required=True),
        Field("phone", "手机", (), 14),
        Field("certificate", "残疾人证号", (), 24),
        Field("certificate_until", "证件有效期至", (), 14),
        Field("region", "旗县", (), 20),
        REGION_CODE,
        Field("education", "学历", (), 10),
        Field("wish", "求职意向", (), 24),
        Field("occupations", "职业代码", (), 24),
        Field("wage", "期望薪资", (), 12),
        Field("hours", "可工作时间", (), 14),
        Field("from_home", "居家就业", (), 10),
        Field("reach", "可接受工作地区", (), 14),
        Field("free_from", "可到岗日期", (), 14),
        Field("skills", "技能", (), 24),
        Field("needs", "需要的便利", (), 30),
        Field("helps", "有帮助的便利", (), 24),
        Field("limits", "不宜从事", (), 24),
        Field("about", "自我介绍", (), 40),
        Field("experience", "工作经历", (), 40),
        Field("guardian", "监护人", (), 12),
        Field("guardian_phone", "监护人电话", (), 14),
        Field("guardian_relation", "与本人关系", (), 12),
        Field("guardian_proof", "监护证明", (), 14),
        Field("shows_phone", "可看手机", (), 10),
        Field("shows_needs", "可看便利", (), 10),
        Field("consents", "同意事项", (), 30),
        Field("can_come_from", "最早可到", (), 10),
        Field("must_leave_by", "最晚离开", (), 10),
        Field("means", "登记方式", (), 10),
        Field("registered_at", "登记时间", ("报名时间",), 20),
    ),
)
ATTENDANCES = Form(
    "attendances",
    "attendances.xlsx",
    "签到",
    (
        NUMBER,
        REGISTRATION,
        BY_CERTIFICATE,
        BY_PHONE,
        BY_NAME,
        Field("arrived_at", "签到时间", ("到场时间",), 20, required=True),
        Field("means", "签到方式", (), 12),
    ),
)
RESUMES = Form(
    "resumes",
    "resumes.xlsx",
    "简历",
    (
        NUMBER,
        REGISTRATION,
        BY_CERTIFICATE,
        BY_PHONE,
        BY_NAME,
        Field("employer", "单位编号", (), 12),
        Field("means", "投递方式", ("方式",), 10),
        Field("handed_in_at", "投递时间", ("提交时间",), 20, required=True),
    ),
)
INTENTS = Form(
    "intents",
    "intents.xlsx",
    "意向",
    (
        NUMBER,
        REGISTRATION,
        BY_CERTIFICATE,
        BY_PHONE,
        BY_NAME,
        VACANCY,
        Field("seeker_agrees", "求职者同意", ("求职者意向",), 12),
        Field("employer_agrees", "单位同意", ("单位意向",), 12),
        Field("registered_at", "登记时间", ("意向时间",), 20, required=True),
    ),
)
VIEWINGS = Form(
    "viewings",
    "viewings.csv",
    "观看",
    (
        NUMBER,
        Field("channel", "平台", ("渠道",), 14),
        Field("started_at", "开始时间", ("观看时间",), 20, required=True),
        Field("seconds", "观看秒数", ("秒数", "时长秒"), 10),
    ),
)
WISHES = Form(
    "wishes",
    "wishes.xlsx",
    "面试意愿",
    (Field("registration", "登记编号", (), 12, required=True), VACANCY, Field("side", "哪一方", (), 10, required=True)),
)
INTERVIEWS = Form(
    "interviews",
    "interviews.xlsx",
    "面试",
    (
        Field("registration", "登记编号", (), 12, required=True),
        VACANCY,
        Field("starts_at", "开始时间", (), 20),
        Field("ends_at", "结束时间", (), 20),
        Field("booth", "展位", (), 10),
        Field("desk", "台位", (), 8),
        Field("interpreter", "翻译", (), 12),
        Field("quiet_room", "安静间", ("安静室",), 14),
        Field("why_not", "未排上的原因", (), 30),
        Field("outcome", "结果", (), 12),
        Field("outcome_note", "结果说明", (), 24),
    ),
)
FORMS = {
    form.key: form
    for form in (EMPLOYERS, VACANCIES, SEEKERS, ATTENDANCES, RESUMES, INTENTS, VIEWINGS, WISHES, INTERVIEWS)
}

YES, NO = "是", "否"
STANDINGS = {"参加": "taking_part", "退出": "withdrawn", "只报岗位": "posts_only"}
VACANCY_STATES = {"招聘中": "open", "已招满": "closed", "已撤回": "withdrawn"}
REGISTRATION_MEANS = {"本人": "self", "监护人": "guardian", "工作人员": "staff", "表格": "sheet", "现场": "walk_in"}
ATTENDANCE_MEANS = {
    "票": "ticket",
    "手机": "phone",
    "证件": "certificate",
    "姓名": "name",
    "现场登记": "walk_in",
    "表格": "sheet",
}
RESUME_MEANS = {"现场": "on_site", "网上": "online"}
SIDES = {"求职者": "seeker", "单位": "employer"}
OUTCOMES = {"未进行": "pending", "双方有意": "intent", "再考虑": "thinking", "不合适": "no", "缺席": "absent"}
CONSENTS = {"匹配": "matching", "单位查看": "show_employer", "联系": "contact", "统计": "statistics"}
EDUCATION = {"不限": 0, "小学": 1, "初中": 2, "高中": 3, "大专": 4, "本科": 5, "硕士": 6, "博士": 7}
REACH = {"本旗县": 1, "本盟市": 2, "本省区": 3, "全国": 4}
FROM_HOME = {"不居家": 0, "都可以": 1, "只居家": 2}


def word_for(words: Mapping[str, object], value: object) -> str:
    """The word that stands for ``value``."""
    return next(word for word, meaning in words.items() if meaning == value)
