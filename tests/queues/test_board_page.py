"""The hall's board: numbers and places, no names, the newest first; the worker that keeps it."""

from django.urls import reverse

from tests.queues.stage import at, registered, taken
from tongxing.queues import actions


def board(desk) -> str:
    return reverse("queues:board", args=[desk.fair_id])


def test_it_shows_who_is_called_where_and_who_is_next_without_a_name(client, policy, lin, gao):
    with at(10):
        called = actions.take(desk=policy, registration=registered(policy.fair, lin), by=lin)
        waiting = taken(policy, gao, name="赵先生")
        actions.call_next(desk=policy, by=gao)
        page = client.get(board(policy)).content.decode()
    now, coming = page.split('class="board__next"')
    assert called.text in now
    assert "政策咨询台" in now
    assert waiting.text in coming
    assert "林" not in page
    assert "赵" not in page


def test_the_newest_call_stands_first(client, policy, clinic, gao):
    with at(10):
        older = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
    with at(10, 5):
        newer = taken(clinic, gao)
        actions.call_next(desk=clinic, by=gao)
        page = client.get(board(policy)).content.decode()
    assert page.index(newer.text) < page.index(older.text)


def test_a_board_of_one_hall_shows_that_hall_alone(client, policy, clinic, gao):
    with at(10):
        here, elsewhere = taken(policy, gao), taken(clinic, gao)
        for desk in (policy, clinic):
            actions.call_next(desk=desk, by=gao)
        page = client.get(f"{board(policy)}?hall={policy.zone.hall_id}").content.decode()
    assert here.text in page
    assert elsewhere.text not in page


def test_a_call_that_waits_too_long_goes_on_while_the_board_is_looked_at(client, policy, gao):
    with at(10):
        number = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        first = number.calls.count()
    with at(10, 5):
        client.get(board(policy) + "?part")
    assert number.calls.count() > first


def test_the_part_is_not_sent_again_while_nothing_is_new(client, policy, gao):
    with at(10):
        first = client.get(board(policy) + "?part")
        again = client.get(board(policy) + "?part", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_fair_that_is_not_public_has_no_public_board(client, policy):
    policy.fair.event.campaign.is_public = False
    policy.fair.event.campaign.save()
    assert client.get(board(policy)).status_code == 404


def test_the_worker_is_a_script_of_this_place(client, db):
    answer = client.get(reverse("queues:worker"))
    assert answer.headers["Content-Type"] == "text/javascript"
    assert reverse("queues:worker").rsplit("/", 1)[0] == "/queues"
    assert "showNotification" in answer.content.decode()
