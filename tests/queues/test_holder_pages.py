"""The pages of who waits: taking a number, its place and range, the call, and what happens without a script."""

import json

import pytest
from django.urls import reverse

from tests.queues.stage import at, fair_today, registered, taken
from tongxing.fairs import tickets
from tongxing.fairs.models import Fair
from tongxing.queues import actions
from tongxing.queues.banners import _for_boards
from tongxing.queues.models import Number, Subscription, Way

State = Number.State


def mine(number) -> str:
    return reverse("queues:visitor", args=[number.visitor.key])


def press(client, number, act, **headers):
    return client.post(reverse("queues:act", args=[number.visitor.key, number.pk, act]), headers=headers)


def test_one_press_at_the_zone_takes_a_number_and_opens_its_page(client, policy):
    page = client.post(reverse("queues:zone", args=[policy.code]), {"how": "here", "entry": "Q-1"}, follow=True)
    number = Number.objects.get()
    assert page.redirect_chain == [(mine(number), 302)]
    assert number.text in page.content.decode()
    assert number.means == Number.Means.ZONE


def test_the_same_form_sent_twice_is_one_number(client, policy):
    for _press in range(2):
        client.post(reverse("queues:zone", args=[policy.code]), {"how": "here", "entry": "Q-1"})
    assert Number.objects.count() == 1


def test_the_second_desk_knows_the_browser_of_the_first(client, policy, clinic):
    client.post(reverse("queues:zone", args=[policy.code]), {"how": "here", "entry": "Q-1"})
    client.post(reverse("queues:zone", args=[clinic.code]), {"how": "here", "entry": "Q-2"})
    first, second = Number.objects.order_by("pk")
    assert first.visitor == second.visitor
    assert second.text in client.get(mine(first)).content.decode()


def test_a_program_does_not_fill_a_queue(client, policy, monkeypatch):
    monkeypatch.setattr("tongxing.queues.actions.strangers.MOST", 2)
    for place in range(3):
        client.cookies.clear()
        page = client.post(reverse("queues:zone", args=[policy.code]), {"how": "here", "entry": f"Q-{place}"})
    assert Number.objects.count() == 2
    assert "请到服务台领号" in page.content.decode()


def test_a_ticket_takes_a_number_for_its_person_without_showing_a_name(client, policy, lin):
    registration = registered(policy.fair, lin)
    sent = {"how": "ticket", "ticket": tickets.grouped(tickets.token_of(registration))}
    page = client.post(reverse("queues:zone", args=[policy.code]), sent, follow=True)
    assert Number.objects.get().visitor.registration == registration
    assert "林晓雯" not in page.content.decode()


def test_the_number_printed_on_a_ticket_is_not_enough(client, policy, lin):
    registration = registered(policy.fair, lin)
    page = client.post(reverse("queues:zone", args=[policy.code]), {"how": "ticket", "ticket": registration.number})
    assert "没有这个代码" in page.content.decode()
    assert not Number.objects.exists()


def test_who_is_signed_in_takes_a_number_from_the_ticket_in_one_press(client, policy, lin):
    registration = registered(policy.fair, lin)
    client.force_login(lin)
    assert "领号：政策咨询台" in client.get(reverse("fairs:ticket", args=[registration.pk])).content.decode()
    client.post(reverse("queues:take", args=[policy.pk]), {"registration": registration.pk, "entry": "Q-1"})
    assert Number.objects.get().visitor.registration == registration


def test_nobody_takes_a_number_for_somebody_else(client, policy, lin, bao):
    registration = registered(policy.fair, lin)
    client.force_login(bao)
    answer = client.post(reverse("queues:take", args=[policy.pk]), {"registration": registration.pk})
    assert answer.status_code == 404


def test_a_closed_desk_and_a_fair_that_does_not_run_give_no_number(client, policy):
    policy.is_open = False
    policy.save()
    assert "现在没有开放" in client.get(reverse("queues:zone", args=[policy.code])).content.decode()
    Fair.objects.update(state=Fair.State.CLOSED)
    assert "招聘会进行时才发号" in client.get(reverse("queues:zone", args=[policy.code])).content.decode()


def test_the_page_says_how_many_are_before_me_and_roughly_how_long(client, policy, gao):
    with at(10):
        taken(policy, gao)
        number = taken(policy, gao)
        page = client.get(mine(number)).content.decode()
    assert "前面还有 1 人" in page
    assert "分钟" in page


def test_an_exception_is_told_to_who_is_passed_with_its_reason_and_no_name(client, policy, gao):
    with at(10):
        number, other = taken(policy, gao), taken(policy, gao, name="赵先生")
        actions.grant(number=other, reason=Number.Reason.PAIN, by=gao)
        actions.call_next(desk=policy, by=gao)
        page = client.get(mine(number)).content.decode()
    assert "有 1 人先于您叫号，原因：疼痛" in page
    assert "赵" not in page


def test_the_call_is_word_number_and_place_and_the_first_heading(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        page = client.get(mine(number)).content.decode()
    call = page.split('<section class="call')[1].split("</section>")[0]
    assert "轮到您了" in call.split("</h1>")[0]
    assert number.text in call
    assert "政策咨询台" in call
    assert page.count("<h1") == 1


def test_i_am_coming_is_known_at_the_desk(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        press(client, number, "answer")
        page = client.get(mine(number)).content.decode()
    assert "服务台知道您正在过来" in page
    assert "call--answered" in page


def test_back_in_ten_minutes_and_here_again(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        press(client, number, "away")
        number.refresh_from_db()
        assert number.state == State.KEPT
        assert (number.back_at - number.kept_at).total_seconds() == 600
        press(client, number, "back")
    number.refresh_from_db()
    assert number.state == State.WAITING


def test_a_key_opens_only_its_own_numbers(client, policy, gao):
    with at(10):
        mine_, other = taken(policy, gao), taken(policy, gao, name="赵先生")
        answer = client.post(reverse("queues:act", args=[mine_.visitor.key, other.pk, "leave"]))
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.state == State.WAITING


def test_the_part_comes_over_only_when_it_is_another(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        first = client.get(mine(number) + "?part")
        same = client.get(mine(number) + "?part", headers={"if-none-match": first.headers["ETag"]})
        actions.call_next(desk=policy, by=gao)
        other = client.get(mine(number) + "?part", headers={"if-none-match": first.headers["ETag"]})
    assert "<html" not in first.content.decode()
    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200


def test_the_script_gets_the_new_part_or_the_sentence_of_a_refusal(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        left = press(client, number, "leave", **{"x-part": "1"})
        refused = press(client, number, "away", **{"x-part": "1"})
    assert "您现在没有号" in left.content.decode()
    assert refused.status_code == 409
    assert number.text in refused.content.decode()


def test_without_script_the_page_loads_again_by_itself_unless_that_is_not_wanted(client, policy, gao):
    number = taken(policy, gao)
    assert '<noscript><meta http-equiv="refresh"' in client.get(mine(number)).content.decode()
    assert 'http-equiv="refresh"' not in client.get(mine(number) + "?still").content.decode()


def test_nothing_of_a_person_is_kept_by_the_browser_or_found_by_search(client, policy, gao):
    answer = client.get(mine(taken(policy, gao)))
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'name="robots" content="noindex"' in answer.content.decode()


def test_the_ways_are_kept_in_the_order_that_the_rule_goes(client, policy, gao):
    number = taken(policy, gao)
    sent = {
        "ways": ["screen", "vibration", "text", "companion"],
        "first": "companion",
        "companion_phone": "13900002222",
    }
    client.post(reverse("queues:ways", args=[number.visitor.key]), sent)
    number.visitor.refresh_from_db()
    assert number.visitor.ways == ["screen", "vibration", "companion", "text"]
    assert number.visitor.companion_phone == "13900002222"


def test_a_companion_without_a_telephone_is_asked_for_one(client, policy, gao):
    number = taken(policy, gao)
    page = client.post(reverse("queues:ways", args=[number.visitor.key]), {"ways": ["companion"]}).content.decode()
    assert 'role="alert"' in page
    number.visitor.refresh_from_db()
    assert number.visitor.ways == []


def test_telephones_are_forgotten_when_asked_and_never_shown(client, policy, gao):
    number = taken(policy, gao)
    actions.set_ways(visitor=number.visitor, ways=[Way.COMPANION], companion_phone="13900002222", by=gao)
    address = reverse("queues:ways", args=[number.visitor.key])
    assert "13900002222" not in client.get(address).content.decode()
    client.post(address, {"ways": ["screen"], "forget": "on"})
    number.visitor.refresh_from_db()
    assert number.visitor.companion_phone == ""


@pytest.fixture
def browser():
    """What a browser says of where it takes notices."""
    return {
        "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
        "keys": {
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        },
    }


def test_a_browser_is_kept_for_notices_and_given_up_again(client, policy, gao, browser):
    address = reverse("queues:notices", args=[taken(policy, gao).visitor.key])
    assert client.post(address, json.dumps({**browser, "take": True}), "application/json").status_code == 204
    assert Subscription.objects.count() == 1
    client.post(address, json.dumps({**browser, "take": False}), "application/json")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"take": true, "endpoint": "x"}', '{"take": 1, "keys": 3, "endpoint": 4}']
)
def test_what_is_no_subscription_is_refused(client, policy, gao, body):
    address = reverse("queues:notices", args=[taken(policy, gao).visitor.key])
    assert client.post(address, body, "application/json").status_code == 400


def test_paper_is_in_large_print_with_a_code_and_without_a_name(client, policy, gao):
    number = taken(policy, gao)
    page = client.get(reverse("queues:paper", args=[number.visitor.key, number.pk])).content.decode()
    assert 'class="large-print"' in page
    assert number.text in page
    assert "王女士" not in page
    picture = client.get(reverse("queues:paper_code", args=[number.visitor.key]))
    assert b"<svg" in picture.content


def test_the_braille_file_is_for_a_printer(client, policy, gao):
    number = taken(policy, gao)
    file = client.get(reverse("queues:braille", args=[number.visitor.key, number.pk]))
    assert file.headers["Content-Disposition"] == 'attachment; filename="P-001.brf"'
    assert all(len(line) <= 40 for line in file.content.decode("ascii").splitlines())


def test_an_unknown_key_or_code_is_not_found(client, db):
    assert client.get(reverse("queues:visitor", args=["nobody"])).status_code == 404
    assert client.get(reverse("queues:zone", args=["nowhere"])).status_code == 404


def test_an_emergency_stands_first_on_my_page_and_on_the_board(client, policy, gao, monkeypatch):
    number = taken(policy, gao)
    monkeypatch.setattr("tongxing.queues.banners._for_boards", [*_for_boards, lambda fair: "请从二号门离开"])
    policy.fair.event.campaign.is_public = True
    policy.fair.event.campaign.save()
    for address in (mine(number), reverse("queues:board", args=[policy.fair_id])):
        page = client.get(address).content.decode()
        assert page.index("请从二号门离开") < page.index("<h2" if "board" in address else "<h1")


def test_the_list_of_queues_shows_waiting_and_asks_to_sign_in(client, policy, gao):
    taken(policy, gao)
    page = client.get(reverse("queues:queues", args=[policy.fair_id])).content.decode()
    assert "1 人在等" in page
    assert reverse("phone_sign_in") in page


def test_a_fair_without_queues_says_so(client, db):
    page = client.get(reverse("queues:queues", args=[fair_today().pk])).content.decode()
    assert "还没有设排队" in page
