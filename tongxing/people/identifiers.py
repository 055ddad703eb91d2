"""Numbers that name people: citizen ID (GB 11643), disability certificate, mobile telephone.

Each function takes what somebody typed and gives the number as it is stored, or raises ``Refused`` with what is
wrong and what to do. The number itself never stands in the sentence: sentences end up in logs and workbooks.
"""

import datetime as dt
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import numdb
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from engines.wording import folded
from tongxing.common.dates import today
from tongxing.common.installation import is_demo
from tongxing.common.refusal import Refused

DEMO_REGION = "990000"
"""A region that exists nowhere: numbers of invented people."""
CERTIFICATE = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(B[1-9]\d?)?")
MOBILE = re.compile(r"1[3-9]\d{9}")
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212\uff0d_.·•‧・∙⋅()]")
CATEGORIES = {
    1: gettext_lazy("visual"),
    2: gettext_lazy("hearing"),
    3: gettext_lazy("speech"),
    4: gettext_lazy("limb"),
    5: gettext_lazy("intellectual"),
    6: gettext_lazy("mental"),
    7: gettext_lazy("multiple"),
}
"""Categories of disability as digit 19 of the certificate names them."""


def joined(text: str) -> str:
    """A number without what people write between its digits: spaces, dashes, dots, brackets; letters upper case."""
    return BETWEEN.sub("", folded(text)).upper()


def _check_citizen_id(number: str) -> None:
    if number[-1] != ric.calc_check_digit(number):
        raise Refused(_("One of the first 18 digits is wrong: the check digit does not fit. Compare it with the card."))
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        raise Refused(_("Digits 7 to 14 are no date of birth. Compare the number with the card.")) from None
    if not dt.date(1880, 1, 1) <= born <= today():
        raise Refused(_("The date of birth in the number (digits 7 to 14) cannot be. Compare it with the card."))
    if number.startswith(DEMO_REGION):
        if not is_demo():
            raise Refused(_("Numbers of region 990000 belong to the demonstration. Enter the number on the card."))
        return
    # The county part may have been abolished, or be younger than the person: only the province is asked for.
    if not any("province" in facts for _part, facts in numdb.get("cn/loc").info(number[:6])):
        raise Refused(_("The number begins with a province that does not exist. Compare it with the card."))


def citizen_id(text: str) -> str:
    """The 18 signs of a citizen ID, ``X`` in upper case."""
    number = joined(text)
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise Refused(_("A citizen ID has 18 digits (the last may be X). Enter it as on the card."))
    _check_citizen_id(number)
    return number


def certificate(text: str) -> str:
    """A disability certificate's number: citizen ID, category digit, level digit, and B1, B2… when reissued."""
    number = joined(text)
    if re.fullmatch(r"\d{17}[\dX]", number):
        raise Refused(
            _("This is the citizen ID alone. The certificate has two more, category and level: enter all 20.")
        )
    if not re.fullmatch(r"\d{17}[\dX]\d{2}(B[1-9]\d?)?", number):
        raise Refused(
            _("A disability certificate has 20 digits (B1, B2… may follow after a reissue). Enter it as on the card.")
        )
    _check_citizen_id(number[:18])
    if not CERTIFICATE.fullmatch(number):
        raise Refused(_("Digit 19 is the category (1 to 7), digit 20 the level (1 to 4). Compare them with the card."))
    return number


def category_and_level(number: str) -> tuple[int, int]:
    """Category (1–7) and level (1–4) as the certificate's number says them."""
    found = CERTIFICATE.fullmatch(number)
    if not found:
        raise ValueError("not a certificate number")
    return int(found[2]), int(found[3])


def reissue_of(number: str) -> int:
    """Which card it is of its holder: 0 the first, 1 with B1, 2 with B2, ….

    The suffix only counts reissues; another category or level without one is a new assessment or a slip of the pen.
    """
    matched = CERTIFICATE.fullmatch(number)
    return int(matched[4][1:]) if matched and matched[4] else 0


def born_on(number: str) -> dt.date:
    """The date of birth in a citizen ID or certificate number that passed the checks above."""
    return ric.get_birth_date(number[:18])


def mobile(text: str) -> str:
    """The 11 digits of a mobile number in mainland China; +86 and separators are left out."""
    number = joined(text).replace("+", "")
    if len(number) > 11:
        number = re.sub(r"^(0086|86)", "", number)
    if not MOBILE.fullmatch(number):
        raise Refused(_("A mobile number has 11 digits and begins with 13 to 19. Check it digit by digit."))
    return number
