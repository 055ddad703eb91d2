"""The columns of an employers' sheet: our name first, then how else people call it."""

from dataclasses import replace

from tongxing.common.sheets import Heading

REQUIRED = ("employer", "title", "openings")
USUAL = {
    "employer": (
        "单位名称 企业名称 用人单位 用人单位名称 公司名称 单位 企业 公司 招聘单位 招聘单位名称 用工单位 招聘企业 "
        "单位全称 企业全称 公司全称 用人单位全称 招聘单位全称 用工单位全称 用工单位名称 用工企业 用工企业名称 "
        "招聘企业名称 招聘公司 招聘公司名称 用人企业 用人企业名称 需求单位 需求单位名称 岗位提供单位 提供岗位单位 "
        "参会单位 参会单位名称 参会企业 参会企业名称 参展单位 参展单位名称 参展企业 单位企业名称 企业单位名称 "
        "单位名 企业名 公司名 机构名称 雇主 雇主名称 厂家名称 招工单位 招工企业 招工单位名称 法人单位名称"
    ),
    "title": (
        "岗位名称 岗位 职位 职位名称 招聘岗位 招聘岗位名称 招聘职位 工种 需求岗位 用工岗位 招聘职位名称 招聘工种 "
        "需求工种 用工工种 工种名称 岗位工种 岗位全称 需求岗位名称 招工岗位 拟招岗位 拟聘岗位"
    ),
    "openings": (
        "招聘人数 人数 需求人数 招工人数 岗位数 岗位数量 需求数 招聘数量 数量 名额 拟招人数 用工人数 需求数量 招聘名额 "
        "招聘数 用工数 用人数 招用人数 拟聘人数 拟招聘人数 招录人数 岗位人数 需求人员数 "
        "招聘总数 招聘总人数 用工数量 需求名额"
    ),
    "number": "编号 岗位编号 职位编号 岗位编码",
    "credit_code": "统一社会信用代码 信用代码 社会信用代码 统一信用代码 机构代码",
    "industry": "行业 所属行业 行业类别 行业类型 单位行业",
    "employer_region": "单位所在地 单位所在地区 注册地 企业所在地 单位地区",
    "headcount": "单位人数 员工人数 职工人数 企业规模 单位规模 在职人数",
    "address": "单位地址 企业地址 公司地址 注册地址 详细地址",
    "wage": (
        "月薪 薪资 薪资待遇 工资待遇 工资 薪酬 待遇 薪酬待遇 月工资 工资水平 薪资范围 薪酬范围 月薪范围 "
        "福利待遇 薪资水平 月薪资 工资标准 年薪 日薪 时薪 周薪 日工资 小时工资 周工资 "
        "工资/元 月薪/元 薪资/元 工资待遇/元 薪资k 月薪k 工资元/月 薪资元/月"
    ),
    "wage_min": "最低月薪 最低工资 最低薪资 薪资下限 月薪下限 工资下限",
    "wage_max": "最高月薪 最高工资 最高薪资 薪资上限 月薪上限 工资上限",
    "education": "学历要求 学历 文化程度 最低学历 学历层次 文化程度要求",
    "region": (
        "旗县 旗县区 所属地区 地区 盟市 盟市旗县 工作地区 工作区域 区县 所在地区 所属旗县 所属区域 县区 市区县 所在旗县"
    ),
    "place": "工作地点 工作地址 上班地点 岗位地点 工作单位地址 地点",
    "from_home": "居家办公 是否居家 可否居家 居家就业 能否居家办公",
    "hours": "工作时间 工作时长 上班时间 每周工时 工时",
    "duties": "岗位职责 工作内容 职责 岗位描述 工作职责 职位描述 岗位说明 主要职责",
    "requirements": "岗位要求 任职要求 任职条件 招聘条件 招聘要求 应聘条件 条件要求 其他要求 要求 岗位条件",
    "skills_required": "技能要求 必备技能 所需技能 专业技能",
    "skills_welcome": "加分技能 优先技能 优先条件 技能优先",
    "offered": (
        "可提供便利 可提供的便利 提供便利 无障碍便利 便利条件 便利措施 "
        "已提供便利 无障碍条件 无障碍设施 合理便利 已有便利 能提供的便利 能提供便利 提供的便利 无障碍便利条件 "
        "无障碍环境 适合残疾类别及能提供的便利 适合残疾类别及可提供的便利 适合残疾类别和提供的便利"
    ),
    "can_arrange": "可安排便利 可安排的便利 可协商便利 可以安排的便利 经协商可提供便利",
    "cannot": "无法提供便利 不能提供的便利 不能提供便利 暂不能提供便利 无法提供的便利",
    "contact_name": "联系人 招聘联系人 联系人姓名 单位联系人 联络人",
    "contact_phone": (
        "联系电话 电话 联系方式 手机 联系人电话 手机号 手机号码 招聘电话 咨询电话 报名电话 联络电话 "
        "办公电话 固定电话 座机 座机电话 单位电话 移动电话 联系手机 联系人手机"
    ),
    "contact": "联系人及电话 联系人及联系方式 联系人和电话 联系人及联系电话 联系人/电话 联系人/联系电话",
    "accommodation_contact": "便利联系人 无障碍联系人 便利咨询 便利联系人及电话 合理便利联系人",
}
LEAST, MOST = "最低 下限 最低值 低限 起", "最高 上限 最高值 高限 止"
"""What stands under a heading of wages that is parted in two columns: 工资待遇 over 最低 and 最高."""
for _bound, _words in (("wage_min", LEAST), ("wage_max", MOST)):
    USUAL[_bound] += "".join(f" {wage}{word}" for wage in USUAL["wage"].split() for word in _words.split())
HEADINGS = [
    Heading(
        field,
        tuple(names.split()),
        field in REQUIRED,
        is_name=field in ("employer", "title"),
        is_count=field == "openings",
        joins=field == "contact_phone",
    )
    for field, names in USUAL.items()
]
"""The first name of each is the one in the template and in workbooks that we write."""

NAMES = {heading.field: heading.names[0] for heading in HEADINGS}
TEMPLATE = [
    *("number", "employer", "credit_code", "industry", "title", "openings", "wage", "education", "region", "place"),
    *("hours", "from_home", "duties", "requirements", "skills_required", "skills_welcome"),
    *("offered", "can_arrange", "cannot", "contact_name", "contact_phone", "accommodation_contact"),
]
"""The columns of the template, in order."""


def headings(*, needs_employer: bool = True) -> list[Heading]:
    """``HEADINGS``; an employer's own sheet need not name the employer."""
    if needs_employer:
        return HEADINGS
    return [replace(heading, required=heading.required and heading.field != "employer") for heading in HEADINGS]
