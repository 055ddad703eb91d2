"""Wishes, résumés handed in, intents and outcomes: each side speaks for itself."""

import datetime as dt

import pytest
from django.http import Http404

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import access, actions
from tongxing.fairs.models import Fair, Interview, Wish

State = Fair.State


def interview(fair, registration, vacancy):
    start = fair.event.starts_at
    return Interview.objects.create(
        registration=registration, vacancy=vacancy, starts_at=start, ends_at=start + dt.timedelta(minutes=15)
    )


def test_a_wish_may_show_the_person_to_that_employer_alone(lin, bakery):
    fair = fair_today(State.SEEKERS)
    registration = registered(fair, lin)
    actions.wish(registration=registration, vacancy=post_of(fair, bakery), side="seeker", by=lin, show=True)
    assert access.showing_themselves(bakery).get() == lin.person
    assert not access.showing_themselves(cast.OrganisationFactory()).exists()


def test_a_wish_alone_shows_nobody(lin, bakery):
    fair = fair_today(State.SEEKERS)
    actions.wish(registration=registered(fair, lin), vacancy=post_of(fair, bakery), side="seeker", by=lin)
    assert not access.showing_themselves(bakery).exists()


def test_an_employer_wishes_only_for_people_it_may_see(lin, bakery, zhao):
    fair = fair_today(State.SEEKERS)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    with pytest.raises(Http404):
        actions.wish(registration=registration, vacancy=post, side="employer", by=zhao)
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=f"organisation:{bakery.pk}")
    actions.wish(registration=registration, vacancy=post, side="employer", by=zhao)
    assert Wish.objects.get().side == "employer"


def test_nobody_wishes_in_somebody_elses_name(lin, bao, bakery):
    fair = fair_today(State.SEEKERS)
    with pytest.raises(Http404):
        actions.wish(registration=registered(fair, lin), vacancy=post_of(fair, bakery), side="seeker", by=bao)


def test_a_post_of_another_fair_is_refused(lin, bakery):
    fair, other = fair_today(State.SEEKERS), fair_today(State.SEEKERS)
    with pytest.raises(Refused, match="不是"):
        actions.wish(registration=registered(fair, lin), vacancy=post_of(other, bakery), side="seeker", by=lin)


def test_a_wish_is_taken_back(lin, bakery):
    fair = fair_today(State.SEEKERS)
    wish = {"registration": registered(fair, lin), "vacancy": post_of(fair, bakery), "side": "seeker", "by": lin}
    actions.wish(**wish)
    actions.take_back_wish(**wish)
    assert not Wish.objects.exists()


def test_a_resume_counts_once_at_each_booth(gao, lin, bakery):
    fair = fair_today()
    registration = registered(fair, lin)
    booth = cast.ParticipationFactory(fair=fair, employer=bakery)
    actions.hand_in_resume(fair=fair, registration=registration, means="on_site", participation=booth, by=gao)
    actions.hand_in_resume(fair=fair, registration=registration, means="on_site", by=gao)
    with pytest.raises(Refused, match="只计一份"):
        actions.hand_in_resume(fair=fair, registration=registration, means="on_site", participation=booth, by=gao)
    assert fair.submissions.count() == 2


def test_a_resume_form_sent_twice_is_one_entry(gao, lin):
    fair = fair_today()
    registration = registered(fair, lin)
    sent = [
        actions.hand_in_resume(fair=fair, registration=registration, means="on_site", by=gao, number="S-FORM-1")
        for _time in range(2)
    ]
    assert sent[0] == sent[1]
    assert fair.submissions.count() == 1


def test_an_employer_takes_resumes_at_its_own_booth_only(zhao, lin, bakery):
    fair = fair_today()
    registration = registered(fair, lin)
    own = cast.ParticipationFactory(fair=fair, employer=bakery)
    taken = {"fair": fair, "registration": registration, "means": "on_site", "by": zhao, "ticket_was_shown": True}
    actions.hand_in_resume(**taken, participation=own)
    with pytest.raises(Http404):
        actions.hand_in_resume(**taken, participation=cast.ParticipationFactory(fair=fair))


def test_an_intent_gathers_the_word_of_both_sides(lin, zhao, bakery):
    fair = fair_today()
    both = {"fair": fair, "registration": registered(fair, lin), "vacancy": post_of(fair, bakery)}
    first = actions.register_intent(**both, by=zhao, employer_agrees=True, ticket_was_shown=True)
    assert (first.seeker_agrees, first.employer_agrees) == (False, True)
    second = actions.register_intent(**both, by=lin, seeker_agrees=True)
    assert second == first
    assert (second.seeker_agrees, second.employer_agrees) == (True, True)


def test_neither_side_gives_the_others_word(lin, zhao, bakery):
    fair = fair_today()
    both = {"fair": fair, "registration": registered(fair, lin), "vacancy": post_of(fair, bakery)}
    with pytest.raises(Http404):
        actions.register_intent(**both, by=zhao, seeker_agrees=True)
    with pytest.raises(Http404):
        actions.register_intent(**both, by=lin, employer_agrees=True)


def test_an_intent_without_anybodys_word_is_gone(lin, zhao, bakery):
    fair = fair_today()
    both = {"fair": fair, "registration": registered(fair, lin), "vacancy": post_of(fair, bakery)}
    intent = actions.register_intent(**both, by=zhao, employer_agrees=True, ticket_was_shown=True)
    assert actions.take_back_word(intent=intent, side="employer", by=zhao) is None
    assert not fair.intents.exists()


def test_paper_forms_are_entered_after_the_fair_closed(gao, lin, bakery):
    fair = fair_today(State.CLOSED)
    intent = actions.register_intent(
        fair=fair,
        registration=registered(fair, lin),
        vacancy=post_of(fair, bakery),
        by=gao,
        seeker_agrees=True,
        employer_agrees=True,
    )
    assert intent.number.startswith("I-")


def test_interest_said_at_the_booth_waits_for_the_persons_word(lin, zhao, bakery):
    fair = fair_today()
    held = interview(fair, registered(fair, lin), post_of(fair, bakery))
    actions.set_outcome(interview=held, outcome="intent", by=zhao, note="下周试工")
    intent = fair.intents.get()
    assert (intent.employer_agrees, intent.seeker_agrees) == (True, False)


def test_another_employer_sets_no_outcome(lin, zhao):
    fair = fair_today()
    held = interview(fair, registered(fair, lin), post_of(fair, cast.OrganisationFactory()))
    with pytest.raises(Http404):
        actions.set_outcome(interview=held, outcome="no", by=zhao)


def test_an_interview_without_a_time_has_no_outcome(lin, gao, bakery):
    fair = fair_today()
    unplaced = Interview.objects.create(registration=registered(fair, lin), vacancy=post_of(fair, bakery))
    with pytest.raises(Refused, match="没有排上时间"):
        actions.set_outcome(interview=unplaced, outcome="no", by=gao)


def test_a_form_that_was_used_is_not_used_for_somebody_else(lin, bao, bakery, gao):
    fair = fair_today()
    post, first, second = post_of(fair, bakery), registered(fair, lin), registered(fair, bao)
    word = {"fair": fair, "vacancy": post, "seeker_agrees": True, "number": "I-AAAAA-AAAAA", "by": gao}
    paper = {"fair": fair, "means": "on_site", "number": "S-AAAAA-AAAAA", "by": gao}
    assert actions.register_intent(registration=first, **word) == actions.register_intent(registration=first, **word)
    assert actions.hand_in_resume(registration=first, **paper) == actions.hand_in_resume(registration=first, **paper)

    with pytest.raises(Refused, match="另一个人"):
        actions.register_intent(registration=second, **word)
    with pytest.raises(Refused, match="另一个人"):
        actions.hand_in_resume(registration=second, **paper)
