"""Each clause of what a figure does not count is applied to what came in by any way, and names what it left out."""

import datetime as dt
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from tests import cast
from tests.doors import stage as doors
from tests.fairs import stage
from tests.live.stage import StreamFactory, beats
from tests.sheets import xlsx
from tongxing.fairs import actions as fairs
from tongxing.fairs import tickets
from tongxing.fairs.models import Fair, Registration
from tongxing.figures import registry
from tongxing.figures.actions import freeze_all
from tongxing.figures.models import Figure
from tongxing.figures.verification import verify
from tongxing.jobs import actions as jobs
from tongxing.live import actions as live
from tongxing.zones import actions as zones

pytestmark = pytest.mark.django_db
NO_WAY_IN = {
    "staff", "companions", "only_shown", "waiting", "kept",
}  # fmt: skip
"""Clauses about what no page, device, sheet or folder can enter: nothing is to be left out."""


@pytest.fixture
def place(monkeypatch, gao):
    """A fair of today on site and live, with an employer, a post, and somebody who came; at eleven o'clock."""
    fair = stage.fair_today(mode=Fair.Mode.BOTH)
    stage.clock(monkeypatch, stage.at(fair, 11))
    employer = cast.OrganisationFactory()
    post = stage.post_of(fair, employer)
    came = cast.RegistrationFactory(fair=fair)
    cast.AttendanceFactory(registration=came)
    stream = StreamFactory(fair=fair, channel="live", began_at=stage.at(fair, 9))
    zones_event = cast.EventFactory(campaign=fair.event.campaign, key="fair.zones", kind="zones", region="150200")
    zones.count_under(fair=fair, event=zones_event, by="tests")
    return SimpleNamespace(
        fair=fair, event=fair.event, post=post, employer=employer, came=came, stream=stream, zones=zones_event, by=gao
    )


def taking_part(place):
    return place.fair.participations.get(employer=place.employer)


def an_employer_withdraws(place, settings):
    joined = fairs.take_part(fair=place.fair, employer=cast.OrganisationFactory(), by="tests")
    cast.VacancyFactory(event=place.event, employer=joined.employer)
    fairs.withdraw(participation=joined, by="tests")


def an_employer_only_sends_in_a_post(place, settings):
    cast.VacancyFactory(event=place.event)


def a_post_is_taken_back(place, settings):
    jobs.withdraw_vacancy(vacancy=cast.VacancyFactory(event=place.event, employer=place.employer), by="tests")


def somebody_registers(place, settings):
    fairs.register(fair=place.fair, person=cast.PersonFactory(), means=Registration.Means.SHEET, by="tests")


def a_sheet_registers_somebody(place, settings):
    sheet = settings.MEDIA_ROOT / "seekers.xlsx"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_bytes(xlsx([["姓名", "手机", "旗县"], ["包来新", "15400000001", "昆都仑区"]]))
    call_command("import", "seekers", f"dec-2025/{place.event.key}", str(sheet))


def who_came_last_year(place):
    """Somebody registered today who had come to a fair a year ago."""
    person = cast.PersonFactory()
    earlier = cast.FairFactory(
        state=Fair.State.REPORTED, event__starts_at=place.event.starts_at - dt.timedelta(days=365)
    )
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=earlier, person=person))
    return cast.RegistrationFactory(fair=place.fair, person=person)


def somebody_comes_again(place, settings):
    fairs.check_in(fair=place.fair, registration=who_came_last_year(place), means="name", by="tests")


def a_device_lets_somebody_in_again(place, settings):
    doors.send(
        doors.device_at(place.fair, place.by), doors.check_in(who_came_last_year(place), stage.at(place.fair, 10))
    )


def a_sheet_has_a_second_copy(place, settings):
    for number in ("S1", "S2"):
        cast.SubmissionFactory(registration=place.came, number=number, participation=taking_part(place))
    for number in ("S3", "S4"):
        cast.SubmissionFactory(registration=place.came, number=number, participation=None)


def the_employer_alone_is_interested(place, settings):
    fairs.register_intent(
        fair=place.fair, registration=place.came, vacancy=place.post, employer_agrees=True, by="tests"
    )


def a_booths_device_notes_the_employers_word(place, settings):
    device = doors.device_at(place.fair, place.by, "employer", participation=taking_part(place))
    said = {"person": place.came.pk, "vacancy": place.post.pk, "side": "employer", "yes": True}
    said["token"] = tickets.token_of(place.came)
    doors.send(device, doors.act("intent", stage.at(place.fair, 10), **said))


def the_person_alone_is_interested(place, settings):
    fairs.register_intent(fair=place.fair, registration=place.came, vacancy=place.post, seeker_agrees=True, by="tests")


def second(place, hour, minute, seconds):
    return stage.at(place.fair, hour, minute).timestamp() + seconds


def a_browser_leaves_at_once(place, settings):
    visit = "short-0123456789a"
    beats(settings.LIVE_FOLDER, "one", *[("live", visit, second(place, 10, 0, at)) for at in (0, 9.9)])
    live.book_viewings(by="tests")


def a_viewing_of_a_folder_is_short(place, settings):
    cast.ViewingFactory(fair=place.fair, started_at=stage.at(place.fair, 10), seconds=9, channel="短视频平台")


def a_viewing_of_a_folder_is_of_another_platform(place, settings):
    cast.ViewingFactory(fair=place.fair, started_at=stage.at(place.fair, 10), seconds=600, channel="短视频平台")


def somebody_watches_the_recording(place, settings):
    place.stream.ended_at = stage.at(place.fair, 10, 30)
    place.stream.save()
    visit = "later-0123456789a"
    beats(settings.LIVE_FOLDER, "one", *[("live", visit, second(place, 10, 40, at)) for at in (0, 100)])
    live.book_viewings(by="tests")


def a_viewing_without_a_stream_is_after_the_event(place, settings):
    place.stream.delete()
    cast.ViewingFactory(fair=place.fair, started_at=stage.at(place.fair, 16, 1), channel="本站")


def another_platform_counts(place, settings):
    picture = BytesIO()
    Image.new("RGB", (20, 20), "white").save(picture, "PNG")
    evidence = SimpleUploadedFile("截图.png", picture.getvalue(), content_type="image/png")
    live.enter_platform_count(
        stream=place.stream, platform="短视频平台", what="viewings", count=5000, evidence=evidence, by="tests"
    )


def somebody_applies_and_takes_it_back(place, settings):
    seeker = cast.SeekerFactory(person=cast.PersonFactory())
    sent = live.apply_live(stream=place.stream, seeker=seeker, vacancy=place.post, by="tests")
    jobs.withdraw(application=sent.application, by="tests")


def somebody_applies_on_the_posts_own_page(place, settings):
    jobs.apply(seeker=cast.SeekerFactory(), vacancy=place.post, by="tests")


def a_session_is_taken_back(place, settings):
    service, _is_new = zones.enter_service(fair=place.fair, kind="policy", minutes=5, by="tests")
    zones.take_back_service(service=service, by="tests", why="录重了")


def a_maker_brings_nothing(place, settings):
    zones.save_maker(fair=place.fair, name="苏和", shown_as="苏和", by="tests")


CASES = [
    ("employers", "withdrawn", an_employer_withdraws, 1),
    ("employers", "posts_only", an_employer_only_sends_in_a_post, 1),
    ("posts", "withdrawn", a_post_is_taken_back, 1),
    ("posts", "of_withdrawn_employers", an_employer_withdraws, 1),
    ("attendances", "did_not_come", somebody_registers, 1),
    ("attendances", "did_not_come", a_sheet_registers_somebody, 1),
    ("people", "did_not_come", somebody_registers, 1),
    ("first_time", "came_before", somebody_comes_again, 1),
    ("first_time", "came_before", a_device_lets_somebody_in_again, 1),
    ("intents", "not_confirmed", the_employer_alone_is_interested, 1),
    ("intents", "not_confirmed", a_booths_device_notes_the_employers_word, 1),
    ("preliminary_intents", "one_side", the_employer_alone_is_interested, 1),
    ("preliminary_intents", "one_side", the_person_alone_is_interested, 1),
    ("viewings", "short", a_browser_leaves_at_once, 1),
    ("viewings", "short", a_viewing_of_a_folder_is_short, 1),
    ("viewings", "other_platforms", a_viewing_of_a_folder_is_of_another_platform, 1),
    ("viewings", "replays", somebody_watches_the_recording, 1),
    ("viewings", "replays", a_viewing_without_a_stream_is_after_the_event, 1),
    ("viewings", "platform_counts", another_platform_counts, 5000),
    ("peak", "short", a_browser_leaves_at_once, 1),
    ("peak", "short", a_viewing_of_a_folder_is_short, 1),
    ("peak", "other_platforms", a_viewing_of_a_folder_is_of_another_platform, 1),
    ("peak", "replays", somebody_watches_the_recording, 2),
    ("applications", "withdrawn", somebody_applies_and_takes_it_back, 1),
    ("applications", "elsewhere", somebody_applies_on_the_posts_own_page, 1),
    ("services", "taken_back", a_session_is_taken_back, 1),
    ("exhibitors", "showed_nothing", a_maker_brings_nothing, 1),
]


def of(place, suffix):
    event = place.zones if suffix in {"services", "service_minutes", "exhibitors"} else place.event
    return event, registry.definition(event, f"{event.key}.{suffix}")


def value(event, definition):
    return registry.counts([event]).get(f"{event.key}.{definition.suffix}", (0, 0))[1]


@pytest.mark.parametrize(
    ("suffix", "code", "enter", "count"), CASES, ids=[f"{case[0]}-{case[1]}-{case[2].__name__}" for case in CASES]
)
def test_what_the_definition_excludes_is_left_out_and_named(client, settings, place, suffix, code, enter, count):
    event, definition = of(place, suffix)
    before, left_before = value(event, definition), {part.code: part.count for part in definition.left_out(event)}

    enter(place, settings)

    parts = {part.code: part for part in definition.left_out(event)}
    assert value(event, definition) == before == registry.value(definition.rule, list(definition.lines(event)))
    assert parts[code].count - left_before.get(code, 0) == count
    client.force_login(place.by)
    page = client.get(reverse("figures:figure", args=[event.campaign.slug, f"{event.key}.{suffix}"])).text
    assert parts[code].said() in page


def test_résumés_for_one_booth_count_once(place, settings):
    event, definition = of(place, "resumes")

    a_sheet_has_a_second_copy(place, settings)

    assert [line.number for line in definition.lines(event)] == ["S1", "S3"]
    assert [(part.code, part.count) for part in definition.left_out(event)] == [("further_copies", 2)]


def test_every_clause_of_every_definition_has_a_case_or_no_way_in():
    tried = {(suffix, code) for suffix, code, _enter, _count in CASES} | {("resumes", "further_copies")}
    clauses = {
        (one.suffix, clause.code)
        for kind in registry.found().values()
        for one in kind
        for clause in one.leaves_out
        if clause.among or clause.beside
    }
    assert tried == clauses
    closed = {
        clause.code
        for kind in registry.found().values()
        for one in kind
        for clause in one.leaves_out
        if not clause.among and not clause.beside
    }
    assert closed == NO_WAY_IN


def test_the_printed_text_says_each_clause_that_is_applied():
    for kind in registry.found().values():
        for one in kind:
            assert one.leaves_out
            assert str(one.text).count("%(left_out)s") == 1
            assert "%(" not in one.words()["text"]
            assert all(str(clause.phrase) in one.sentence() for clause in one.leaves_out)


def test_a_row_that_two_clauses_leave_out_is_named_once(place):
    event, definition = of(place, "viewings")
    for seconds, channel in ((5, "短视频平台"), (5, "本站"), (60, "短视频平台"), (10, "本站"), (60, "")):
        cast.ViewingFactory(fair=place.fair, started_at=stage.at(place.fair, 10), seconds=seconds, channel=channel)

    left = {part.code: part.count for part in definition.left_out(event)}

    assert left == {"short": 2, "other_platforms": 1}
    assert value(event, definition) + sum(left.values()) == place.fair.viewings.count()


def test_what_is_left_out_is_neither_frozen_nor_a_fault(place, settings, gao):
    a_viewing_of_a_folder_is_short(place, settings)
    cast.ViewingFactory(fair=place.fair, started_at=stage.at(place.fair, 10), channel="本站", number="V-1")
    Fair.objects.update(state=Fair.State.CLOSED)

    freeze_all(campaign=place.event.campaign, events=[place.event], by=gao)

    viewings = Figure.objects.get(key=f"{place.event.key}.viewings")
    assert (viewings.value, [entry.number for entry in viewings.entries.all()]) == (1, ["V-1"])
    assert not [faults for _figure, faults in verify() if faults]


def test_the_public_is_not_told_how_few_people_stayed_away(client, place):
    cast.AttendanceFactory.create_batch(6, registration=place.came)
    cast.RegistrationFactory.create_batch(2, fair=place.fair)
    Fair.objects.update(state=Fair.State.CLOSED)
    freeze_all(campaign=place.event.campaign, events=[place.event], by="tests")
    address = reverse("figures:figure", args=[place.event.campaign.slug, f"{place.event.key}.attendances"])

    public = client.get(address).text
    client.force_login(place.by)

    assert "未计入：少于 5 名报名未到的人" in public
    assert "未计入：2 名报名未到的人" in client.get(address).text
