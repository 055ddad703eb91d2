"""Words that no page shows but to whom the table of disclosures names: planted in the small world, looked for in
whatever an address answers, be it a page, a table file, a workbook or a PDF."""

import io
import re
import zipfile

from django.core.files.base import ContentFile

from tongxing.home.disclosures import CERTIFICATE, NAME, NEED, PHONE, RESUME, WORDS, shown_to
from tongxing.people.models import Consent
from tongxing.people.models.account import phone_hash
from tongxing.trail.actions import record

CANARIES = {
    "欧阳金丝雀": NAME,
    "司马守护者": NAME,
    "手艺金丝雀": NAME,
    "来信金丝雀": NAME,
    "19812345607": PHONE,
    "0472-5566778": PHONE,
    "19811112222": PHONE,
    "19833334444": PHONE,
    "19844445555": PHONE,
    "15020319900101123X44": CERTIFICATE,
    "需求金丝雀": NEED,
    "自述金丝雀": RESUME,
    "经历金丝雀": RESUME,
    "回避金丝雀": RESUME,
    "愿望金丝雀": RESUME,
    "文件金丝雀": RESUME,
    "canary-in-a-file": RESUME,
    "提问金丝雀": WORDS,
    "答复金丝雀": WORDS,
    "后续金丝雀": WORDS,
    "信文金丝雀": WORDS,
}
"""Word → what kind of thing about a person it is."""


def plant(world, everybody) -> None:
    """Write the canaries into the world's first person, their family, page, file, questions, and a maker's letter."""
    person, seeker = world.person, world.seeker
    name, guardian_name, maker_name, sender = list(CANARIES)[:4]
    person.name, person.phone, person.other_phones = name, "19812345607", "0472-5566778"
    person.phone_key, person.phone_tail = phone_hash(person.phone), person.phone[-4:]
    person.certificate, person.certificate_key = "15020319900101123X44", "k" * 64
    person.save()
    guardian = world.guardian
    guardian.name, guardian.phone = guardian_name, "19811112222"
    guardian.save()
    for account, said in ((world.person_account, name), (guardian.account, guardian_name)):
        account.name = said
        account.save()
        record("gave consent", person, by=account)
    seeker.about, seeker.experience, seeker.limits, seeker.wish = "自述金丝雀", "经历金丝雀", "回避金丝雀", "愿望金丝雀"
    seeker.save()
    person.support_needs.update(note="需求金丝雀")
    world.file.name = "文件金丝雀"
    world.file.file.save("canary.pdf", ContentFile(b"%PDF-1.7 canary-in-a-file"), save=False)
    world.file.save()
    advice = world.service.advice
    advice.question, advice.answer = "提问金丝雀", "答复金丝雀"
    advice.save()
    world.follow_up.what = "后续金丝雀"
    world.follow_up.save()
    maker, letter = world.maker, world.inquiry
    maker.name, maker.shown_as, maker.phone = maker_name, "皮画老师", "19833334444"
    maker.save()
    letter.name, letter.contact, letter.text = sender, "19844445555", "信文金丝雀"
    letter.save()
    world.shift.account = everybody["interpreter"]
    world.shift.save()
    Consent.objects.create(
        person=person, purpose=Consent.Purpose.SHOW_EMPLOYER, about=f"organisation:{world.employer.pk}",
        wording_version="2025-11", means=Consent.Means.SELF,
    )  # fmt: skip


def text_of(answer) -> str:
    """What an answer holds that can be read: the parts of a workbook or document, else the bytes as text."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(parts.read(name) for name in parts.namelist())
    return body.decode("utf-8", "replace")


def leaks(answer, reader: str, address: str) -> list[str]:
    """The canaries in ``answer`` that ``reader`` may not see at ``address``."""
    text, may_see = text_of(answer), shown_to(reader, address)
    return [word for word, kind in CANARIES.items() if kind not in may_see and re.search(re.escape(word), text)]
