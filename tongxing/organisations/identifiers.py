"""The unified social credit code (统一社会信用代码, GB 32100-2015)."""

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from engines.wording import folded
from tongxing.common.refusal import Refused


def credit_code(text: str) -> str:
    """The code as it is kept: 18 upper-case signs, check digit right. Raises ``Refused`` with a sentence."""
    said = folded(text)
    code = "".join(sign for sign in said.upper() if sign not in " -")
    try:
        return uscc.validate(code)
    except InvalidLength:
        if "E+" in code and code.replace("E+", "").replace(".", "").isdigit():
            sentence = _(
                "“%(code)s” was shortened by the spreadsheet program: set the cell to “text” and type the credit code."
            )
        else:
            sentence = _("“%(code)s” has %(length)d signs; a unified social credit code has 18.")
    except InvalidChecksum:
        sentence = _("The check digit of the credit code “%(code)s” is wrong: compare it with the business licence.")
    except ValidationError:
        sentence = _("“%(code)s” is no unified social credit code: 18 digits and letters, never I, O, S, V or Z.")
    raise Refused(sentence % {"code": said[:40], "length": len(code)})
