"""A bulletin is drafted, written, previewed, published, taken as a file, and corrected, on pages."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.figures import stage
from tongxing.bulletins import formats
from tongxing.bulletins.models import Bulletin, Photo
from tongxing.figures import actions as figures


@pytest.fixture
def fair(db, han):
    fair = stage.fair()
    figures.freeze(event=fair.event, key="fair.baotou.attendances", by=han)
    return fair


@pytest.fixture
def draft(client, fair, han):
    """韩主任 lets the platform make a first draft."""
    client.force_login(han)
    client.post(f"/bulletins/{fair.event.campaign.slug}/draft/")
    return Bulletin.objects.get()


def sent(bulletin, sections, **more):
    """What the editor's form sends."""
    data = {"title": "活动简报", "lead": "一句话", "version": bulletin.version, "count": len(sections), **more}
    for place, (pk, heading, body) in enumerate(sections):
        data |= {f"pk_{place}": pk or "", f"heading_{place}": heading, f"body_{place}": body}
    return data


def write(client, bulletin, body="到场{fair.baotou.attendances}人次。", **more):
    return client.post(f"/bulletins/drafts/{bulletin.pk}/", sent(bulletin, [(None, "现场", body)], **more))


def published(client, bulletin, **more):
    write(client, bulletin, **more)
    client.post(f"/bulletins/drafts/{bulletin.pk}/publish/")
    bulletin.refresh_from_db()
    return bulletin


def test_the_draft_sets_figures_in_by_reference(draft):
    assert any("{fair.baotou.attendances}" in section.body for section in draft.sections.all())


def test_a_published_figure_leads_to_its_page(client, draft):
    bulletin = published(client, draft)
    client.logout()

    page = client.get(bulletin.get_absolute_url()).content.decode()

    assert f"/figures/{bulletin.campaign.slug}/fair.baotou.attendances/" in page
    assert "{fair" not in page


def test_a_figure_that_is_not_frozen_is_marked_and_not_published(client, draft):
    write(client, draft, body="岗位{fair.baotou.posts}个")

    preview = client.get(f"/bulletins/drafts/{draft.pk}/preview/").content.decode()
    answer = client.post(f"/bulletins/drafts/{draft.pk}/publish/")

    assert "<mark>{fair.baotou.posts}</mark>" in preview
    assert answer.status_code == 403
    assert "fair.baotou.posts" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_number_typed_by_hand_is_pointed_at(client, draft):
    write(client, draft, body="到场1234人次")

    assert "1234人次" in client.get(f"/bulletins/drafts/{draft.pk}/preview/").content.decode().split("<article")[0]
    editor = client.get(f"/bulletins/drafts/{draft.pk}/").content.decode()
    notice = editor[editor.index('id="typed"') :].split("</section>")[0]
    assert "1234人次" in notice
    assert 'href="#id_body_' in notice


def test_a_draft_without_typed_numbers_has_no_such_notice(client, draft):
    write(client, draft, body="岗位{fair.baotou.posts}个")

    assert 'id="typed"' not in client.get(f"/bulletins/drafts/{draft.pk}/").content.decode()


@pytest.mark.parametrize(
    ("do", "order"),
    [("up-1", "BA"), ("down-0", "BA"), ("delete-0", "B"), ("up-0", "AB"), ("down-1", "AB"), ("up-9", "AB")],
)
def test_sections_change_places_without_script(client, draft, do, order):
    client.post(f"/bulletins/drafts/{draft.pk}/", sent(draft, [(None, "A", ""), (None, "B", "")], do=do))

    assert "".join(draft.sections.values_list("heading", flat=True)) == order


def test_a_section_is_added_at_the_end(client, draft):
    client.post(f"/bulletins/drafts/{draft.pk}/", sent(draft, [(None, "A", "a")], do="add"))

    assert list(draft.sections.values_list("heading", flat=True)) == ["A", ""]


def test_the_second_of_two_editors_keeps_what_they_typed(client, draft):
    write(client, draft, body="第一个人写的")

    answer = client.post(f"/bulletins/drafts/{draft.pk}/", sent(draft, [(None, "现场", "第二个人写的")]))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "第二个人写的" in page
    assert "第一个人写的" in page
    assert draft.sections.get().body == "第一个人写的"


def test_an_erratum_shows_on_the_published_bulletin_until_it_is_published_again(client, draft, fair, han):
    bulletin = published(client, draft)
    fair.attendances.order_by("pk").first().delete()
    figure = bulletin.campaign.figures.get(key="fair.baotou.attendances")
    figures.correct(figure=figure, why="重复签到", by=han)

    assert "重复签到" in client.get(bulletin.get_absolute_url()).content.decode()
    assert f"/bulletins/drafts/{bulletin.pk}/preview/" in client.get("/start/").content.decode()
    client.post(f"/bulletins/drafts/{bulletin.pk}/publish/")
    assert "重复签到" not in client.get(bulletin.get_absolute_url()).content.decode()


def photograph(**extra):
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(raw, "JPEG", **extra)
    return SimpleUploadedFile("现场.jpg", raw.getvalue(), "image/jpeg")


def test_a_photograph_needs_words_for_those_who_do_not_see_it(client, draft):
    address = f"/bulletins/drafts/{draft.pk}/photos/add/"

    assert "照片的内容" in client.post(address, {"file": photograph()}).content.decode()
    assert not Photo.objects.exists()
    client.post(address, {"file": photograph(), "alternative": "求职者在展位前交谈"})
    assert Photo.objects.get().alternative == "求职者在展位前交谈"


def test_what_is_no_picture_is_refused_at_its_field(client, draft):
    file = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", "image/jpeg")

    answer = client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": file, "alternative": "x"})

    assert answer.status_code == 200
    assert 'href="#id_file"' in answer.content.decode()
    assert not Photo.objects.exists()


def test_a_photograph_of_a_draft_does_not_exist_for_the_public(client, draft):
    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": photograph(), "alternative": "展位"})
    address = f"/bulletins/photos/{Photo.objects.get().pk}.jpg"
    client.logout()

    assert client.get(address).status_code == 404


def test_a_photograph_added_after_publishing_waits_for_the_next_publishing(client, draft, han):
    bulletin = published(client, draft)
    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": photograph(), "alternative": "展位"})
    address = f"/bulletins/photos/{Photo.objects.get().pk}.jpg"
    assert client.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 404

    client.force_login(han)
    client.post(f"/bulletins/drafts/{bulletin.pk}/publish/")
    client.logout()
    assert client.get(address).status_code == 200


def test_a_photograph_taken_out_stays_in_what_was_published(client, draft, han):
    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": photograph(), "alternative": "展位"})
    published(client, draft)
    pk = Photo.objects.get().pk

    client.post(f"/bulletins/photos/{pk}/remove/")
    assert client.get(f"/bulletins/photos/{pk}.jpg").status_code == 200
    client.post(f"/bulletins/drafts/{draft.pk}/publish/")

    assert not Photo.objects.exists()
    assert client.get(f"/bulletins/photos/{pk}.jpg").status_code == 404


def test_what_hides_in_a_photograph_does_not_travel_with_it(client, draft):
    exif = Image.Exif()
    exif[0x010F] = "camera of 高云"
    file = photograph(exif=exif)

    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": file, "alternative": "展位"})

    with Photo.objects.get().image.open("rb") as kept:
        content = kept.read()
    assert b"camera" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_sign_that_no_document_holds_does_not_stop_it(client, draft):
    bulletin = published(client, draft, body="现场\x01热闹\x07")

    document = docx.Document(io.BytesIO(client.get(f"{bulletin.get_absolute_url()}as.docx").content))

    assert "现场热闹" in [paragraph.text for paragraph in document.paragraphs]
    assert client.get(f"{bulletin.get_absolute_url()}as.pdf").status_code == 200


def test_the_document_has_headings_figures_and_words_for_pictures(client, draft):
    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": photograph(), "alternative": "展位前的队伍"})
    bulletin = published(client, draft)

    answer = client.get(f"{bulletin.get_absolute_url()}as.docx")

    document = docx.Document(io.BytesIO(answer.content))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == ["现场", "本文所用数据及口径"]
    assert "展位前的队伍" in document.element.xml
    assert "fair.baotou.attendances" in document.tables[0].cell(1, 0).text
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_the_letter_says_where_every_number_opens(client, draft):
    bulletin = published(client, draft)

    text = client.get(f"{bulletin.get_absolute_url()}as.txt").content.decode()

    assert "{" not in text
    assert text.rstrip().endswith(bulletin.get_absolute_url())


def test_the_pdf_is_tagged(client, draft):
    client.post(f"/bulletins/drafts/{draft.pk}/photos/add/", {"file": photograph(), "alternative": "展位"})
    bulletin = published(client, draft)

    body = client.get(f"{bulletin.get_absolute_url()}as.pdf").content

    assert body.startswith(b"%PDF-")
    assert b"/MarkInfo" in body or b"/StructTreeRoot" in body


def test_the_pdf_comes_in_large_print_too(client, draft, monkeypatch):
    bulletin = published(client, draft)
    address = f"{bulletin.get_absolute_url()}as.large.pdf"
    printed = []
    monkeypatch.setattr(formats.pdf, "render", lambda *_, large_print, **__: printed.append(large_print) or b"%PDF-")

    assert f'href="{address}"' in client.get(bulletin.get_absolute_url()).content.decode()
    assert client.get(address)["Content-Type"] == "application/pdf"
    client.get(f"{bulletin.get_absolute_url()}as.pdf")

    assert printed == [True, False]


def test_a_kind_that_is_not_there_is_not_found(client, draft):
    assert client.get(f"{published(client, draft).get_absolute_url()}as.exe").status_code == 404


def test_taking_back_needs_a_reason(client, draft):
    bulletin = published(client, draft)

    assert client.post(f"/bulletins/drafts/{bulletin.pk}/withdraw/").status_code == 403
    client.post(f"/bulletins/drafts/{bulletin.pk}/withdraw/", {"why": "有误"})
    assert client.get(bulletin.get_absolute_url()).status_code == 404


def test_a_sister_city_writes_nothing_here(client, draft, qi):
    client.force_login(qi)

    assert client.get(f"/bulletins/drafts/{draft.pk}/").status_code == 404
    assert client.post(f"/bulletins/drafts/{draft.pk}/publish/").status_code == 404
    assert client.post(f"/bulletins/{draft.campaign.slug}/draft/").status_code in {403, 404}
