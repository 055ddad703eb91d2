"""On the day: what happened is said, the repair is looked at, and the yes writes just that, with one message each."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from engines.scheduling import check, check_repair
from tests import cast
from tests.fairs.stage import at, booth_of, clock, fair_today, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, minutes, planning, repairing, sentences
from tongxing.fairs.models import Disruption, Fair, Interview, TimeChange
from tongxing.people.models import Message
from tongxing.trail.models import Entry


@pytest.fixture
def fair(monkeypatch, gao):
    """A running fair of today with a timetable, at half past nine: nine people meet the bakery, one after another."""
    fair = fair_today(Fair.State.RUNNING)
    clock(monkeypatch, at(fair, 9, 30))
    return fair


@pytest.fixture
def queue(fair, bakery, lin):
    """The interviews in order; 林晓雯, with the interpreter, comes at ten."""
    hall = cast.HallFactory(fair=fair, name="一号厅")
    post = post_of(fair, bakery)
    booth = booth_of(hall, bakery, "A01")
    shift = cast.InterpreterShiftFactory(fair=fair, name="苏日娜", starts_at=at(fair, 9), ends_at=at(fair, 16))
    people = [cast.RegistrationFactory(fair=fair) for _person in range(8)]
    people.insert(4, registered(fair, lin))
    interviews = []
    for place, registration in enumerate(people):
        cast.ConsentFactory(person=registration.person, purpose="contact")
        cast.WishFactory(registration=registration, vacancy=post)
        start = at(fair, 9 + place // 4, 15 * (place % 4))
        interviews.append(
            Interview.objects.create(
                registration=registration, vacancy=post, booth=booth, starts_at=start,
                ends_at=at(fair, 9 + (place + 1) // 4, 15 * ((place + 1) % 4)),
                interpreter=shift if registration.person == lin.person else None,
            )
        )  # fmt: skip
    return interviews


def zh(sentence):
    with translation.override("zh-hans"):
        return translation.gettext(sentence)


def repaired(fair, by, **what):
    proposal = repairing.propose(fair, Disruption(fair=fair, **what))
    seen = {"now": proposal.now, "seen": proposal.seen, "edition": fair.timetable_edition}
    return actions.repair_day(disruption=proposal.disruption, by=by, **seen)


def faults(fair):
    interviews = list(planning.interviews_of(fair))
    problem = planning.problem_of(fair, interviews)
    return check(problem, planning.result_of(fair, problem, interviews))


def test_who_is_late_moves_with_as_few_others_as_can_be(fair, queue, gao):
    late = queue[4]
    changes = repaired(fair, gao, registration=late.registration, until=at(fair, 11))
    late.refresh_from_db()
    assert late.starts_at >= at(fair, 11)
    assert [change.interview for change in changes] == [late]
    assert (changes[0].old_starts_at, changes[0].new_starts_at) == (at(fair, 10), late.starts_at)
    assert faults(fair) == []


def test_each_moved_person_gets_one_message_with_old_new_and_why(fair, queue, gao):
    booth = queue[0].booth
    repaired(fair, gao, booth=booth, since=at(fair, 10), until=at(fair, 10, 30))
    moved = {change.interview.registration.person.phone for change in TimeChange.objects.all()}
    sent = list(Message.objects.all())
    assert len(moved) >= 2
    assert sorted(message.to for message in sent) == sorted(moved)
    told = next(message.text for message in sent if "原定10点整" in message.text)
    assert re.search(r"原定10点整，改到\d+点\w+，一号厅 A01 展位。原因：展位10点整到10点30分暂停", told)
    assert not TimeChange.objects.filter(is_told=False).exists()


def test_two_moved_times_of_one_person_are_one_message(fair, queue, gao, lin):
    other = cast.OrganisationFactory(name="乳业有限公司")
    post = post_of(fair, other)
    booth = booth_of(fair.halls.get(), other, "A02")
    cast.WishFactory(registration=queue[4].registration, vacancy=post)
    Interview.objects.create(
        registration=queue[4].registration, vacancy=post, booth=booth, interpreter=queue[4].interpreter,
        starts_at=at(fair, 10, 30), ends_at=at(fair, 10, 45),
    )  # fmt: skip
    changes = repaired(fair, gao, registration=queue[4].registration, until=at(fair, 12))
    assert len(changes) == 2
    text = Message.objects.get().text
    assert "麦香坊烘焙有限公司“面点师”：原定10点整" in text
    assert "乳业有限公司“面点师”：原定10点30分" in text


def test_nothing_that_has_begun_moves_and_nothing_moves_into_the_past(fair, queue, gao, monkeypatch):
    clock(monkeypatch, at(fair, 10, 20))
    begun = {one.pk: one.starts_at for one in queue if one.starts_at <= at(fair, 10, 20)}
    repaired(fair, gao, booth=queue[0].booth, since=at(fair, 10), until=at(fair, 12))
    assert dict(Interview.objects.filter(pk__in=begun).values_list("pk", "starts_at")) == begun
    assert all(change.new_starts_at >= at(fair, 12) for change in TimeChange.objects.all())
    assert TimeChange.objects.exists()


def test_without_the_interpreter_the_interview_is_lost_and_it_is_said_why(client, fair, queue, gao, lin):
    shift = queue[4].interpreter
    client.force_login(gao)
    address = reverse("fairs:interpreter_disruption", args=[fair.pk])
    proposed = client.post(address, {"shift": shift.pk, "since": "09:40"}).content.decode()
    for word in ("1 场面试只能取消", "林**", "没有别的时间", "目前还没有写入"):
        assert word in proposed
    assert not Disruption.objects.exists()
    form = {"shift": shift.pk, "since": "09:40", **_hidden(proposed)}
    assert "已更改 1 处时间" in client.post(address, form, follow=True).content.decode()
    lost = Interview.objects.get(pk=queue[4].pk)
    assert (lost.starts_at, lost.sequence) == (None, 1)
    assert "现已取消" in Message.objects.get().text
    assert "原因：翻译从9点40分起不在" in Message.objects.get().text


def _hidden(page):
    return dict(re.findall(r'name="(now|edition|seen)" value="([^"]+)"', page))


def test_who_reports_on_the_day_begins_at_now(client, gao, fair, queue):
    client.force_login(gao)

    page = client.get(reverse("fairs:booth_disruption", args=[fair.pk])).text

    assert re.search(r'name="since" value="09:30"', page)


def test_what_changes_no_told_time_says_so(client, gao, fair, queue):
    shift = cast.InterpreterShiftFactory(fair=fair, name="其木格", starts_at=at(fair, 9), ends_at=at(fair, 16))
    client.force_login(gao)
    address = reverse("fairs:interpreter_disruption", args=[fair.pk])
    proposed = client.post(address, {"shift": shift.pk, "since": "15:00"}).text

    said = client.post(address, {"shift": shift.pk, "since": "15:00", **_hidden(proposed)}, follow=True).text

    assert "变动已登记" in said
    assert "0 处" not in said


def test_the_page_names_old_and_new_of_each_moved_time(client, fair, queue, gao):
    client.force_login(gao)
    form = {"ticket": queue[4].registration.number, "what": "until", "at": "11:00"}
    said = client.post(reverse("fairs:person_disruption", args=[fair.pk]), form).content.decode()
    assert "1 处已告知的时间要改" in said
    assert re.search(r"\d\d-\d\d 10:00 → \d\d-\d\d 11:\d\d 林\*\*", said)
    assert "本人 11:00 才到" in said


def test_what_two_clerks_press_at_once_is_said_once(client, fair, queue, gao):
    client.force_login(gao)
    queue[4].registration.person.consents.all().delete()
    change = repaired(fair, gao, registration=queue[4].registration, until=at(fair, 11))[0]
    for _press in range(2):
        client.post(reverse("fairs:mark_told", args=[change.pk]))
        client.post(reverse("fairs:end_disruption", args=[change.disruption_id]))
    for act in ("told a changed time", "ended a disruption"):
        assert Entry.objects.filter(act=act).count() == 1


def test_a_ticket_of_another_fair_is_told_at_the_form(client, fair, queue, gao):
    client.force_login(gao)
    form = {"ticket": "R-0", "what": "until", "at": "11:00"}
    said = client.post(reverse("fairs:person_disruption", args=[fair.pk]), form).content.decode()
    assert zh("No ticket of this fair has this number. Compare it with the ticket.") in said
    assert not Disruption.objects.exists()


def test_a_booth_that_closes_is_chosen_by_its_employer(client, fair, queue, gao):
    client.force_login(gao)
    address = reverse("fairs:booth_disruption", args=[fair.pk])
    assert "A01 麦香坊烘焙有限公司" in client.get(address).content.decode()
    said = client.post(address, {"booth": queue[0].booth_id, "since": "10:30", "until": "10:45"}).content.decode()
    assert "A01 展位10点30分到10点45分暂停" in said


def test_a_time_that_is_over_or_turned_round_is_refused(client, fair, queue, gao):
    client.force_login(gao)
    address = reverse("fairs:booth_disruption", args=[fair.pk])
    form = {"booth": queue[0].booth_id, "since": "09:00", "until": "09:20"}
    assert "已经过去" in client.post(address, form).content.decode()
    assert "请对调" in client.post(address, form | {"since": "12:00", "until": "11:00"}).content.decode()


def test_the_second_of_two_clerks_has_to_look_again(fair, queue, gao, han):
    late = Disruption(fair=fair, registration=queue[4].registration, until=at(fair, 11))
    looked_at = repairing.propose(fair, late)
    seen = {"now": looked_at.now, "seen": looked_at.seen, "edition": fair.timetable_edition}
    repaired(fair, han, booth=queue[0].booth, since=at(fair, 10), until=at(fair, 10, 30))
    written = list(Interview.objects.values_list("pk", "starts_at"))
    with pytest.raises(Refused, match="有人改过时间表"):
        actions.repair_day(disruption=late, by=gao, **seen)
    assert list(Interview.objects.values_list("pk", "starts_at")) == written
    assert Disruption.objects.count() == 1


def test_a_proposal_of_which_a_time_has_begun_is_looked_at_again(fair, queue, gao, monkeypatch):
    proposal = repairing.propose(fair, Disruption(fair=fair, booth=queue[0].booth, since=at(fair, 9, 45)))
    seen = {"now": proposal.now, "seen": proposal.seen, "edition": fair.timetable_edition}
    clock(monkeypatch, at(fair, 9, 50))
    with pytest.raises(Refused, match="重新看一遍方案"):
        actions.repair_day(disruption=proposal.disruption, by=gao, **seen)
    assert not Disruption.objects.exists()


def test_what_was_not_looked_at_is_not_written(fair, queue, gao):
    proposal = repairing.propose(fair, Disruption(fair=fair, registration=queue[4].registration, until=at(fair, 11)))
    with pytest.raises(Refused, match="重新看一遍方案"):
        actions.repair_day(
            disruption=proposal.disruption, now=proposal.now, seen="0" * 16, edition=fair.timetable_edition, by=gao
        )
    assert not TimeChange.objects.exists()


def test_the_judge_passes_every_repair(fair, queue):
    before_interviews = list(planning.interviews_of(fair))
    before = planning.result_of(fair, planning.problem_of(fair, before_interviews), before_interviews)
    for what in (
        {"registration": queue[6].registration, "until": at(fair, 12)},
        {"shift": queue[4].interpreter, "since": at(fair, 9, 40), "until": at(fair, 12)},
        {"booth": queue[0].booth, "since": at(fair, 10), "until": at(fair, 14)},
    ):
        proposal = repairing.propose(fair, Disruption(fair=fair, **what))
        assert check_repair(proposal.result.problem, before, proposal.result, minutes.now(fair)) == []


def test_made_again_the_timetable_keeps_to_what_was_said(fair, queue, gao):
    repaired(fair, gao, booth=queue[0].booth, since=at(fair, 10), until=at(fair, 15))
    actions.make_timetable(fair=fair, by=gao)
    starts = [one.starts_at for one in Interview.objects.exclude(starts_at=None)]
    assert starts
    assert not [start for start in starts if at(fair, 9, 45) < start < at(fair, 15)]


def test_the_message_says_nothing_about_others(fair, queue):
    late = Disruption(fair=fair, registration=queue[4].registration, until=at(fair, 11))
    ill = Disruption(fair=fair, shift=queue[4].interpreter, since=at(fair, 10))
    assert sentences.disruption_for_person(fair, late, queue[4]) == "您11点整才到"
    assert sentences.disruption_for_person(fair, late, queue[5]) == "当天其他安排有变"
    assert sentences.disruption_for_person(fair, ill, queue[4]) == "翻译从10点整起不在"
    assert "翻译" not in sentences.disruption_for_person(fair, ill, queue[5])


def test_a_closed_fair_is_not_repaired(client, fair, queue, gao):
    Fair.objects.update(state=Fair.State.CLOSED)
    client.force_login(gao)
    assert client.get(reverse("fairs:booth_disruption", args=[fair.pk])).status_code == 403
    assert "不改已告知的时间" in client.get(reverse("fairs:today", args=[fair.pk])).content.decode()
