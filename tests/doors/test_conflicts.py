"""Two devices that disagree: both values are kept, neither counts, and a person decides."""

import itertools

import pytest
from django.http import Http404

from tests import cast
from tests.doors.stage import act, device_at, send
from tests.fairs.stage import at, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.doors import actions
from tongxing.doors.actions.claims import Subject
from tongxing.doors.models import Act
from tongxing.fairs import actions as fair_actions
from tongxing.fairs.models import Interview
from tongxing.trail.models import Entry


@pytest.fixture
def booth(fair, gao, lin, bakery):
    """A person, a post of the bakery with an interview, and two devices at its booth."""
    vacancy, registration = post_of(fair, bakery), registered(fair, lin)
    Interview.objects.create(
        registration=registration, vacancy=vacancy, starts_at=at(fair, 10), ends_at=at(fair, 10, 15)
    )
    participation = fair.participations.get()
    devices = [device_at(fair, gao, "booth", name=name, participation=participation) for name in ("甲", "乙")]
    return registration, vacancy, devices


def word(fair, booth, yes, counter=1, side="seeker", minute=0):
    registration, vacancy, _devices = booth
    said = {"person": registration.pk, "vacancy": vacancy.pk, "side": side, "yes": yes}
    return act("intent", at(fair, 10, minute), counter, **said)


def outcome(fair, booth, value, counter=1):
    registration, vacancy, _devices = booth
    return act("outcome", at(fair, 10), counter, person=registration.pk, vacancy=vacancy.pk, outcome=value)


def words(fair):
    return [(one.seeker_agrees, one.employer_agrees) for one in fair.intents.all()]


def test_yes_and_no_are_both_kept_and_neither_counts(fair, booth):
    first, second = booth[2]
    assert send(first, word(fair, booth, True))[0].state == "accepted"
    assert words(fair) == [(True, False)]
    answer = send(second, word(fair, booth, False))[0]
    assert answer.state == "conflict"
    assert {act.state for act in Act.objects.all()} == {"conflict"}
    assert words(fair) == []


def test_it_does_not_matter_who_sends_first(fair, booth):
    first, second = booth[2]
    send(second, word(fair, booth, False))
    send(first, word(fair, booth, True))
    assert {act.state for act in Act.objects.all()} == {"conflict"}
    assert words(fair) == []


def test_a_person_decides_and_the_trail_says_who_said_what(fair, booth, gao):
    registration, vacancy, (first, second) = booth
    send(first, word(fair, booth, True))
    send(second, word(fair, booth, False))
    subject = Subject(registration.pk, vacancy.pk, "seeker")
    actions.decide(fair=fair, subject=subject, value="yes", why="问过本人", by=gao)
    assert words(fair) == [(True, False)]
    assert {act.state for act in Act.objects.all()} == {"settled"}
    said = Entry.objects.get(act="decided between devices")
    assert said.why == "问过本人"
    assert said.details["said"] == {first.number: "yes", second.number: "no"}
    with pytest.raises(Refused, match="已经有人裁定"):
        actions.decide(fair=fair, subject=subject, value="no", why="再问", by=gao)


def test_a_decision_needs_its_reason_and_its_region(fair, booth, gao, qi):
    registration, vacancy, (first, second) = booth
    send(first, word(fair, booth, True))
    send(second, word(fair, booth, False))
    subject = Subject(registration.pk, vacancy.pk, "seeker")
    with pytest.raises(Refused, match="怎么知道"):
        actions.decide(fair=fair, subject=subject, value="yes", why=" ", by=gao)
    with pytest.raises((Refused, Http404)):
        actions.decide(fair=fair, subject=subject, value="yes", why="问过", by=qi)


def test_the_last_word_of_one_device_counts_in_whatever_order_it_comes(fair, booth):
    first, _second = booth[2]
    before, after = word(fair, booth, True, 1), word(fair, booth, False, 2, minute=1)
    for order in itertools.permutations([before, after]):
        Act.objects.all().delete()
        fair.intents.all().delete()
        for one in order:
            assert send(first, one)[0].state == "accepted"
        assert words(fair) == []


def test_the_device_that_corrects_itself_ends_the_conflict(fair, booth):
    first, second = booth[2]
    send(first, word(fair, booth, True))
    send(second, word(fair, booth, False, 1))
    send(second, word(fair, booth, True, 2))
    assert {act.state for act in Act.objects.all()} == {"accepted"}
    assert words(fair) == [(True, False)]


def test_taking_one_back_ends_the_conflict(fair, booth):
    first, second = booth[2]
    no = word(fair, booth, False)
    send(first, word(fair, booth, True))
    send(second, no)
    send(second, act("undo", at(fair, 10, 5), 2, act=no["id"]))
    assert words(fair) == [(True, False)]
    assert sorted(act.state for act in Act.objects.all()) == ["accepted", "accepted", "undone"]


def test_a_word_taken_back_alone_leaves_none(fair, booth):
    first, _second = booth[2]
    yes = word(fair, booth, True)
    send(first, yes)
    send(first, act("undo", at(fair, 10, 5), 2, act=yes["id"]))
    assert words(fair) == []


def test_what_somebody_entered_by_hand_is_not_overwritten(fair, booth, gao):
    registration, vacancy, (first, _second) = booth
    fair_actions.register_intent(fair=fair, registration=registration, vacancy=vacancy, by=gao, seeker_agrees=True)
    assert send(first, word(fair, booth, False))[0].state == "conflict"
    assert words(fair) == [(True, False)]


def test_two_outcomes_wait_for_a_person(fair, booth):
    first, second = booth[2]
    send(first, outcome(fair, booth, "no"))
    assert Interview.objects.get().outcome == "no"
    assert send(second, outcome(fair, booth, "thinking"))[0].state == "conflict"
    assert Interview.objects.get().outcome == "pending"


def test_both_interested_is_both_words_and_a_no_elsewhere_is_a_conflict_about_that_word(fair, booth):
    first, second = booth[2]
    send(first, outcome(fair, booth, "intent"))
    assert words(fair) == [(True, True)]
    assert send(second, word(fair, booth, False))[0].state == "conflict"
    assert words(fair) == [(False, True)]
    assert Interview.objects.get().outcome == "intent"


def test_an_employers_device_gives_its_own_word_only(fair, booth, gao):
    own = device_at(fair, gao, "employer", participation=fair.participations.get())
    assert send(own, word(fair, booth, True, side="seeker"))[0].state == "refused"
    assert send(own, outcome(fair, booth, "intent"))[0].state == "accepted"
    assert words(fair) == [(False, True)]


def test_a_booth_speaks_about_its_own_posts_only(fair, booth, gao):
    other = post_of(fair, cast.OrganisationFactory())
    said = {"person": booth[0].pk, "vacancy": other.pk, "side": "employer", "yes": True}
    assert send(booth[2][0], act("intent", at(fair, 10), **said))[0].state == "refused"
    assert words(fair) == []


def test_an_interview_without_a_time_has_no_outcome(fair, booth):
    Interview.objects.update(starts_at=None, ends_at=None)
    answer = send(booth[2][0], outcome(fair, booth, "no"))[0]
    assert answer.state == "refused"
    assert "没有排上时间" in answer.sentence
