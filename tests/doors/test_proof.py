"""An employer's own device enters nothing about somebody who was not there: ticket, roster, or the person's word."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.doors.stage import act, check_in, device_at, post, send
from tests.fairs.stage import at, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.doors import actions, closing
from tongxing.doors.models import Act, Device
from tongxing.doors.waiting import waiting
from tongxing.fairs import actions as fair_actions
from tongxing.fairs import tickets
from tongxing.fairs.models import Interview
from tongxing.people.models import Message
from tongxing.trail.models import Entry


@pytest.fixture
def booth(fair, gao, lin, bakery):
    """The bakery holds a device of its own; 林晓雯 is registered and has nothing to do with it."""
    vacancy = post_of(fair, bakery)
    device = device_at(fair, gao, "employer", name="面包店", participation=fair.participations.get())
    return SimpleNamespace(fair=fair, vacancy=vacancy, device=device, stranger=registered(fair, lin))


def resume(registration, moment, counter=1, **data):
    return act("resume", moment, counter, person=registration.pk, **data)


def word(booth, registration, counter=1, **data):
    said = {"person": registration.pk, "vacancy": booth.vacancy.pk, "side": "employer", "yes": True} | data
    return act("intent", at(booth.fair, 10), counter, **said)


def entries(fair):
    return fair.submissions.count(), fair.intents.count(), fair.attendances.count()


def states(answers):
    return [answer.state for answer in answers]


def test_a_resume_of_somebody_who_never_came_waits_for_their_word(booth):
    answer = send(booth.device, resume(booth.stranger, at(booth.fair, 10)))[0]
    assert answer.state == "unproved"
    assert "没有扫入场券" in answer.sentence
    assert entries(booth.fair) == (0, 0, 0)
    assert Act.objects.get().about == booth.stranger


def test_an_employers_word_about_somebody_it_never_met_waits(booth):
    assert states(send(booth.device, word(booth, booth.stranger))) == ["unproved"]
    assert entries(booth.fair) == (0, 0, 0)


def test_the_scanned_ticket_is_enough_without_network(booth):
    token = tickets.token_of(booth.stranger)
    answers = send(
        booth.device,
        resume(booth.stranger, at(booth.fair, 10), 1, token=token),
        word(booth, booth.stranger, 2, token=token),
    )
    assert states(answers) == ["accepted", "accepted"]
    assert set(Act.objects.values_list("proof", flat=True)) == {"ticket"}


def test_the_ticket_decides_whom_it_is_about(booth, bao):
    """The key of one person beside the ticket of another names nobody but the ticket's holder."""
    other = registered(booth.fair, bao)
    send(booth.device, resume(other, at(booth.fair, 10), token=tickets.token_of(booth.stranger)))
    assert booth.fair.submissions.get().registration == booth.stranger


@pytest.mark.parametrize("whose", ["forged", "another fair", "another day", "given up"])
def test_a_ticket_that_does_not_hold_proves_nothing(booth, gao, whose):
    registration = booth.stranger
    token = tickets.token_of(registration)
    if whose == "forged":
        token = token[:-1] + ("0" if token[-1] != "0" else "1")
    elif whose == "another fair":
        token = tickets.token_of(cast.RegistrationFactory())
    elif whose == "another day":
        registration.fair.event.starts_at -= dt.timedelta(days=1)
        registration.fair.event.ends_at -= dt.timedelta(days=1)
        token = tickets.token_of(registration)
    else:
        fair_actions.give_up_place(registration=registration, by=gao)
    answer = send(booth.device, resume(registration, at(booth.fair, 10), token=token))[0]
    assert answer.state == "refused"
    assert entries(booth.fair) == (0, 0, 0)


@pytest.mark.parametrize("how", ["wish", "interview", "online", "word", "application"])
def test_who_turned_to_the_employer_is_entered_without_a_ticket(booth, how):
    registration, vacancy = booth.stranger, booth.vacancy
    if how == "wish":
        cast.WishFactory(registration=registration, vacancy=vacancy)
    elif how == "interview":
        times = {"starts_at": at(booth.fair, 10), "ends_at": at(booth.fair, 10, 15)}
        Interview.objects.create(registration=registration, vacancy=vacancy, **times)
    elif how == "online":
        participation = booth.fair.participations.get()
        cast.SubmissionFactory(registration=registration, participation=participation, means="online")
    elif how == "application":
        cast.ApplicationFactory(seeker=cast.SeekerFactory(person=registration.person), vacancy=vacancy)
    else:
        cast.IntentFactory(registration=registration, vacancy=vacancy, seeker_agrees=True)
    assert states(send(booth.device, word(booth, registration))) == ["accepted"]
    assert Act.objects.get().proof == "asked"


def test_the_employers_own_wish_puts_nobody_on_its_roster(booth):
    cast.WishFactory(registration=booth.stranger, vacancy=booth.vacancy, side="employer")
    Interview.objects.create(registration=booth.stranger, vacancy=booth.vacancy)  # no time was found
    assert states(send(booth.device, resume(booth.stranger, at(booth.fair, 10)))) == ["unproved"]


def test_another_booths_roster_is_not_this_ones(booth):
    other = post_of(booth.fair, cast.OrganisationFactory())
    cast.WishFactory(registration=booth.stranger, vacancy=other)
    assert states(send(booth.device, resume(booth.stranger, at(booth.fair, 10)))) == ["unproved"]


@pytest.mark.parametrize("kind", ["walk_in", "check_in"])
def test_an_employer_lets_nobody_in_and_invents_no_walk_in(booth, kind):
    come = act(kind, at(booth.fair, 9), 1, name="乌云", phone="19911112222", person=booth.stranger.pk)
    after = act("resume", at(booth.fair, 10), 2, walk_in=come["id"])
    assert states(send(booth.device, come, after)) == ["refused", "refused"]
    assert entries(booth.fair) == (0, 0, 0)


def test_the_persons_word_is_no_employers_to_give(booth):
    token = tickets.token_of(booth.stranger)
    assert states(send(booth.device, word(booth, booth.stranger, side="seeker", token=token))) == ["refused"]


def test_nothing_happened_before_the_device_was_enrolled(booth):
    Device.objects.update(enrolled_at=at(booth.fair, 10, 30))
    token = tickets.token_of(booth.stranger)
    early, late = (resume(booth.stranger, at(booth.fair, *time), token=token) for time in ((10, 20), (10, 40)))
    answers = send(booth.device, early, late)
    assert states(answers) == ["refused", "accepted"]
    assert "10:30" in answers[0].sentence


def test_a_device_that_was_locked_sends_nothing_more(client, booth, gao):
    token = tickets.token_of(booth.stranger)
    assert post(client, booth.device, resume(booth.stranger, at(booth.fair, 10), token=token)).status_code == 200
    actions.lock(device=booth.device, by=gao, why="被偷")
    assert post(client, booth.device, word(booth, booth.stranger, 2, token=token)).status_code == 423
    assert entries(booth.fair) == (1, 0, 0)


def test_an_employer_that_withdrew_enters_nothing_more(client, booth):
    booth.fair.participations.update(is_withdrawn=True)
    token = tickets.token_of(booth.stranger)
    assert states(send(booth.device, resume(booth.stranger, at(booth.fair, 10), token=token))) == ["refused"]
    answer = client.get(reverse("doors:roster"), headers={"authorization": booth.device.shows})
    assert answer.status_code == 409


def test_a_ticket_that_was_scanned_at_one_booth_names_no_other_booths_posts(booth, gao):
    other = post_of(booth.fair, cast.OrganisationFactory())
    token = tickets.token_of(booth.stranger)
    assert states(send(booth.device, word(booth, booth.stranger, vacancy=other.pk, token=token))) == ["refused"]


def test_staff_at_a_booth_know_whom_they_see(booth, gao):
    desk = device_at(booth.fair, gao, "booth", participation=booth.fair.participations.get())
    assert states(send(desk, resume(booth.stranger, at(booth.fair, 10)))) == ["accepted"]
    assert Act.objects.get().about is None


# The person's own word


def answer(client, account, one, value):
    client.force_login(account)
    return client.post(reverse("doors:answer", args=[one.pk]), {"answer": value}, follow=True)


def test_the_person_confirms_and_it_counts_at_its_own_moment(client, booth, lin):
    send(booth.device, resume(booth.stranger, at(booth.fair, 10)), word(booth, booth.stranger, 2))
    page = client.get(reverse("doors:own", args=[booth.fair.pk]))
    assert page.status_code == 302
    for one in Act.objects.order_by("counter"):
        page = answer(client, lin, one, "yes").content.decode()
    assert booth.fair.submissions.get().handed_in_at == at(booth.fair, 10)
    assert booth.fair.intents.get().employer_agrees
    assert not booth.fair.intents.get().seeker_agrees
    assert "本人确认" in page
    assert Entry.objects.filter(act="confirmed an entry of a booth", actor=f"account:{lin.pk}").count() == 2


def test_what_the_person_denies_is_out_and_stays_out(client, booth, lin):
    token = tickets.token_of(booth.stranger)
    send(booth.device, resume(booth.stranger, at(booth.fair, 10), 1, token=token))
    taken = Act.objects.get()
    assert "不计数" in answer(client, lin, taken, "no").content.decode()
    assert entries(booth.fair) == (0, 0, 0)
    again = send(booth.device, resume(booth.stranger, at(booth.fair, 10, 5), 2, token=token))
    undone = send(booth.device, act("undo", at(booth.fair, 10, 6), 3, act=str(taken.uuid)))
    assert states(again) == ["unproved"]
    assert states(undone) == ["refused"]
    assert entries(booth.fair) == (0, 0, 0)


def test_a_denied_word_is_taken_back(client, booth, lin):
    send(booth.device, word(booth, booth.stranger, token=tickets.token_of(booth.stranger)))
    answer(client, lin, Act.objects.get(), "no")
    assert entries(booth.fair) == (0, 0, 0)


def test_a_resume_that_staff_took_stays_though_a_devices_is_denied(client, booth, gao, lin):
    where = booth.fair.participations.get()
    who = {"fair": booth.fair, "registration": booth.stranger, "means": "on_site", "participation": where}
    fair_actions.hand_in_resume(**who, by=gao)
    send(booth.device, resume(booth.stranger, at(booth.fair, 10), token=tickets.token_of(booth.stranger)))
    answer(client, lin, Act.objects.get(), "no")
    assert booth.fair.submissions.count() == 1


def test_nobody_answers_for_another_person(client, booth, bao, zhao, gao):
    send(booth.device, resume(booth.stranger, at(booth.fair, 10)))
    registered(booth.fair, bao)
    for account in (bao, zhao, gao):
        assert answer(client, account, Act.objects.get(), "yes").status_code == 404
        with pytest.raises(Http404):
            actions.confirm(act=Act.objects.get(), by=account)
    assert entries(booth.fair) == (0, 0, 0)


def test_the_word_comes_too_late_once_the_fair_is_reported(booth, lin):
    send(booth.device, resume(booth.stranger, at(booth.fair, 10)))
    booth.fair.__class__.objects.update(state="reported")
    for say in (actions.confirm, actions.deny):
        with pytest.raises(Refused, match=r"不再改动|勘误"):
            say(act=Act.objects.get(), by=lin)
    assert Act.objects.get().state == "unproved"
    assert entries(booth.fair) == (0, 0, 0)


def test_the_person_is_asked_once_an_employer_by_message_and_page(client, booth, lin):
    cast.ConsentFactory(person=lin.person, purpose="contact")
    send(booth.device, resume(booth.stranger, at(booth.fair, 10)), word(booth, booth.stranger, 2))
    assert Message.objects.count() == 1
    assert [task.url for task in waiting(lin)] == [reverse("doors:own", args=[booth.fair.pk])]
    client.force_login(lin)
    assert "是这样吗" in client.get(reverse("doors:own", args=[booth.fair.pk])).content.decode()
    ticket = client.get(reverse("fairs:ticket", args=[booth.stranger.pk])).content.decode()
    assert reverse("doors:own", args=[booth.fair.pk]) in ticket


def test_a_device_that_asks_about_everybody_is_stopped(booth, monkeypatch):
    monkeypatch.setattr("tongxing.doors.access.MOST_UNPROVED", 2)
    strangers = [cast.RegistrationFactory(fair=booth.fair) for _person in range(3)]
    answers = send(booth.device, *(resume(one, at(booth.fair, 10), place) for place, one in enumerate(strangers)))
    assert states(answers) == ["unproved", "unproved", "refused"]
    assert not any(one.person.name in answer.sentence for one in strangers for answer in answers)


# Staff


def test_staff_enter_it_with_a_reason_or_leave_it_out(client, booth, gao, bao):
    other = registered(booth.fair, bao)
    send(booth.device, resume(booth.stranger, at(booth.fair, 10)), resume(other, at(booth.fair, 10), 2))
    first, second = Act.objects.order_by("counter")
    assert [one.count for one in closing.outstanding(booth.fair)] == [2]
    client.force_login(gao)
    assert "等本人确认" in client.get(reverse("doors:refused", args=[booth.fair.pk])).content.decode()
    client.post(reverse("doors:settle", args=[first.pk]), {"how": "again", "why": "当时我在场"})
    client.post(reverse("doors:settle", args=[second.pk]), {"how": "out", "why": "没来过"})
    first.refresh_from_db()
    assert (first.state, first.proof) == ("accepted", "staff")
    assert booth.fair.submissions.get().registration == booth.stranger


# The employer's own page


def test_an_employers_page_needs_the_ticket_as_its_device_does(client, booth, zhao):
    client.force_login(zhao)
    pages = {
        reverse("fairs:resumes", args=[booth.fair.pk, booth.vacancy.employer_id]): {},
        reverse("fairs:intents", args=[booth.fair.pk, booth.vacancy.employer_id]): {"vacancy": booth.vacancy.pk},
    }
    for place, (address, more) in enumerate(pages.items()):
        kind = "SI"[place]
        said = {"ticket": booth.stranger.number, "number": f"{kind}-AAAAA-BBBBB", **more}
        assert "没有找过" in client.post(address, said).content.decode()
    assert entries(booth.fair) == (0, 0, 0)
    for place, (address, more) in enumerate(pages.items()):
        kind = "SI"[place]
        said = {"ticket": tickets.token_of(booth.stranger), "number": f"{kind}-AAAAA-BBBBB", **more}
        assert client.post(address, said).status_code == 302
    assert entries(booth.fair) == (1, 1, 0)


# Whatever the holder of the key sends

PEOPLE = ["stranger", "asked", "wished", "ticket"]
TOKENS = ["none", "none", "own", "forged", "other fair", "garbage"]
ATTACK = st.tuples(
    st.sampled_from(["resume", "intent", "outcome", "check_in", "walk_in", "undo", "dance"]),
    st.sampled_from([*PEOPLE, "nobody"]),
    st.sampled_from(TOKENS),
    st.sampled_from(["seeker", "employer", "both", None]),
    st.booleans(),
    st.sampled_from([-400, -1, 0, 1, 30, 400]),
    st.integers(0, 9),
)


@pytest.fixture
def scene(booth):
    people = {name: cast.RegistrationFactory(fair=booth.fair) for name in PEOPLE}
    cast.WishFactory(registration=people["asked"], vacancy=booth.vacancy)
    cast.WishFactory(registration=people["wished"], vacancy=booth.vacancy, side="employer")
    Interview.objects.create(registration=people["wished"], vacancy=booth.vacancy)
    booth.people, booth.elsewhere = people, tickets.token_of(cast.RegistrationFactory())
    return booth


def sent(scene, plan) -> list[dict]:
    acts: list[dict] = []
    for counter, (kind, who, token, side, yes, minutes, which) in enumerate(plan):
        registration = scene.people.get(who)
        data = {"person": registration.pk if registration else 999_999, "name": "乌云", "phone": "19911112222"}
        data |= {"vacancy": scene.vacancy.pk, "side": side, "yes": yes, "outcome": "intent"}
        if acts:
            data |= {"act": acts[which % len(acts)]["id"], "walk_in": acts[which % len(acts)]["id"]}
        if kind == "resume" and which % 3 == 0:
            del data["person"]
        ticket = tickets.token_of(scene.people["ticket"])  # only this one was ever shown
        data |= {
            "none": {},
            "own": {"token": ticket},
            "forged": {"token": ticket[:-1] + ("0" if ticket[-1] != "0" else "1")},
            "other fair": {"token": scene.elsewhere},
            "garbage": {"token": "R-00000"},
        }[token]
        acts.append(act(kind, at(scene.fair, 10) + dt.timedelta(minutes=minutes), counter, **data))
    return acts


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plan=st.lists(ATTACK, min_size=1, max_size=8))
def test_no_entry_names_anybody_who_neither_showed_a_ticket_nor_asked_nor_confirmed(scene, plan):
    with transaction.atomic():
        send(scene.device, *sent(scene, plan))
        fair, known = scene.fair, {scene.people["asked"].pk, scene.people["ticket"].pk}
        assert set(fair.submissions.values_list("registration", flat=True)) <= known
        assert set(fair.intents.values_list("registration", flat=True)) <= known
        assert not fair.intents.filter(seeker_agrees=True).exists()
        assert not fair.attendances.exists()
        assert set(Interview.objects.values_list("outcome", flat=True)) <= {"pending"}
        transaction.set_rollback(True)


def test_a_check_in_by_a_door_is_not_asked_for_more(booth, gao):
    door = device_at(booth.fair, gao)
    assert states(send(door, check_in(booth.stranger, at(booth.fair, 10)))) == ["accepted"]
