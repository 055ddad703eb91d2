"""A seeker's page, the résumé written from it, and résumés brought as files."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from PIL import Image

from tests.cast import AccountFactory, GuardianFactory, PersonFactory, SeekerFactory
from tongxing.common.refusal import Refused
from tongxing.jobs import actions, uploads
from tongxing.jobs.models import ResumeFile, Seeker
from tongxing.people.looks import looks_at
from tongxing.people.models import Consent
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def brought(content: bytes, name: str = "简历.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def page(**values) -> dict:
    return {"education": 3, "from_home": 0, "reach": 2, "hours_max": 40, **values}


def test_a_seeker_writes_the_own_page_and_sees_posts(client, lin, pastry):
    client.force_login(lin)

    answer = client.post(
        reverse("jobs:profile"), page(wish_1="6-02-01", skills="裱花、和面,EXCEL", may_match="on"), follow=True
    )

    seeker = Seeker.objects.get(person=lin.person)
    assert (seeker.occupations, seeker.skills) == (["6-02-01"], ["裱花", "和面", "EXCEL"])
    assert Consent.objects.get(person=lin.person).means == Consent.Means.SELF
    assert "面点师" in answer.text


def test_hours_upside_down_are_pointed_at(client, lin):
    client.force_login(lin)

    answer = client.post(reverse("jobs:profile"), page(hours_min=50))

    assert "最多小时数比最少还少" in answer.text
    assert not Seeker.objects.exists()


def test_without_a_person_record_the_page_leads_there(client):
    client.force_login(AccountFactory())

    assert reverse("people:me") in client.get(reverse("jobs:profile")).text


def test_a_guardian_writes_the_page_of_the_ward(client, bao):
    guardian = GuardianFactory(person=bao.person)
    client.force_login(guardian.account)

    client.post(reverse("jobs:profile"), page(may_match="on"))

    assert Seeker.objects.get().person == bao.person
    assert Consent.objects.get().means == Consent.Means.GUARDIAN


def test_staff_write_it_in_their_region_and_nowhere_else(client, gao, qi):
    person = PersonFactory(region="150221")
    address = reverse("jobs:profile_of", args=[person.pk])

    client.force_login(qi)
    assert client.post(address, page()).status_code == 404
    client.force_login(gao)
    assert client.post(address, page()).status_code == 302


def test_taking_back_the_yes_to_matching_empties_the_list(lin, lin_seeks, pastry):
    actions.save_profile(person=lin.person, values={"wish": "烘焙"}, by=lin)
    assert lin_seeks.suggestions.exists()

    actions.save_profile(person=lin.person, values={}, may_match=False, by=lin)

    assert not lin_seeks.suggestions.exists()


def test_the_same_page_saved_twice_changes_nothing(lin, lin_seeks):
    actions.save_profile(person=lin.person, values={"wish": "烘焙"}, by=lin, rank=False)
    count = Entry.objects.count()

    actions.save_profile(person=lin.person, values={"wish": "烘焙"}, by=lin, rank=False)

    assert Entry.objects.count() == count


def test_an_employer_sees_needs_and_number_only_as_far_as_shown(client, lin, lin_seeks, pastry, zhao):
    actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin)
    address = reverse("jobs:resume", args=[lin_seeks.pk])

    client.force_login(zhao)
    hidden = client.get(address).text
    Seeker.objects.update(shows_phone=True, shows_needs=True)
    shown = client.get(address).text

    for words in ("手语翻译", "19900000001"):
        assert words not in hidden
        assert words in shown


def resume_opened(client, seeker, purpose="check the certificate", **query):
    return client.post(reverse("jobs:open_resume", args=[seeker.pk], query=query), {"purpose": purpose}, follow=True)


def test_a_clerk_opens_a_resume_for_a_purpose_that_the_person_reads(client, lin, lin_seeks, gao):
    address = reverse("jobs:resume", args=[lin_seeks.pk])
    client.force_login(lin)
    client.get(address)
    client.force_login(gao)
    closed = client.get(address, follow=True).text
    assert "林晓雯" not in closed
    assert "喜欢做面包" not in closed
    assert not Entry.objects.filter(act="opened a résumé").exists()

    opened = resume_opened(client, lin_seeks, next=address).text

    assert "林晓雯" in opened
    look = looks_at(lin.person, 9, besides=lin)[0]
    assert (look.who, "残疾人证" in look.purpose) == ("高云", True)


def test_what_staff_save_or_print_of_an_open_resume_is_a_line_each(client, lin, lin_seeks, gao):
    kept = actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)
    copies = [reverse("jobs:file", args=[kept.pk]), reverse("jobs:resume_pdf", args=[lin_seeks.pk])]
    client.force_login(gao)
    assert [client.get(address).status_code for address in copies] == [302, 302]
    resume_opened(client, lin_seeks)

    assert [client.get(address).status_code for address in copies] == [200, 200]

    assert Entry.objects.filter(act="saved a résumé", target_key=str(lin.person.pk)).count() == 2


def test_the_page_behind_a_resume_opens_the_same_way(client, lin, lin_seeks, gao, pastry):
    behind = reverse("jobs:profile_of", args=[lin.person.pk])
    applying = reverse("jobs:apply", args=[pastry.pk], query={"for": lin_seeks.pk})
    client.force_login(gao)
    for address in (behind, applying):
        assert "/open/" in client.get(address)["Location"]
    assert "/open/" in client.post(behind, {})["Location"]
    for address in (behind, applying):
        assert client.get(address, follow=True).status_code == 200
    resume_opened(client, lin_seeks)
    for address in (behind, applying):
        assert client.get(address).status_code == 200


def test_an_auditor_reads_no_resume_and_no_file(client, lin, lin_seeks, auditor):
    kept = actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)
    client.force_login(auditor)

    assert client.get(reverse("jobs:resume", args=[lin_seeks.pk])).status_code == 404
    assert client.get(reverse("jobs:resume_pdf", args=[lin_seeks.pk])).status_code == 404
    assert client.get(reverse("jobs:file", args=[kept.pk])).status_code == 404
    assert client.get(reverse("jobs:open_resume", args=[lin_seeks.pk])).status_code == 403


def test_a_purpose_that_needs_a_yes_opens_nothing_without_it(client, lin, lin_seeks, gao):
    lin.person.consents.all().delete()
    client.force_login(gao)

    page = resume_opened(client, lin_seeks, "contact").text

    assert "没有同意" in page
    assert not Entry.objects.filter(act="opened a résumé").exists()


def test_a_sister_citys_clerk_finds_no_resume(client, lin_seeks, qi):
    client.force_login(qi)

    for name in ("jobs:resume", "jobs:resume_pdf"):
        assert client.get(reverse(name, args=[lin_seeks.pk])).status_code == 404


@pytest.mark.parametrize("query", ["", "?large=1"])
def test_the_resume_comes_as_pdf(client, lin, lin_seeks, query):
    client.force_login(lin)

    answer = client.get(reverse("jobs:resume_pdf", args=[lin_seeks.pk]) + query)

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_markup_in_what_people_type_stays_text(client, lin, lin_seeks):
    lin_seeks.about = '#panic("x") *粗* = 标题 $1$'
    lin_seeks.save()
    client.force_login(lin)

    assert client.get(reverse("jobs:resume_pdf", args=[lin_seeks.pk])).status_code == 200


def test_a_file_is_kept_under_a_random_name_and_sent_out_as_attachment(client, lin, lin_seeks):
    client.force_login(lin)

    client.post(reverse("jobs:add_file", args=[lin_seeks.pk]), {"file": brought(PDF, "../../林 晓雯.pdf")})

    kept = ResumeFile.objects.get()
    assert "林" not in kept.file.name
    answer = client.get(reverse("jobs:file", args=[kept.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == PDF


def test_a_file_is_closed_to_who_may_not_see_the_resume(client, lin, lin_seeks, zhao, qi):
    kept = actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)

    for stranger in (zhao, qi):
        client.force_login(stranger)
        assert client.get(reverse("jobs:file", args=[kept.pk])).status_code == 404
        assert client.post(reverse("jobs:delete_file", args=[kept.pk])).status_code == 404


def test_a_deleted_file_is_gone_from_the_disk(lin, lin_seeks, django_capture_on_commit_callbacks):
    kept = actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)
    name = kept.file.name
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_resume_file(file=kept, by=lin)

    assert not default_storage.exists(name)


def docx(**extra: bytes) -> bytes:
    written = io.BytesIO()
    Document().save(written)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name, content)
    return written.getvalue()


def archive(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return written.getvalue()


def test_a_word_document_is_known_by_what_is_in_it():
    assert uploads.look_at(brought(docx(), "简历.pdf")).name == "简历.docx"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ" + bytes(200), "不是 PDF"),
        (b"", "是空的"),
        (b"%PDF-1.7\nhalf a file", "不完整"),
        (PDF.replace(b"<<>>\n%%EOF", b"<</Encrypt 1 0 R>>\n%%EOF"), "有密码"),
        (archive(readme=b"x"), "压缩包"),
        (docx()[:-30], "打不开"),
        (docx(bomb=bytes(uploads.LARGEST_UNPACKED)), "解开后太大"),
        (docx(**{"word/vbaProject.bin": b"macro"}), "带有宏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "打不开"),
        (PDF + bytes(11 * 1024 * 1024), "超过 10 MiB"),
    ],
    ids=["exe", "empty", "cut", "locked", "zip", "broken", "bomb", "macros", "broken picture", "11 MiB"],
)
def test_what_is_no_resume_is_refused_with_its_reason(lin, lin_seeks, content, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.add_resume_file(seeker=lin_seeks, file=brought(content), by=lin)

    assert not ResumeFile.objects.exists()
    assert not default_storage.exists("resumes")


def test_a_picture_of_too_many_points_is_refused():
    written = io.BytesIO()
    Image.new("1", (9000, 9000)).save(written, "PNG")

    with pytest.raises(Refused, match="6000 万像素"):
        uploads.look_at(brought(written.getvalue(), "简历.png"))


def test_a_photograph_loses_what_the_camera_wrote_beside_it():
    picture, written = Image.new("RGB", (40, 20), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "a camera", 6
    exif.get_ifd(0x8825)[2] = (40.6, 0.0, 0.0)
    picture.save(written, "JPEG", exif=exif)

    kept = uploads.look_at(brought(written.getvalue(), "简历.jpg"))

    clean = Image.open(io.BytesIO(kept.content))
    assert dict(clean.getexif()) == {}
    assert clean.size == (20, 40)


def test_the_sixth_file_asks_to_delete_one(lin, lin_seeks):
    for number in range(5):
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF + b"%" + bytes([65 + number])), by=lin)

    with pytest.raises(Refused, match="已经有五个文件"):
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)


def test_what_is_wrong_with_a_file_stands_on_the_page(client, lin, lin_seeks):
    client.force_login(lin)

    answer = client.post(reverse("jobs:add_file", args=[lin_seeks.pk]), {"file": brought(b"MZ" + bytes(200))})

    assert answer.status_code == 400
    assert "不是 PDF" in answer.text


def test_two_pages_of_one_person_cannot_be(lin_seeks):
    again = actions.save_profile(person=lin_seeks.person, values={"wish": "烘焙"}, by="import")

    assert again == lin_seeks
    assert SeekerFactory._meta.model.objects.count() == 1


def test_a_file_that_comes_while_another_is_looked_at_is_not_the_sixth(lin, lin_seeks, monkeypatch):
    for number in range(4):
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF + b"%" + bytes([65 + number])), by=lin)
    look_at = uploads.look_at

    def look_while_another_comes(file):
        monkeypatch.setattr(uploads, "look_at", look_at)
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF + b"%the fifth"), by=lin)
        return look_at(file)

    monkeypatch.setattr(uploads, "look_at", look_while_another_comes)
    with pytest.raises(Refused, match="已经有五个文件"):
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF + b"%the sixth"), by=lin)


def test_the_files_are_counted_while_nobody_else_adds_one(lin, lin_seeks):
    """Whoever counts holds the seeker's row: PostgreSQL says so in the query, SQLite has one writer at a time."""
    with CaptureQueriesContext(connection) as queries:
        actions.add_resume_file(seeker=lin_seeks, file=brought(PDF), by=lin)

    asked = [query["sql"] for query in queries]
    locking = next(place for place, sql in enumerate(asked) if 'FROM "jobs_seeker"' in sql)
    counting = next(place for place, sql in enumerate(asked) if "COUNT(*)" in sql and "jobs_resumefile" in sql)
    assert locking < counting
    assert ("FOR UPDATE" in asked[locking]) == connection.features.has_select_for_update
