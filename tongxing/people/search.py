"""Finding people by what a clerk has at hand."""

import re
from urllib.parse import urlencode

from engines.wording import folded, name_key
from tongxing.people.identifiers import joined
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash

CERTIFICATE = re.compile(r"\d{17}[\dXx]\w{0,5}")


def is_number(asked: str) -> bool:
    """Whether ``asked`` is a certificate or telephone number, or some of one: nothing for an address."""
    return joined(asked).lstrip("+")[:4].isdigit()


def kept_query(asked: str) -> str:
    """The search as the pager's links carry it on; a number is never carried on."""
    return f"&{urlencode({'q': asked})}" if asked and not is_number(asked) else ""


def matching(people, asked: str):
    """``people`` narrowed to what was ``asked``: certificate number, telephone, its last four digits, sound or name."""
    text = folded(asked)
    number = re.sub(r"^(\+?86|0086)(?=1\d{10}$)", "", joined(text))
    if not text:
        return people
    if CERTIFICATE.fullmatch(number):
        return people.filter(certificate_key=certificate_hash(number))
    if re.fullmatch(r"1\d{10}", number):
        return people.filter(phone_key=phone_hash(number))
    if re.fullmatch(r"\d{4}", number):
        return people.filter(phone_tail=number)
    if re.fullmatch(r"[A-Za-z ']+", text):
        return people.filter(sound__contains=re.sub(r"[ ']", "", text).lower())
    return people.filter(name_key__contains=name_key(text))
