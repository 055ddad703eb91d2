"""An emergency: one for two presses, everybody told once by each way, helpers see whom they may."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.control.stage import came
from tests.live.stage import StreamFactory
from tests.queues.stage import VisitorFactory
from tongxing.common.refusal import Refused
from tongxing.control import access, actions
from tongxing.control.models import Emergency, EmergencySending, HelpedOut
from tongxing.control.whereabouts import by_place
from tongxing.fairs.models import Fair, Interview
from tongxing.people.models import Message
from tongxing.queues import banners
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
LEAVE, START, OVER = Emergency.Kind.LEAVE, EmergencySending.Phase.START, EmergencySending.Phase.OVER


@pytest.fixture
def emergency(fair, han):
    return actions.start(fair=fair, kind=LEAVE, text="请现在离开大厅。", by=han)


def texts():
    return sorted(Message.objects.filter(purpose="emergency").values_list("text", flat=True))


def test_two_who_press_at_once_start_one_emergency(fair, han, emergency):
    again = actions.start(fair=fair, kind=Emergency.Kind.STAY, text="请留在原地。", by=han)
    assert again == emergency
    assert Emergency.objects.count() == 1


def test_the_text_stands_on_every_board_until_the_all_clear(fair, han, emergency):
    assert banners.of_fair(fair) == ["请现在离开大厅。"]
    actions.end(emergency=emergency, text="危险已解除。", by=han)
    assert banners.of_fair(fair) == []


def test_who_came_and_the_companions_of_who_waits_get_one_text_each(fair, han, lin, bao, emergency):
    came(fair, lin)
    cast.RegistrationFactory(fair=fair, person=bao.person)
    VisitorFactory(fair=fair, companion_phone="15400000077")
    VisitorFactory(fair=fair, phone=lin.person.phone)
    actions.sending.send_texts(emergency=emergency, phase=START, by=han)
    actions.sending.send_texts(emergency=emergency, phase=START, by=han)
    assert texts() == ["请现在离开大厅。"] * 2
    sending = emergency.sendings.get(way="text")
    assert (sending.meant_for, sending.reached) == (2, 2)


def test_a_sending_that_was_interrupted_goes_on_with_the_others(fair, han, lin, bao, emergency, monkeypatch):
    came(fair, lin)
    came(fair, bao)
    monkeypatch.setattr(actions.sending, "AT_ONCE", 1)
    real, sent = actions.sending._send_some, []

    def dies_at_the_second(*arguments):
        if sent:
            raise KeyboardInterrupt
        sent.append(arguments)
        real(*arguments)

    monkeypatch.setattr(actions.sending, "_send_some", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        actions.sending.send_texts(emergency=emergency, phase=START, by=han)
    monkeypatch.setattr(actions.sending, "_send_some", real)
    actions.sending.send_texts(emergency=emergency, phase=START, by=han)
    assert len(texts()) == 2


def test_the_live_streams_page_is_told_at_once(fair, han, emergency, settings, django_capture_on_commit_callbacks):
    stream = StreamFactory(fair=fair)
    with django_capture_on_commit_callbacks(execute=True):
        actions.sending._send_live(emergency, START)
    [event] = (settings.LIVE_FOLDER / stream.channel / "events").glob("*.json")
    assert json.loads(event.read_text())["data"] == {"text": "请现在离开大厅。", "over": False}


@pytest.mark.parametrize(("text", "words"), [("  ", "要大家怎么做"), ("离" * 71, "最多70字")])
def test_a_text_that_nobody_could_take_in_is_refused(fair, han, text, words):
    with pytest.raises(Refused, match=words):
        actions.start(fair=fair, kind=LEAVE, text=text, by=han)
    assert not Emergency.objects.exists()


def test_before_the_fair_there_is_nobody_to_warn(fair, han):
    fair.state = Fair.State.SEEKERS
    fair.save()
    with pytest.raises(Refused, match="没有在进行"):
        actions.start(fair=fair, kind=LEAVE, text="请现在离开。", by=han)


def test_helpers_see_only_who_agreed_and_only_what_bears_on_leaving(fair, han, lin, bao, emergency):
    deaf = came(fair, lin, needs=("captions", "flexible_hours"))
    came(fair, bao, needs=("step_free",), agrees=False)
    listed = actions.open_list(emergency=emergency, by=han)
    [(place, [helped])] = by_place(emergency, listed)
    assert helped.registration == deaf
    assert helped.how == ["听不见警报：走过去给他看文字"]
    assert place == "在大厅里"


def test_who_is_seen_can_read_who_looked_and_what_for(fair, han, lin, emergency):
    came(fair, lin)
    actions.open_list(emergency=emergency, by=han)
    actions.open_list(emergency=emergency, by=han)
    looks = Entry.objects.filter(act="opened an identity", target_key=str(lin.person.pk))
    assert looks.get().why == "evacuation"


def test_after_the_all_clear_the_list_is_closed(fair, han, lin, emergency):
    came(fair, lin)
    actions.end(emergency=emergency, text="危险已解除。", by=han)
    with pytest.raises(Refused, match="名单已关闭"):
        actions.open_list(emergency=emergency, by=han)


def test_who_is_out_is_out_once(fair, han, lin, emergency):
    registration = came(fair, lin)
    for _press in range(2):
        actions.note_out(emergency=emergency, registration=registration, by=han)
    assert HelpedOut.objects.count() == 1
    assert by_place(emergency, access.may_be_helped(fair))[0][1][0].is_out


def test_nothing_starts_without_the_second_press(client, fair, han):
    client.force_login(han)
    url = reverse("control:start", args=[fair.pk, "leave"])
    client.post(url, {"text": "请现在离开大厅。"})
    assert not Emergency.objects.exists()
    answer = client.post(url, {"text": "请现在离开大厅。", "is_meant": "on"}, follow=True)
    assert "请现在离开大厅。" in answer.content.decode()
    assert Emergency.objects.get().started_by == han


def test_a_sending_is_gone_on_with_only_where_it_was_interrupted(client, fair, han, emergency):
    address, again = (reverse(f"control:{name}", args=[emergency.pk]) for name in ("emergency", "send_again"))
    client.force_login(han)
    assert again in client.get(address).text  # killed before the first message

    actions.send(emergency=emergency, phase=START, by=han)
    assert again not in client.get(address).text

    EmergencySending.objects.filter(way="text").update(done_at=None)
    assert again in client.get(address).text


def test_a_clerk_of_another_region_does_not_find_it(client, fair, han, emergency):
    stranger = cast.RoleFactory(region="150400").account
    client.force_login(stranger)
    for name in ("emergency", "people", "over"):
        assert client.get(reverse(f"control:{name}", args=[emergency.pk])).status_code == 404
    for name in ("day", "closing", "choose"):
        assert client.get(reverse(f"control:{name}", args=[fair.pk])).status_code == 404
    assert timezone.now() > emergency.started_at


# One hall


@pytest.fixture
def in_hall_one(fair, han):
    """An emergency in hall one of two; (it, hall one, hall two)."""
    first, second = cast.HallFactory(fair=fair, name="一号厅"), cast.HallFactory(fair=fair, name="二号厅")
    made = actions.start(fair=fair, kind=LEAVE, text="请现在离开。", by=han, hall=first)
    return made, first, second


def meets_now(registration, hall):
    """Their interview goes on now, in ``hall``."""
    now = timezone.now()
    booth = cast.BoothFactory(zone=cast.ZoneFactory(hall=hall))
    span = {"starts_at": now - dt.timedelta(minutes=5), "ends_at": now + dt.timedelta(minutes=5)}
    return Interview.objects.create(registration=registration, vacancy=cast.VacancyFactory(), booth=booth, **span)


def test_one_hall_is_named_and_who_is_known_to_be_in_another_gets_no_message(fair, han, lin, bao, in_hall_one):
    emergency, _first, second = in_hall_one
    came(fair, bao)
    meets_now(came(fair, lin), second)

    actions.sending.send_texts(emergency=emergency, phase=START, by=han)

    assert texts() == ["一号厅：请现在离开。"]
    assert banners.of_fair(fair) == ["一号厅：请现在离开。"]
    assert actions.open_list(emergency=emergency, by=han) == list(access.may_be_helped(fair).filter(person=bao.person))


def test_what_began_in_one_hall_is_sent_to_the_rest_once(client, fair, han, lin, bao, in_hall_one):
    emergency, _first, second = in_hall_one
    came(fair, bao)
    meets_now(came(fair, lin), second)
    actions.sending.send_texts(emergency=emergency, phase=START, by=han)
    client.force_login(han)

    for _press in range(2):
        client.post(reverse("control:widen", args=[emergency.pk]))

    assert texts() == ["一号厅：请现在离开。", "请现在离开。"]
    sending = emergency.sendings.get(way="text")
    assert (sending.meant_for, sending.reached) == (2, 2)


def test_a_hall_of_another_fair_is_refused(fair, han):
    with pytest.raises(Refused, match="不是本场招聘会的展厅"):
        actions.start(fair=fair, kind=LEAVE, text="请现在离开。", by=han, hall=cast.HallFactory())
    assert not Emergency.objects.exists()


def test_the_name_of_the_hall_counts_with_the_text(fair, han):
    hall = cast.HallFactory(fair=fair, name="一号厅")
    with pytest.raises(Refused, match="最多66字"):
        actions.start(fair=fair, kind=LEAVE, text="离" * 67, by=han, hall=hall)


def test_the_hall_is_chosen_on_the_page(client, fair, han, in_hall_one):
    emergency, _first, second = in_hall_one
    actions.end(emergency=emergency, text="危险已解除。", by=han)
    client.force_login(han)
    url = reverse("control:start", args=[fair.pk, "leave"])

    assert "二号厅</option>" in client.get(url).content.decode()
    client.post(url, {"text": "请现在离开。", "hall": second.pk, "is_meant": "on"})

    assert Emergency.objects.get(ended_at=None).hall == second
