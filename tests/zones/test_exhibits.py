"""Art and skills: nothing is public without the maker's yes; all is told for eye and ear; letters are passed on."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from tests.zones import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.people.models import Consent
from tongxing.trail.models import Entry
from tongxing.zones import actions
from tongxing.zones.models import Exhibit, Inquiry, Maker, Showing

PHONE = "19912345678"


@pytest.fixture
def maker(fair, gao):
    return actions.save_maker(fair=fair, name="索伦嘎工坊", shown_as="", is_workshop=True, phone=PHONE, by=gao)


@pytest.fixture
def exhibit(maker, gao):
    return actions.save_exhibit(maker=maker, title="皮画", description="巴掌大的牛皮。", by=gao)


def shown(client, exhibit) -> bool:
    """Whether the public finds the exhibit, on its own page and in the list; both say the same."""
    listed = exhibit.title in client.get(reverse("zones:exhibits", args=[exhibit.maker.fair_id])).content.decode()
    found = client.get(exhibit.get_absolute_url()).status_code == 200
    assert listed == found
    return found


def photograph() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (120, 60, 20)).save(out, "PNG")
    out.seek(0)
    out.name = "photo.png"
    return out


def test_without_the_makers_yes_nothing_is_public(client, maker, exhibit, gao):
    assert not shown(client, exhibit)

    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    assert shown(client, exhibit)
    actions.take_back_yes(maker=maker, by=gao)
    assert not shown(client, exhibit)
    assert client.get(reverse("zones:write", args=[exhibit.pk])).status_code == 404


def test_a_yes_can_be_taken_back_after_the_fair_was_reported(client, maker, exhibit, gao):
    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    Fair.objects.update(state=Fair.State.REPORTED)

    actions.take_back_yes(maker=maker, by=gao)

    assert not shown(client, exhibit)


def test_a_maker_is_shown_under_the_name_that_they_chose(client, fair, gao):
    maker = stage.MakerFactory(fair=fair, name="王秀英", shown_as="草原绣娘")
    exhibit = stage.ExhibitFactory(maker=maker)

    page = client.get(exhibit.get_absolute_url()).content.decode()

    assert "草原绣娘" in page
    assert "王秀英" not in page


def test_an_exhibit_is_told_to_who_cannot_see_it(maker, gao):
    with pytest.raises(Refused, match="看不见"):
        actions.save_exhibit(maker=maker, title="皮画", description=" ", by=gao)


def test_a_demonstration_is_told_to_who_cannot_hear_it(maker, gao):
    facts = {"title": "现场刻皮", "description": "用小锤敲。", "kind": Exhibit.Kind.DEMONSTRATION}

    with pytest.raises(Refused, match="听不见"):
        actions.save_exhibit(maker=maker, by=gao, **facts)
    assert actions.save_exhibit(maker=maker, transcript="只有敲击声。", by=gao, **facts).pk


def test_a_picture_has_words_and_nothing_hidden(client, settings, tmp_path, maker, exhibit, gao):
    settings.MEDIA_ROOT = tmp_path
    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    with pytest.raises(Refused, match="一句话"):
        actions.set_picture(exhibit=exhibit, data=photograph().read(), alternative="", by=gao)
    with pytest.raises(Refused, match="不是照片"):
        actions.set_picture(exhibit=exhibit, data=b"<svg/>", alternative="一匹马", by=gao)

    client.force_login(gao)
    path = reverse("zones:set_picture", args=[exhibit.pk])
    assert client.post(path, {"file": photograph(), "alternative": "一匹马"}).status_code == 302

    client.logout()
    answer = client.get(reverse("zones:picture", args=[exhibit.pk]))
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert 'alt="一匹马"' in client.get(exhibit.get_absolute_url()).content.decode()


def test_times_lie_within_the_fair_and_apart(exhibit, gao):
    event = exhibit.maker.fair.event
    half = (event.ends_at - event.starts_at) / 2
    actions.add_showing(exhibit=exhibit, starts_at=event.starts_at, ends_at=event.starts_at + half, by=gao)

    for starts, ends in (
        (event.starts_at - half, event.starts_at),
        (event.starts_at + half / 2, event.ends_at),
        (event.ends_at, event.starts_at),
    ):
        with pytest.raises(Refused):
            actions.add_showing(exhibit=exhibit, starts_at=starts, ends_at=ends, by=gao)
    assert Showing.objects.count() == 1


def test_the_makers_telephone_stands_on_no_public_page(client, fair, maker, exhibit, gao):
    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)

    for path in (
        exhibit.get_absolute_url(),
        reverse("zones:exhibits", args=[fair.pk]),
        reverse("zones:write", args=[exhibit.pk]),
        fair.get_absolute_url(),
    ):
        assert PHONE not in client.get(path).content.decode()


def test_a_letter_reaches_the_federation_and_is_passed_on_once(client, maker, exhibit, gao):
    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    letter = {"name": "王女士", "contact": "13000000000", "text": "想订两幅。"}

    client.post(reverse("zones:write", args=[exhibit.pk]), letter)
    client.force_login(gao)
    inquiry = Inquiry.objects.get()
    path = reverse("zones:pass_on", args=[inquiry.pk])
    page = client.get(path).content.decode()
    client.post(path, {"outcome": "已打电话告诉本人"})

    assert "想订两幅" in page
    assert PHONE in page
    inquiry.refresh_from_db()
    assert inquiry.outcome == "已打电话告诉本人"
    with pytest.raises(Refused, match="已经转交"):
        actions.pass_on(inquiry=inquiry, outcome="又一次", by=gao)


def test_letters_from_one_place_come_slowly(client, maker, exhibit, gao):
    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    path, letter = reverse("zones:write", args=[exhibit.pk]), {"name": "王", "contact": "1", "text": "一"}

    for _letter in range(6):
        page = client.post(path, letter, follow=True)

    assert Inquiry.objects.count() == 5
    assert "请过一会儿再寄" in page.content.decode()
    assert "一" not in str(Entry.objects.filter(act="wrote to a maker").values_list("details", flat=True)[0])


def test_a_maker_is_entered_once(maker, gao):
    with pytest.raises(Refused, match="已经有"):
        actions.save_maker(fair=maker.fair, name=maker.name, shown_as="", by=gao)
    assert Maker.objects.get().shown_as == "索伦嘎工坊"


def test_a_clerk_of_another_region_does_not_find_it(client, maker, exhibit, qi):
    client.force_login(qi)

    for name, pk in (("maker", maker.pk), ("edit_exhibit", exhibit.pk), ("makers", maker.fair_id)):
        assert client.get(reverse(f"zones:{name}", args=[pk])).status_code == 404
    with pytest.raises(Refused):
        actions.agree(maker=maker, means=Consent.Means.PAPER, by=qi)


def test_the_fairs_page_leads_to_what_is_shown(client, fair, maker, exhibit, gao):
    assert "皮画" not in client.get(fair.get_absolute_url()).content.decode()

    actions.agree(maker=maker, means=Consent.Means.PAPER, by=gao)
    stage.ProgrammeFactory(fair=fair, name="开幕式")

    page = client.get(fair.get_absolute_url()).content.decode()
    assert "皮画" in page
    assert "开幕式" in page
