"""The signs of a wage cell in order: amounts, what they are paid for, bounds, and what is no amount at all.

A number becomes an amount only where nothing says otherwise: years, dates, hours of work, rest days, ages, headcounts,
shares, insurances, telephone numbers and counts of things are matched first and become ``noise``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from engines.wording.numerals import DIGITS, SIGNS, UNITS, numeral

DAILY_HOURS, WEEKLY_DAYS, YEARLY_MONTHS = 8, 5, 12
MONTHLY_DAYS = Decimal("21.75")
"""A month has 21.75 paid days of 8 hours (the labour ministry's conversion, 劳社部发〔2008〕3号): 4.35 weeks of 5."""
MONTHLY = {
    "hour": DAILY_HOURS * MONTHLY_DAYS,
    "day": MONTHLY_DAYS,
    "week": MONTHLY_DAYS / WEEKLY_DAYS,
    "two_weeks": MONTHLY_DAYS / WEEKLY_DAYS / 2,
    "half_month": Decimal(2),
    "month": Decimal(1),
    "quarter": Decimal(1) / 3,
    "year": Decimal(1) / YEARLY_MONTHS,
}
"""How often each is paid in a month."""


@dataclass(frozen=True, slots=True)
class Token:
    """One sign or word. ``what`` names what is paid for, or which bound; an amount has ``low`` and ``high``.

    ``scale`` is the factor that was written (千, 万), 1 where none was; ``is_money`` says that a sign of currency was.
    """

    kind: str
    text: str
    what: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    scale: int = 1
    is_money: bool = False


HAN = "零〇一二两三四五六七八九十"
N = rf"(?:\d{{1,3}}(?:\.\d)?|[{HAN}]{{1,3}})"
TO = r"(?:-|~|至|到|、|/)+"
SPAN = rf"{N}(?:{TO}{N})?"
NOT_ONE = rf"(?!(?:1|一)(?:个|天|日|小|年|周|月|h))(?:{SPAN})"
MORE = r"(?:及?以[上下内]|左右)?"
FILLER = r"(?:工作|上班|上|需|约|不超过|为|是)*"
HOURS = rf"{NOT_ONE}个?半?(?:小时|钟头|h(?![a-z]))(?:工作?制|制|工作|{MORE})"
NOISE = (
    # dates and years
    r"(?:19|20)\d\d(?P<dash>[-./])(?:0?[1-9]|1[0-2])(?P=dash)\d{1,2}(?!\d)[日号]?(?:起|前|后|开始)?",
    r"(?:19|20)\d\d[-./年](?:0?[1-9]|1[0-2])月(?:\d{1,2}(?!\d)[日号]?)?(?:起|前|后|开始)?",
    r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?![\d千kw万])",
    r"(?:19|20)\d\d(?:[-~至到](?:19|20)?\d\d)?(?:年度?|学年|届|级)(?:底|初|末|起)?",
    r"[二][〇零○][〇零○一二三四五六七八九十]{2}年度?",
    r"\d{1,2}月\d{1,2}[日号](?:起|前|后|开始)?",
    r"(?:1[0-2]|0?[1-9])月(?!薪|工资|收入)(?:份|底|初|中旬|起|开始)?",
    r"(?:每月|次月|当月)?\d{1,2}[日号](?:左右|前|准时|之前)*(?:发|结算|到账|支付)(?:放|薪|工资)*",
    r"(?:每月|次月|当月)\d{1,2}[日号]",
    # telephone numbers
    r"(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)",
    r"(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)",
    # the clock, hours, days of work and of rest
    r"(?:早上?|晚上?|上午|下午|中午|凌晨|夜里?|次日)?\d{1,2}[::]\d{2}(?:[-~至到]*(?:早上?|晚上?|下午|次日|凌晨)?\d{1,2}[::]\d{2})?",
    rf"(?:早上?|晚上?|上午|下午|中午|凌晨|次日)?{SPAN}点(?:半|钟|\d{{1,2}}分?)?",
    rf"[早朝]{N}点?[-~至到]?晚{N}点?(?!百|千|万)",
    r"(?:早上|晚上|上午|下午|早|晚)\d{1,2}(?!\d)",
    rf"(?:加班|超过|超出|每天|每日|一天|1天|日均|每周|一周|每班|工作日|天|日|周|工时|工作时间|工作时长){FILLER}{HOURS}",
    rf"{FILLER}{HOURS}(?:/?[天日班周](?!薪|工|结|均)|每[天日周班]|一天|1天)?",
    rf"(?:每?月|每?周|月均|每个月)(?:可|能|有)?(?:休息?|公休|调休|轮休|带薪休假?|工作|出勤|上班|满勤|上|做|干)(?:不少于|至少|满)?{SPAN}(?:天|日|个班|班)?(?:制|班)?(?!百|千|万)",
    rf"(?:休息?|出勤|上班|工作|满勤|上|做|干|带薪年假|年假|年休假?)(?:满|不少于|至少)?{SPAN}(?:天|日)(?:制|班|以上)?",
    rf"(?:每周|一周|周){SPAN}(?:天|日|休)(?:工作?制|制|班)?",
    rf"{NOT_ONE}(?:天|日)(?:工作?制|制|班|休息?|/月|每月|/周|每周|年假|试用|培训|以上|以内)*",
    r"半天",
    rf"[上做干]{N}天?休{N}天?",
    rf"{N}休{N}",
    r"(?:每周|周末?|月|每月)?(?:单双休|大小[周休]|大小礼拜|单休|双休日?|轮休|调休|排休|公休|月休|无休)",
    r"(?:每)?(?:周|星期|礼拜)(?:[一二三四五六日天](?![十百千万])|[1-6](?=[-~至到](?:周|星期|礼拜)?[1-7](?![\d.,千百万kw元])))(?:[-~至到、]+(?:周|星期|礼拜)?[一二三四五六日天1-7])?(?:休息?|上班)?",
    r"法定节?假日?|节假日|工作日|休息日|公休日|假日|节日(?!费)|生日|周末|当[天日月年周]|今天|明天|白天|夏天|冬天|天气|天津|天然|日常|日用|日语|日企|日期|周边|周到|周期|时间|时长|按时|准时|及时|临时|同时|随时|计时|时段",
    # people, ages, shares, insurances, months of pay
    r"(?:每人|人均|一人|每个人|/人)",
    rf"{SPAN}(?:余|多|来)?(?:人(?!民币)|名|位|口人)",
    rf"{SPAN}周?岁{MORE}",
    rf"(?:\d+(?:\.\d+)?(?:{TO}))?\d+(?:\.\d+)?(?:%|％|‰|折|成(?!本))|百分之[{HAN}百点]+|[{HAN}]成(?!本)",
    r"\+ ?(?:单位|公司)?(?:缴纳?|交|买|购买?|代缴)?"
    rf"(?:社会?保险?|保险|公积金|包?[食吃]住?宿?|包住|住宿|[双单]休|福利|[{HAN}\d]{{1,2}}险[{HAN}\d]?金?)",
    rf"[{HAN}\d]{{1,2}}险[{HAN}\d]?金?",
    rf"\d{{2}}(?:{TO}\d{{2}})?薪|[{HAN}]{{1,3}}薪|双薪",
    # spans of time that are no pay period
    rf"第[{HAN}\d]{{1,3}}个?(?:月|年|天|周|季度|阶段|档)?(?:起|后|开始)?",
    rf"(?:前|头|后|首){SPAN}?个?(?:月|年|天|周)(?!薪|工资)",
    rf"(?:培训|学习)期?(?:为|是|约)?{SPAN}个?(?:月|天|日|周|年|星期)(?:期|后|内)?",
    rf"(?:干|工作|入职|每)?满{N}个?(?:年|月|天)(?:后|以上|起)?",
    rf"{N}个?(?:年|月|周)(?:{TO}{N}个?(?:年|月|周))?(?:以上|及以上|以内|内|后|试用期?|实习期?|合同|的)*(?:相关|同岗|从业)?(?:工作)?(?:经验|经历|工龄|合同|后|起签|试用期?|实习期?)",
    rf"{NOT_ONE}(?:个月|年(?!薪)|周(?!薪)|季度|个季度|星期){MORE}",
    r"(?<![元块\d千万])(?:一|1)(?:年|个月)(?:及?以上)",
    r"年终奖?金?|年底|年假|年休|年轻|年龄|年度|年会|常年|往年|去年|今年|明年|一次性|月饼|月嫂|月底|月初|月子|首月|次月|上月|下月",
    # counts of things, and letters with figures
    rf"{SPAN}(?:班倒|班制|班|餐|顿|号楼|号线|楼|层|级|等|类|家|店|项|种|条|间|床|室|栋|本|证|步|轮|档|倍|公里|千米|米|厘米|公分|cm|km|公斤|千克|kg|斤|吨|平米|平方米|平方|m2|分钟|分|秒|次|件|个(?!月)|单|箱|页|只|台|套|路|区|组|门|级工|度|号){MORE}(?!/)",
    r"(?!(?:rmb|cny)\d)[a-z]{1,3}-?\d{1,3}(?!\d)",
    r"最低工资标准",
    r"[一二两三四]班(?:倒|制)|一[线律起般经旦定切样带流]|统一|唯一|千万别|[几数上近过好][几]?[百千万](?!\d)|月入过万|多劳多得|百货|万达",
)
PER_PIECE = (
    r"(?:按(?=千字|课时|节课|件|单(?!位)|次(?!序)|台|亩|吨|趟|平|公斤|斤)|/|每|一|1)(?:1)?(?:千字|课时|节课|人次|班次|平方米?|平米|台次|m2|m3|kg|公斤|件|个(?!月|小时|钟头|工作日|星期|礼拜)|单|次|台|套|张|亩|吨|方|场|节|堂|课|趟|车|字|米|斤|箱|桶"
    r"|只|棵|株|页|篇|份|户|票|包|班|头|条|双|把|部|幅|钟(?!头)|位|例|桌|间|晚|夜|盒|袋|片|根|支|瓶|筐|捆|吊|户次|篇次)"
)
PER = (
    ("piece", r"(?:/|每)(?:[2-9两二三四五六七八九十]|1\d)个?(?:天|日|周|星期)"),
    ("half_month", r"(?:/|每)半个?月"),
    ("two_weeks", r"(?:/|每)?双(?:周|星期)(?:薪|工资)?"),
    ("quarter", r"(?:/|每|一)个?季度?"),
    ("piece", PER_PIECE),
    (
        "hour",
        r"(?:/|每|一|1|按)个?(?:小时|钟头|工时|h(?![a-z])|hr|hour|时(?![间长]))|时薪|小时(?:工资|薪酬|薪|工)?|钟点工?|工时|元/时",
    ),
    (
        "day",
        r"(?:/|每|一|1|按)个?(?:工作日?|)(?:天|日|d(?![a-z])|day|工日|工(?![作资龄时种程]))|日薪|日工资|日均|天薪|日工|每工",
    ),
    ("week", r"(?:/|每|一|1|按)个?(?:周|星期|礼拜|week)|周薪|周工资"),
    (
        "month",
        r"(?:/|每|一|1|按)个?(?:月|m(?![a-z0-9])|month|mon)|月薪(?:资|酬)?|月工资|月总?收入|月入|月均|月综合|月底薪|月基本|月保底|月度|/月",
    ),
    ("year", r"(?:/|每|一|1|按)个?(?:年|y(?![a-z])|year|annum)|年薪|年总?收入|年入|年均|年综合|全年|年工资|年化"),
)
BARE = {"天": "day", "日": "day", "周": "week", "月": "month", "年": "year"}
"""A period only directly beside an amount: 日150, 4000元月."""
PAID = (("day", r"日结|天结|日清|现结"), ("week", r"周结"), ("month", r"月结"))
"""How often money is handed out; it says little of what an amount is for."""
LEXICON = (
    ("noise", "", "|".join(f"(?:{pattern})" for pattern in NOISE)),
    *(("per", what, pattern) for what, pattern in PER),
    *(("paid", what, pattern) for what, pattern in PAID),
    ("piecework", "", r"计件|按件"),
    ("negotiable", "", r"面议|面谈|详谈|面洽|协商|从优|另议|再议|可议|议定|优厚|待定"),
    ("uncapped", "", r"(?:上)?不封顶|无上限|无封顶"),
    (
        "base",
        "",
        r"(?:无责任?|有责任?|无业绩)?(?:底薪|保底|底资)(?:工资|薪资)?|基本(?:工资|薪资|薪酬|薪|底薪)|基础(?:工资|薪资)|固定(?:工资|薪资)|底薪",
    ),
    ("least", "", r"不得?低于|不少于|高于|至少|最低|最少|起薪|不小于|>=|[≥>〉》]|超过(?=\d)|大于"),
    ("most", "", r"不得?超过|不高于|不多于|低于|至多|最高|最多|上限|可达|高达|<=|[≤<〈《]|小于"),
    ("most_after", "", r"及?以下|及?以内|之内|封顶|内(?!蒙|部|容|勤)"),
    ("least_after", "", r"及?以上|起步?(?!薪)|往上|[多余]|打底"),
    ("total", "", r"综合|合计|总计|到手|税后|税前|实发|应发|平均|总收入"),
    (
        "regular",
        "",
        rf"(?:试用|试岗|实习|学徒|见习)期?(?:为|是|约)?{SPAN}个?(?:月|天|日|周|年)(?:期?满?后|期满)|转正(?:后)?|正式(?:工|员工|期)?|期满(?:后)?|试用期(?:满后?|过?后)|过了?试用期|出师后?|定岗后?",
    ),
    (
        "trial",
        "",
        rf"(?:试用期?间?|试岗期?|实习期?(?:间|生)?|学徒期?|见习期?)(?:为|是|约)?(?:{SPAN}个?(?:月|天|日|周|年)(?:期|内)?)?|培训期间?|学习期间?",
    ),
    (
        "allowance",
        "",
        r"[餐饭房车话油住]补|补[贴助]|津贴|另?补(?!充|贴)|提成|绩效(?:工资|奖金?)?|奖[金励]?|全勤|满勤|加班费?|社会?保险?|公积金|报销|红包|介绍费|返费|押金|[一-鿿]{2}费|住宿|住房|房租|餐|伙食|工龄"
        r"|夜班费|高温|取暖|分红|佣金|另[加付计]|扣|罚|个人部分|意外险|服装|体检",
    ),
    ("range", "", r"(?:-|~|至|到|\.{2,}|…|→|—)+|[和与跟及]|/(?=[¥\d])"),
    ("listed", "", r"、"),
    ("plus", "", r"\+|加(?!班)|外加"),
    ("open", "", r"[(\[【{]"),
    ("close", "", r"[)\]】}]"),
    ("comma", "", r"[,;。!|·*\\]|或者?|/"),
)
PATTERNS = tuple((kind, what, re.compile(pattern)) for kind, what, pattern in LEXICON)
NOISY = re.compile(LEXICON[0][2])
CURRENCY_BEFORE = re.compile(r"(?:¥|rmb|cny|人民币|\$)[::]? ?")
CURRENCY_AFTER = re.compile(r" ?(?:元|块钱?|圆|rmb|cny|人民币|¥)(?:整|钱|人民币)?")
ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?")
SCALES = {"万": 10_000, "w": 10_000, "萬": 10_000, "千": 1_000, "k": 1_000, "仟": 1_000, "百": 100}
SCALE = re.compile(r" ?([万萬千仟百]|[kw](?![a-z]))")
GUESS = re.compile(r"([一二两三四五六七八九])([一二三四五六七八九])([十百千万])")
RUN = re.compile(f"[{SIGNS}]+")
SHORT = re.compile(rf"[{SIGNS}]+(?=(?:-|~|至|到|、)+[{SIGNS}]+(?:(?<=[百千万])|元|块|/|每))")
"""三十到四十元, 四到五千: the first numeral is an amount because the second one is."""
PAID_BY = re.compile(r" ?(?:/|每|一个?(?:小时|钟头|天|日|周|星期))")
"""二十五/小时: what follows makes an amount of a numeral."""
DASH_OF_ONE = re.compile(r"一(?= ?¥? ?\d)")
EACH = re.compile(r"1(?=个?(?:小时|钟头|天|日|周|星期|年))")
"""1小时20元: the figure of a period, no amount."""
TIGHT = re.compile(r"(?<=\d),(?=\d)")
"""3000,5000: a comma between two figures that parts no thousands."""
ENUMERATOR = re.compile(r"^[1-9]\.(?=\d{4})")
"""1.4000元 is the first line of a list: no wage has four decimals."""
LONGEST = 400
"""Signs of a cell that are read; a wage stands at its beginning."""


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``, which is ``signs.plain`` and in lower case."""
    tokens_so_far: list[Token] = []
    text = ENUMERATOR.sub("", text[:LONGEST])
    at = 0
    while at < len(text):
        token = _token(text, at, tokens_so_far[-1] if tokens_so_far else None)
        at += max(len(token.text), 1)
        if token.text.strip():
            tokens_so_far.append(token)
    return tokens_so_far


def _token(text: str, at: int, before: Token | None) -> Token:
    if text[at] == " ":
        return Token("other", " ")
    is_after_amount = before is not None and before.kind == "amount"
    if is_after_amount and DASH_OF_ONE.match(text, at):
        return Token("range", text[at])  # 一 typed for a dash
    if is_after_amount and TIGHT.match(text, at):
        return Token("comma", text[at], "tight")
    noise = NOISY.match(text, at)
    amount = None if EACH.match(text, at) else _amount(text, at)
    if noise and not (amount and len(amount.text) > len(noise.group())):
        return Token("noise", noise.group())
    if amount:
        return amount
    for kind, what, pattern in PATTERNS[1:]:
        match = pattern.match(text, at)
        is_aside = what == "piece" and match and match.group()[0] in "一1" and not is_after_amount
        if match and not (is_aside and _amount(text, match.end()) is None):
            return Token(kind, match.group(), what)
    if text[at] in BARE and (is_after_amount or _amount(text, at + 1)):
        return Token("per", text[at], BARE[text[at]])
    return Token("other", text[at])


def _amount(text: str, at: int) -> Token | None:
    """An amount with its currency and scale; nothing where no number stands here."""
    currency = CURRENCY_BEFORE.match(text, at)
    start = currency.end() if currency else at
    for read in (_arabic, _chinese):
        reading = read(text, start)
        if reading is None:
            continue
        low, high, scale, end = reading
        after = CURRENCY_AFTER.match(text, end)
        end = after.end() if after else end
        is_money = bool(currency or after)
        if (
            read is _chinese
            and not is_money
            and scale == 1
            and not PAID_BY.match(text, end)
            and not SHORT.match(text, start)
        ):
            return None
        return Token("amount", text[at:end], "guess" if low != high else "", low, high, scale, is_money)
    return None


Reading = tuple[Decimal, Decimal, int, int]
"""Lowest and highest value, scale, where it ends."""


def _arabic(text: str, at: int) -> Reading | None:
    match = ARABIC.match(text, at)
    if not match or len(match.group()) > 24:
        return None if not match else (Decimal(10**12), Decimal(10**12), 1, match.end())
    value, end = Decimal(re.sub("[, ]", "", match.group())), match.end()
    scale = SCALE.match(text, end)
    if not scale:
        return value, value, 1, end
    factor = SCALES[scale[1]]
    total, end = value * factor, scale.end()
    rest = ARABIC.match(text, end)
    if rest and rest.group().isdigit():
        smaller = SCALE.match(text, rest.end())
        if smaller and SCALES[smaller[1]] < factor:
            total, end = total + int(rest.group()) * SCALES[smaller[1]], smaller.end()
        elif not smaller and len(rest.group()) == 1:
            total, end = total + Decimal(int(rest.group()) * factor) / 10, rest.end()
        elif not smaller and int(rest.group()) < factor:
            total, end = total + int(rest.group()), rest.end()
    return total, total, factor, end


def _chinese(text: str, at: int) -> Reading | None:
    guess = GUESS.match(text, at)
    if guess:
        factor = UNITS.get(guess[3], 10_000)
        low, high = DIGITS[guess[1]] * factor, DIGITS[guess[2]] * factor
        return (Decimal(low), Decimal(high), factor, guess.end()) if low < high else None
    run = RUN.match(text, at)
    if not run:
        return None
    for end in range(run.end(), at, -1):
        value = numeral(text[at:end])
        if value is not None:
            scale = 1_000 if re.search("[百千万佰仟萬]", text[at:end]) else 1
            return Decimal(value), Decimal(value), scale, end
    return None
