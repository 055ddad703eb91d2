"""An employer hands in what it will say; captioners, interpreters and directors read it, and nobody else."""

import pytest
from django.urls import reverse

from tests import cast
from tests.fairs.stage import fair_today, post_of
from tests.live.stage import StreamFactory, TurnFactory
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.live import actions
from tongxing.live.models import Presentation
from tongxing.people.models import Role
from tongxing.trail.models import Entry

WORDS = "大家好，我们是麦香坊，招面点师三名，月薪4500元，可安排手语沟通。"

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(bakery):
    """The bakery's place at a fair of Baotou that is shown live; its turn is the second."""
    fair = fair_today(Fair.State.POSTS, mode=Fair.Mode.LIVE)
    post_of(fair, bakery, title="面点师", region="150203")
    stream = StreamFactory(fair=fair)
    participation = fair.participations.get(employer=bakery)
    TurnFactory(stream=stream, participation=participation, order=2, minutes=3)
    return participation


def hand_in(client, place, **values):
    values = {"language": "sign", "speaker": "赵敏", "words": WORDS, "version": 0} | values
    return client.post(reverse("live:hand_in", args=[place.pk]), values, follow=True)


def test_it_waits_for_the_employer_until_it_is_handed_in(client, place, zhao):
    client.force_login(zhao)
    address = reverse("live:hand_in", args=[place.pk])
    assert address in client.get(reverse("start")).text
    page = client.get(place.fair.get_absolute_url()).text
    assert "顺序第2位" in page
    assert "计划3分钟" in page
    assert "尚未提交" in page

    page = hand_in(client, place).text

    assert "修改讲解内容" in page
    assert "尚未提交" not in page
    assert address not in client.get(reverse("start")).text
    presentation = Presentation.objects.get()
    assert (presentation.words, presentation.speaker, presentation.language, presentation.handed_in_by) == (
        WORDS,
        "赵敏",
        "sign",
        zhao,
    )
    assert Entry.objects.filter(act="handed in words for a turn", actor=f"account:{zhao.pk}").exists()


def test_captioner_interpreter_and_director_read_it_in_the_running_order(client, place, zhao, gao):
    other = cast.ParticipationFactory(fair=place.fair, employer__name="第一家有限公司")
    TurnFactory(stream=place.fair.stream, participation=other, order=1)
    client.force_login(zhao)
    hand_in(client, place)
    typist = cast.staff("majing", "马静", Role.What.INTERPRETER, "150200")

    for reader in (typist, gao):
        client.force_login(reader)
        page = client.get(reverse("live:presentations", args=[place.fair_id])).text
        assert WORDS in page
        assert "讲解人：赵敏" in page
        assert "2家单位中，1家已提交" in page
        assert "其中1家用手语讲解，需要配音" in page
        assert page.index("第一家有限公司") < page.index("麦香坊")
    assert "中国手语" in client.get(reverse("live:direct", args=[place.fair_id])).text
    assert (
        reverse("live:presentations", args=[place.fair_id])
        in client.get(reverse("live:caption", args=[place.fair_id])).text
    )


def test_nobody_else_reads_or_writes_it(client, place, zhao, qi, lin):
    client.force_login(zhao)
    hand_in(client, place)
    stranger = cast.AccountFactory(username="fremd")
    cast.member(stranger, cast.OrganisationFactory())

    for reader in (zhao, qi, lin, stranger, None):
        client.logout()
        if reader is not None:
            client.force_login(reader)
        page = client.get(reverse("live:presentations", args=[place.fair_id]), follow=True)
        assert WORDS not in page.text
        assert WORDS not in client.get(reverse("live:companion", args=[place.fair_id])).text
        if reader != zhao:
            assert WORDS not in client.get(reverse("live:hand_in", args=[place.pk]), follow=True).text
            hand_in(client, place, words="别人写的", version=1)
    assert Presentation.objects.get().words == WORDS


def test_two_members_do_not_write_over_each_other(client, place, zhao):
    client.force_login(zhao)
    hand_in(client, place)

    page = hand_in(client, place, words="后来的话", version=0).text

    assert Presentation.objects.get().words == WORDS
    assert "在此期间提交了另一份内容" in page
    assert "后来的话" in page
    assert WORDS in page
    assert 'name="version" value="1"' in page
    hand_in(client, place, words="后来的话", version=1)
    assert Presentation.objects.get().words == "后来的话"


def test_empty_words_are_refused_and_what_was_typed_stays(client, place, zhao):
    client.force_login(zhao)
    page = hand_in(client, place, words="   ", speaker="赵敏经理").text
    assert "请写下要讲的内容或要点" in page
    assert "赵敏经理" in page
    assert not Presentation.objects.exists()
    with pytest.raises(Refused):
        actions.hand_in_presentation(participation=place, words=" ", by=zhao)


@pytest.mark.parametrize("state", [Fair.State.DRAFT, Fair.State.CLOSED, Fair.State.REPORTED])
def test_a_fair_that_is_shut_takes_none(place, zhao, state):
    Fair.objects.filter(pk=place.fair_id).update(state=state)
    with pytest.raises(Refused):
        actions.hand_in_presentation(participation=place, words=WORDS, by=zhao)


def test_a_fair_on_site_and_a_stream_that_is_over_take_none(place, zhao):
    Fair.objects.filter(pk=place.fair_id).update(mode=Fair.Mode.ON_SITE)
    with pytest.raises(Refused, match=r"没有直播|not shown live"):
        actions.hand_in_presentation(participation=place, words=WORDS, by=zhao)
    Fair.objects.filter(pk=place.fair_id).update(mode=Fair.Mode.LIVE)
    stream = place.fair.stream
    stream.began_at = stream.ended_at = place.registered_at
    stream.save()
    with pytest.raises(Refused, match=r"已结束|has ended"):
        actions.hand_in_presentation(participation=place, words=WORDS, by=zhao)


def test_one_that_withdrew_hands_in_nothing(client, place, zhao):
    place.is_withdrawn = True
    place.save()
    client.force_login(zhao)
    assert hand_in(client, place).status_code == 404
    assert not Presentation.objects.exists()
