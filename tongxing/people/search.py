"""Finding people by what a clerk has at hand."""

import re
from urllib.parse import urlencode

from engines.wording import folded
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash

CERTIFICATE = re.compile(r"\d{17}[\dXx]\w{0,5}")


def is_number(asked: str) -> bool:
    """Whether ``asked`` is a certificate or telephone number, or some of one: nothing for an address."""
    return re.sub(r"[\s-]", "", folded(asked))[:4].isdigit()


def kept_query(asked: str) -> str:
    """The search as the pager's links carry it on; a number is never carried on."""
    return f"&{urlencode({'q': asked})}" if asked and not is_number(asked) else ""


def matching(people, asked: str):
    """``people`` narrowed to what was ``asked``: certificate number, telephone, its last four digits, sound or name."""
    text = folded(asked)
    joined = re.sub(r"[\s-]", "", text)
    if not text:
        return people
    if CERTIFICATE.fullmatch(joined):
        return people.filter(certificate_key=certificate_hash(joined))
    if re.fullmatch(r"1\d{10}", joined):
        return people.filter(phone_key=phone_hash(joined))
    if re.fullmatch(r"\d{4}", joined):
        return people.filter(phone_tail=joined)
    if re.fullmatch(r"[A-Za-z ']+", text):
        return people.filter(sound__contains=re.sub(r"[ ']", "", text).lower())
    return people.filter(name__contains=text)
