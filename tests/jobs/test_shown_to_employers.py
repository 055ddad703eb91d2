"""What an employer gets of a person, on every page and in every file, is what the text of the consent lists."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import cast
from tests.doors.stage import device_at
from tests.fairs import stage as fairs
from tongxing.doors.roster import roster_of
from tongxing.fairs.models import Interview
from tongxing.jobs import actions, resume
from tongxing.jobs.access.seeker import Reader
from tongxing.jobs.models import Seeker
from tongxing.jobs.reasons import accommodation_name
from tongxing.people import wordings
from tongxing.people.actions import change_person
from tongxing.people.models import Consent

pytestmark = pytest.mark.django_db
NUMBER = "15020219900101001442"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SIGNS = {
    "name": "林晓雯",
    "region": "昆都仑区",
    "education": "大专",
    "hours": "13.{1,2}47",
    "place": "在家或到单位|居家|在家",
    "begin": "2031年5月6日",
    "about": "金丝雀自述",
    "wishes": "金丝雀愿望",
    "skills": "金丝雀手艺",
    "experience": "金丝雀经历",
    "files": "金丝雀文件",
    "fit": "希望从事的正是这类工作|正是|意向",
    "meeting": "N-77",
    "phone": "19900000001|199 0000 0001|0001(?!\\d)",
    "needs": f"金丝雀备注|{accommodation_name('accessible_toilet')}",
    "limits": "金丝雀忌讳",
    "certificate": f"{NUMBER}|{NUMBER[-6:]}|{NUMBER[:18]}",
    "category": "听力残疾|二级|听障",
    "wage_floor": "7777|7,777",
}
"""By what each thing is known on a page."""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def fair(monkeypatch, gao):
    fair = fairs.fair_today()
    fairs.clock(monkeypatch, fairs.at(fair, 11))
    return fair


@pytest.fixture
def applied(lin, bakery, fair):
    """林晓雯 wrote everything on her page, applied to the bakery and meets it at the fair."""
    person = change_person(person=lin.person, certificate=NUMBER, by=lin)
    cast.SupportNeedFactory(person=person, code="accessible_toilet", note="金丝雀备注")
    cast.ConsentFactory(person=person)
    values = {
        "occupations": ["6-02-01"], "wish": "金丝雀愿望", "about": "金丝雀自述", "experience": "金丝雀经历",
        "education": 4, "wage_floor": 7777, "hours_min": 13, "hours_max": 47, "from_home": Seeker.FromHome.CAN,
        "free_from": "2031-05-06", "skills": ["金丝雀手艺"], "limits": "金丝雀忌讳",
    }  # fmt: skip
    seeker = Seeker.objects.get(pk=actions.save_profile(person=person, values=values, by=lin).pk)
    actions.add_resume_file(seeker=seeker, file=SimpleUploadedFile("金丝雀文件.pdf", PDF), by=lin)
    post = fairs.post_of(fair, bakery, occupation="6-02-01", wage_min=9000, wage_max=9000)
    actions.apply(seeker=seeker, vacancy=post, by=lin)
    registration = cast.RegistrationFactory(fair=fair, person=person, number="N-77")
    interview = Interview.objects.create(
        registration=registration, vacancy=post, starts_at=fairs.at(fair, 14), ends_at=fairs.at(fair, 14, 15),

    )  # fmt: skip
    return seeker, post, registration, interview


def everything_of(client, zhao, gao, fair, applied, monkeypatch) -> str:
    """The text of every page and file that the bakery's 赵敏 can open."""
    seeker, post, _registration, interview = applied
    printed = []
    monkeypatch.setattr("tongxing.common.pdf.render", lambda *given, **more: printed.append(given) or b"%PDF")
    client.force_login(zhao)
    texts = []
    for name, *keys in [
        ("start",), ("jobs:resume", seeker.pk), ("jobs:resume_pdf", seeker.pk), ("jobs:shortlist", post.pk),
        ("jobs:applications",), ("jobs:requests",),
        ("jobs:answer", seeker.applications.get().pk), ("organisations:mine",),
        ("organisations:organisation", post.employer_id), ("fairs:fair", fair.pk), ("fairs:applicants", fair.pk),
        ("fairs:timetable", fair.pk), ("fairs:timetable_booths", fair.pk), ("fairs:booth", fair.pk),
        ("fairs:outcome", interview.pk), ("fairs:resumes", fair.pk), ("fairs:intents", fair.pk),
        ("fairs:my_timetable", fair.pk),
    ]:  # fmt: skip
        answer = client.get(reverse(name, args=keys))
        assert answer.status_code in {200, 403, 404}, name
        if answer.status_code == 200:
            texts.append(answer.content.decode())
    texts.append(json.dumps(printed, ensure_ascii=False, default=str))
    participation = fair.participations.get(employer=post.employer)
    device = device_at(fair, gao, role="employer", participation=participation)
    texts.append(json.dumps(roster_of(device), ensure_ascii=False))
    return "\n".join(texts)


@pytest.mark.parametrize("shows_phone", [False, True])
@pytest.mark.parametrize("shows_needs", [False, True])
def test_what_an_employer_sees_is_what_the_consent_lists(
    client, zhao, gao, fair, applied, monkeypatch, shows_phone, shows_needs
):
    Seeker.objects.update(shows_phone=shows_phone, shows_needs=shows_needs)
    listed = set(wordings.EMPLOYER_SEES)
    listed |= {"phone"} if shows_phone else set()
    listed |= {"needs", "limits"} if shows_needs else set()

    text = everything_of(client, zhao, gao, fair, applied, monkeypatch)

    assert {key for key, sign in SIGNS.items() if re.search(sign, text)} == listed


@pytest.mark.parametrize("purpose_text", ["record", "application"])
def test_the_record_and_the_application_say_the_same(client, lin, fair, bakery, applied, purpose_text):
    text = wordings.text_of(Consent.Purpose.SHOW_EMPLOYER)
    client.force_login(lin)

    if purpose_text == "record":
        page = client.get(reverse("people:me")).text
    else:
        page = client.get(reverse("jobs:apply", args=[fairs.post_of(fair, bakery, title="西点师").pk])).text

    assert text in page
    for words in (wordings.EMPLOYER_SEES, wordings.EMPLOYER_SEES_IF_SHOWN, wordings.EMPLOYER_NEVER_SEES):
        assert all(str(word) in text for word in words.values())


def test_the_application_says_what_is_not_shown_now(client, lin, fair, bakery, applied):
    client.force_login(lin)
    address = reverse("jobs:apply", args=[fairs.post_of(fair, bakery, title="西点师").pk])
    hidden = client.get(address).text
    Seeker.objects.update(shows_phone=True, shows_needs=True)

    assert "您没有勾选，所以不显示： 手机号码" in hidden
    assert "您没有勾选" not in client.get(address).text


def test_every_sign_stands_for_something_in_the_text():
    listed = [wordings.EMPLOYER_SEES, wordings.EMPLOYER_SEES_IF_SHOWN, wordings.EMPLOYER_NEVER_SEES]
    assert {key for words in listed for key in words} == set(SIGNS)


@pytest.mark.parametrize("key", sorted(resume.FACTS | resume.SECTIONS - {"needs", "limits"} - {"name"}))
def test_what_the_text_does_not_list_is_not_shown(monkeypatch, applied, key):
    monkeypatch.setattr(
        resume, "EMPLOYER_SEES", {name: words for name, words in wordings.EMPLOYER_SEES.items() if name != key}
    )
    monkeypatch.setattr(resume, "EMPLOYER_SEES_IF_SHOWN", {})
    shown = resume.resume_of(applied[0], reader=Reader.EMPLOYER, phone="19900000001")

    assert not re.search(SIGNS[key], str(shown.facts + shown.sections))


@pytest.mark.parametrize("reader", list(Reader))
def test_no_resume_tells_how_little_somebody_would_take(applied, reader):
    assert not re.search(SIGNS["wage_floor"], str(resume.resume_of(applied[0], reader=reader, phone="")))


@pytest.mark.parametrize("reader", list(Reader))
def test_nothing_that_was_not_entered_stands_on_a_resume(bao, reader):
    seeker = actions.save_profile(person=bao.person, values={"wish": "文员"}, by=bao)

    names = [name for name, _value in resume.resume_of(seeker, reader=reader, phone="").facts]

    assert names == ["居住地"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({}, None),
        ({"hours_min": 20}, "至少20小时"),
        ({"hours_max": 40}, "最多40小时"),
        ({"hours_min": 20, "hours_max": 40}, "20至40小时"),
        ({"hours_min": 70}, "至少70小时"),
        ({"hours_min": 0, "hours_max": ""}, None),
    ],
)
def test_hours_are_shown_as_far_as_they_were_typed_and_saved_again_unchanged(client, bao, typed, shown):
    client.force_login(bao)
    page = {"education": 0, "from_home": 0, "reach": 2}
    client.post(reverse("jobs:profile"), {**page, **typed})
    seeker = Seeker.objects.get()
    form = client.get(reverse("jobs:profile")).context["form"]
    client.post(reverse("jobs:profile"), page | {name: form.initial[name] or "" for name in ("hours_min", "hours_max")})

    assert dict(resume.resume_of(seeker, reader=Reader.EMPLOYER, phone="").facts).get("每周工作时间") == shown
    assert (Seeker.objects.get().hours_min, Seeker.objects.get().hours_max) == (seeker.hours_min, seeker.hours_max)


@pytest.mark.parametrize("has_page", [False, True])
def test_no_tick_is_made_before_the_person_made_it(client, bao, has_page):
    if has_page:
        actions.save_profile(person=bao.person, values={"wish": "文员"}, by=bao)
    client.force_login(bao)

    page = client.get(reverse("jobs:profile"))

    assert not re.findall(r'<input[^>]*type="checkbox"[^>]*checked', page.text)
    assert "我同意：用我的意向匹配岗位" in client.get(reverse("people:me")).text


def test_a_page_saved_without_a_tick_gives_no_yes(client, bao):
    client.force_login(bao)

    client.post(reverse("jobs:profile"), {"education": 0, "from_home": 0, "reach": 2})

    assert not bao.person.consents.exists()
