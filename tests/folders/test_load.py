"""A folder for a province never seen before ends in right figures; loading it again changes nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import clock
from tests.home.test_statistics import people_known
from tongxing.campaigns.models import Campaign, Event
from tongxing.common.command import Problems
from tongxing.fairs.actions import check_in
from tongxing.fairs.models import Attendance, Fair, Intent, Participation, Registration, Submission, Viewing, Wish
from tongxing.figures import registry
from tongxing.folders.actions.syncing import Counts
from tongxing.people.actions import set_needs, withdraw_consent
from tongxing.people.models import Consent, Person, Region
from tongxing.trail.models import Entry

COUNTED = {
    "fair.city.employers": 2,
    "fair.city.posts": 11,
    "fair.city.attendances": 3,
    "fair.city.people": 2,
    "fair.city.resumes": 1,
    "fair.city.intents": 1,
    "fair.city.preliminary_intents": 1,
    "fair.city.viewings": 1,
    "fair.city.first_time": 2,
    "fair.city.peak": 0,
    "fair.city.applications": 0,
}


def figures():
    return {key: value for key, (_entries, value) in registry.counts(Event.objects.select_related("fair")).items()}


def everything():
    models = (Campaign, Event, Fair, Participation, Registration, Attendance, Submission, Intent, Viewing, Wish, Person)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models} | {
        "trail": Entry.objects.count(),
        "consents": list(Consent.objects.values()),
    }


def test_a_folder_of_another_province_ends_in_right_figures(small, load):
    loaded = load(small.write())
    assert loaded.problems == []
    assert figures() == COUNTED
    assert Region.objects.get(code="140105").full_name() == "太原市小店区"
    assert Event.objects.get(key="show.city").region.code == "140106"


def test_after_a_folder_the_planner_knows_how_many_people_there_are(small, load):
    load(small.write())

    assert people_known() == Person.objects.count()


def test_people_are_found_by_number_telephone_or_name(small, load):
    load(small.write())
    assert Attendance.objects.get(number="A-2").registration.number == "R-2"
    assert Submission.objects.get(number="S-1").registration.person.name == "林晓雯"
    assert Person.objects.filter(name="𠮷㛃").count() == 1


def test_needs_and_consents_come_with_the_people(small, load):
    load(small.write())
    lin, bao = Person.objects.get(name="林晓雯"), Person.objects.get(name="包志强")
    assert [need.code for need in lin.support_needs.all()] == ["sign_interpreter"]
    assert sorted(bao.consents.values_list("purpose", flat=True)) == ["contact", "matching"]
    assert lin.consents.count() == 0


def test_loading_again_changes_nothing(small, load):
    load(small.write())
    before = everything()
    loaded = load(small.path)
    assert loaded.total().is_quiet
    assert everything() == before


def test_a_corrected_row_changes_just_that_row(small, load):
    load(small.write())
    small.sheets["vacancies"][1]["openings"] = 9
    loaded = load(small.write())
    assert loaded.counts["fair.city"]["vacancies"] == Counts(added=0, changed=1, removed=0, same=1)
    assert figures()["fair.city.posts"] == 12


def test_a_dry_run_writes_nothing(small, load):
    loaded = load(small.write(), dry_run=True)
    assert loaded.total().added > 0
    assert not Campaign.objects.exists()
    assert not Region.objects.exists()


def test_entries_that_the_folder_lacks_are_named_and_kept(small, load):
    load(small.write())
    del small.sheets["attendances"][2]
    loaded = load(small.write())
    assert "1 条记录" in str(loaded.problems[0])
    assert "A-3" in str(loaded.problems[0])
    assert Attendance.objects.count() == 3


def test_with_remove_they_are_taken_out(small, load):
    load(small.write())
    del small.sheets["attendances"][2]
    loaded = load(small.write(), remove=True)
    assert loaded.problems == []
    assert set(Attendance.objects.values_list("number", flat=True)) == {"A-1", "A-2"}


def test_a_person_who_is_still_needed_is_not_taken_out(small, load):
    load(small.write())
    fair = Fair.objects.get()
    Fair.objects.update(state="running")
    fair.refresh_from_db()
    clock.turn_to(fair.event.starts_at)
    check_in(fair=fair, registration=Registration.objects.get(number="R-3"), means="name", by="tests")
    clock.turn_back()
    del small.sheets["seekers"][2]
    assert "A-" in str(load(small.write()).problems)
    assert Registration.objects.count() == 3


def test_a_reported_fair_takes_no_changes(small, load):
    load(small.write())
    Fair.objects.update(state=Fair.State.REPORTED)
    assert load(small.path).problems == []
    small.sheets["intents"][0]["employer_agrees"] = "否"
    loaded = load(small.write())
    assert "已上报" in str(loaded.problems[0])
    assert Intent.objects.get().employer_agrees


def test_an_old_folder_does_not_open_a_closed_fair_again(small, load):
    load(small.write())
    small.event["fair"]["state"] = "running"
    load(small.write())
    assert Fair.objects.get().state == "closed"


def test_a_yes_taken_back_stays_taken_back(small, load):
    load(small.write())
    bao = Person.objects.get(name="包志强")
    withdraw_consent(person=bao, purpose="matching", by="tests")
    load(small.path)
    assert not bao.consents.filter(purpose="matching", withdrawn_at=None).exists()


def test_a_note_beside_a_need_stays(small, load):
    load(small.write())
    lin = Person.objects.get(name="林晓雯")
    set_needs(person=lin, needs=[("sign_interpreter", True, "地方手语")], by="tests")
    load(small.path)
    assert lin.support_needs.get().note == "地方手语"


def test_one_person_at_two_fairs_is_one_person(small, load):
    live = {**small.event, "key": "fair.live", "fair": {"mode": "live", "state": "closed"}}
    live["online_address"] = "https://live.tongxing.example/"
    small.outline["events"].append(live)
    small.rows["fair.live"] = {"seekers": [{"number": "R-1", "name": "林晓雯", "phone": "15400000011"}]}
    load(small.write())
    assert Person.objects.filter(name="林晓雯").count() == 1
    assert Registration.objects.filter(person__name="林晓雯").count() == 2


def test_the_trail_tells_what_was_loaded(small, load):
    load(small.write())
    entry = Entry.objects.get(act="loaded a campaign from a folder")
    assert entry.details["entries"]["fair.city"]["attendances"] == 3


def test_the_command_reports_and_says_how_it_ended(small, db):
    out = StringIO()
    call_command("load_campaign", small.write(), json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert report["problems"] == []
    assert report["written"]["fair.city"]["attendances"]["added"] == 3


def test_the_command_fails_with_a_sentence_for_each_problem(small, db):
    small.sheets["attendances"][0]["registration"] = "R-9"
    small.sheets["vacancies"][0]["openings"] = 0
    out = StringIO()
    with pytest.raises(Problems, match="2 个问题") as problem:
        call_command("load_campaign", small.write(), stdout=out)
    assert problem.value.returncode == 1
    assert "fair.city/attendances.xlsx [签到] B2: R-9 不在 seekers.xlsx 里" in out.getvalue()
    assert not Campaign.objects.exists()


def test_a_folder_that_is_not_there_is_wrong_use(db):
    with pytest.raises(CommandError) as error:
        call_command("load_campaign", "no-such-folder")
    assert error.value.returncode == 2


@pytest.mark.parametrize("dry_run", [False, True])
def test_the_report_names_what_the_definitions_leave_out(small, db, dry_run):
    small.sheets["viewings"] += [
        {"number": "V-3", "channel": "短视频平台", "started_at": "2026-05-17 09:07:00", "seconds": 900},
        {"number": "V-4", "channel": "本站", "started_at": "2026-05-17 12:00:01", "seconds": 90},
        {"number": "V-5", "started_at": "2026-05-17 09:08:00", "seconds": 10},
    ]
    small.sheets["intents"].append(
        {"number": "I-2", "registration": "R-2", "vacancy": "P-1", "employer_agrees": "是",
         "registered_at": "2026-05-17 10:30"}
    )  # fmt: skip
    small.sheets["resumes"].append(
        {"number": "S-2", "registration": "R-1", "employer": "E-1", "handed_in_at": "2026-05-17 09:40"}
    )
    small.sheets["employers"].append({"number": "E-3", "name": "太原退场有限公司", "standing": "退出"})
    small.sheets["employers"].append({"name": "太原只报岗位有限公司", "standing": "只报岗位"})
    small.sheets["vacancies"] += [
        {"number": f"P-{number}", "employer": name, "title": "质检员", "openings": 1, "state": state}
        for number, (name, state) in enumerate(
            [("太原退场有限公司", ""), ("太原只报岗位有限公司", ""), ("太原青禾食品有限公司", "已撤回")], 3
        )
    ]
    options = ["--json"] + ["--dry-run"] * dry_run

    out = StringIO()
    call_command("load_campaign", str(small.write()), *options, stdout=out)
    report = json.loads(out.getvalue())

    left = {one["key"]: {part["code"]: part["entries"] for part in one["left_out"]} for one in report["remarks"]}
    assert left == {
        "fair.city.employers": {"withdrawn": 1, "posts_only": 1},
        "fair.city.posts": {"withdrawn": 1, "of_withdrawn_employers": 1},
        "fair.city.attendances": {"did_not_come": 1},
        "fair.city.people": {"did_not_come": 1},
        "fair.city.resumes": {"further_copies": 1},
        "fair.city.intents": {"not_confirmed": 1},
        "fair.city.preliminary_intents": {"one_side": 1},
        "fair.city.viewings": {"short": 1, "other_platforms": 1, "replays": 1},
        "fair.city.peak": {"short": 1, "other_platforms": 1},
    }
    sentences = [one["sentence"] for one in report["remarks"]]
    assert "fair.city.viewings 未计入：1 条停留不足10秒的访问；1 条其他平台的观看；1 条直播结束后的回放。" in sentences
    if not dry_run:
        event = Event.objects.get(key="fair.city")
        assert registry.counts([event])["fair.city.viewings"] == (2, 2)
