"""Two records of one person become one, by staff who saw her, and stand apart again where it was wrong."""

import pytest
from django.db import models

from tests import cast
from tests.people.merging import database, merged, two_records
from tongxing.common.refusal import Refused
from tongxing.people import access, actions
from tongxing.people.models import Account, Consent, Merge, Message, Person
from tongxing.people.models.person import certificate_hash
from tongxing.people.search import find_people
from tongxing.trail.models import Entry

NUMBERS = ("15020219900101001442", "15020219900101002242")
WHY = "证上是同一个人"
WAYS = {
    "control.helpedout", "control.helplook", "doors.act", "doors.claim",
    "fairs.attendance", "fairs.disruption", "fairs.intent", "fairs.interview",
    "fairs.registration", "fairs.submission", "fairs.timechange", "fairs.wish", "interpreting.handback",
    "interpreting.hours", "interpreting.interpreterrequest", "jobs.accommodationrequest", "jobs.application",
    "jobs.invitation", "jobs.resumefile", "jobs.seeker", "live.liveapplication",
    "people.consent", "people.guardian", "people.look",
    "people.erasure", "people.supportneed", "queues.call", "queues.number", "queues.overtaking", "queues.subscription",
    "queues.visitor", "rounds.leg", "rounds.repair", "rounds.stop", "zones.advice", "zones.clinic", "zones.followup",
    "zones.service",
}  # fmt: skip
"""Tables from which something leads to a person, and that move with her."""
REMADE = {"people.searchterm", "jobs.lever_seekers", "jobs.suggestion", "people.possibleduplicate"}
"""Tables that are worked out from others: theirs are taken out."""


def tables_that_lead_to(model, known=None) -> set[str]:
    known = set() if known is None else known
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            label = relation.related_model._meta.label_lower
            if label not in known:
                known.add(label)
                tables_that_lead_to(relation.related_model, known)
    return known


def test_each_table_that_leads_to_a_person_is_thought_of():
    """A new one: does it move with her, or is it worked out anew (``people.merging``)? Write it into a list."""
    assert tables_that_lead_to(Person) == WAYS | REMADE


def test_everything_of_both_is_one_records(gao):
    pair = two_records()
    before = {table: len(rows) for table, rows in database().items()}

    merge = merged(pair, gao)

    target = Person.objects.get(pk=pair.target.pk)
    assert target == pair.target
    # The place at the fair, the wishes, the need and the intent that both had are there once; all else is hers.
    after = {table: len(rows) for table, rows in database().items() if table != "people.searchterm"}
    once = {
        "people.person",
        "fairs.registration",
        "jobs.seeker",
        "people.supportneed",
        "jobs.application",
        "fairs.intent",
    }
    assert {table: before[table] - after[table] for table in after if before[table] != after[table]} == dict.fromkeys(
        once, 1
    )
    here = target.registrations.get(fair=pair.world.fair)
    assert (here.attendances.count(), here.submissions.count(), here.intents.count()) == (2, 2, 2)
    assert target.registrations.filter(pk=pair.there.pk).exists()
    assert (target.seeker.wish, target.seeker.applications.count()) == ("做面点", 2)
    assert {need.code for need in target.support_needs.all()} >= {"sign_interpreter", "step_free"}
    assert target.guardians.count() == 2
    assert merge.counts["fairs.attendance"] == 1
    entry = Entry.objects.get(act="merged two records of a person")
    assert (entry.target_key, entry.details["duplicate"], entry.why) == (str(target.pk), pair.duplicate.pk, WHY)


def test_the_merged_record_is_in_no_list_search_or_matching(gao):
    pair = two_records()
    name, tail = pair.duplicate.name, pair.duplicate.phone_tail
    baotou = cast.region("150200")
    assert [find_people(baotou, asked, 9) for asked in (name, tail)] == [[pair.duplicate], [pair.duplicate]]

    merged(pair, gao)

    assert [find_people(baotou, asked, 9) for asked in (name, tail)] == [[], []]
    assert Person.objects.filter(access.has_consent(Consent.Purpose.MATCHING)).get() == pair.target


def test_an_undo_restores_every_row(gao):
    pair = two_records()
    actions.change_person(person=pair.duplicate, certificate=NUMBERS[0], by=gao)
    before = database()
    merge = merged(pair, gao)
    assert database() != before

    assert actions.part_people(merge=merge, why="原来是姐妹两人", by=gao) == (merge, 0)

    assert database() == before
    assert Merge.objects.get(pk=merge.pk).undone_by == gao


def test_an_undo_leaves_what_was_entered_since(gao):
    pair = two_records()
    merge = merged(pair, gao)
    target = Person.objects.get(pk=pair.target.pk)
    later = cast.RegistrationFactory(person=target)
    actions.set_needs(person=target, needs=[("quiet_room", True, "")], by=gao)
    actions.change_person(person=target, other_phones="0472-5550000", by=gao)
    coming = cast.AttendanceFactory(registration=pair.there)

    _merge, left = actions.part_people(merge=merge, why="原来是姐妹两人", by=gao)

    duplicate = Person.objects.get(pk=pair.duplicate.pk)
    assert left > 0
    assert [need.code for need in target.support_needs.all()] == ["quiet_room"]
    assert later in target.registrations.all()
    assert coming.registration in duplicate.registrations.all()
    target.refresh_from_db()
    assert target.other_phones == "0472-5550000"


def test_a_certificate_goes_back_with_its_record(gao):
    pair = two_records()
    actions.change_person(person=pair.duplicate, certificate=NUMBERS[0], by=gao)
    merge = merged(pair, gao)
    assert Person.objects.get(pk=pair.target.pk).certificate == NUMBERS[0]

    actions.part_people(merge=merge, why="原来是姐妹两人", by=gao)

    assert Person.objects.get(certificate_key=certificate_hash(NUMBERS[0])).pk == pair.duplicate.pk


def test_of_two_merges_the_later_is_undone_first(gao):
    pair = two_records()
    first = merged(pair, gao)
    pair.duplicate = cast.PersonFactory()
    second = merged(pair, gao)

    with pytest.raises(Refused, match="后来"):
        actions.part_people(merge=first, why="原来是姐妹两人", by=gao)
    actions.part_people(merge=second, why="原来是姐妹两人", by=gao)
    actions.part_people(merge=first, why="原来是姐妹两人", by=gao)
    with pytest.raises(Refused, match="已经"):
        actions.part_people(merge=first, why="原来是姐妹两人", by=gao)


TAKEN_BACK = {
    "all, of a yes to all": ("", "", False),
    "one, of a yes to that one": ("organisation:7", "organisation:7", False),
    "one, of a yes to all": ("", "organisation:7", False),
    "all, of a yes to one": ("organisation:7", "", False),
    "one, of a yes to another": ("organisation:8", "organisation:7", True),
}


@pytest.mark.parametrize(("yes", "no", "stands"), TAKEN_BACK.values(), ids=TAKEN_BACK)
@pytest.mark.parametrize("whose", ["target", "duplicate"])
def test_of_two_answers_the_stricter_wins(gao, whose, yes, no, stands):
    people = cast.PersonFactory.create_batch(2)
    target, duplicate = people if whose == "target" else people[::-1]
    facts = {"purpose": Consent.Purpose.SHOW_EMPLOYER}
    cast.ConsentFactory(person=people[0], about=yes, **facts)
    refused = cast.ConsentFactory(person=people[1], about=no, **facts)
    Consent.objects.filter(pk=refused.pk).update(withdrawn_at=models.F("given_at"))

    actions.merge_people(target=target, duplicate=duplicate, proof="called", why=WHY, by=gao)

    assert Consent.objects.filter(person=target, withdrawn_at=None).exists() == stands


def test_an_employer_sees_what_both_answers_allow(gao):
    pair = two_records()

    merged(pair, gao)

    assert Person.objects.get(pk=pair.target.pk).seeker.shows_phone is False


def test_who_signs_in_with_the_record_that_ends_is_told_and_signed_out(gao, client, django_capture_on_commit_callbacks):
    pair = two_records()
    client.force_login(pair.account)

    with django_capture_on_commit_callbacks(execute=True):
        merged(pair, gao)

    account = Account.objects.get(pk=pair.account.pk)
    assert not account.is_active
    assert client.get("/account/me/").status_code == 302
    assert {message.to for message in Message.objects.filter(purpose="records merged")} == {
        pair.target.phone, pair.duplicate.phone,
    }  # fmt: skip


def elsewhere(pair, gao):
    Person.objects.filter(pk=pair.duplicate.pk).update(region=cast.region("150402"))
    return gao


def own_record(pair, gao):
    return cast.RoleFactory(account=pair.account, region="150200").account


def of_a_lead(pair, gao):
    cast.RoleFactory(account=pair.account, what="lead", region="150200")
    return gao


def two_certificates(pair, gao):
    for person, number in zip((pair.target, pair.duplicate), NUMBERS, strict=True):
        actions.change_person(person=person, certificate=number, by=gao)
    return gao


def mother_and_child(pair, gao):
    cast.GuardianFactory(person=pair.target, account=pair.account)
    return gao


def fair_to_come(pair, gao):
    pair.world.fair.__class__.objects.update(state="seekers")
    return gao


def holds_a_role(pair, gao):
    cast.RoleFactory(account=pair.account, what="employer", region="150203")
    return gao


REFUSED = {
    "a record of another region": (elsewhere, "您自己地区"),
    "one's own record": (own_record, "您自己的登记"),
    "a lead's record": (of_a_lead, "负责人"),
    "two citizen IDs": (two_certificates, "两个人"),
    "mother and child": (mother_and_child, "两个人"),
    "two tickets of a fair to come": (fair_to_come, "还没有结束"),
    "an account with a role": (holds_a_role, "角色"),
}


@pytest.mark.parametrize(("prepare", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_merged_is_refused_and_left_alone(gao, prepare, sentence):
    pair = two_records()
    by = prepare(pair, gao)
    before = database()

    with pytest.raises(Refused, match=sentence):
        merged(pair, by)

    assert database() == before


def test_a_call_is_not_enough_where_somebody_signs_in(gao):
    pair = two_records()

    with pytest.raises(Refused, match="当面"):
        actions.merge_people(target=pair.target, duplicate=pair.duplicate, proof="called", why=WHY, by=gao)


def test_a_preview_writes_nothing(gao):
    pair = two_records()
    before, lines = database(), Entry.objects.count()

    counts, _figures = actions.preview_merge(target=pair.target, duplicate=pair.duplicate, by=gao)

    assert counts["fairs.attendance"] == 1
    assert (database(), Entry.objects.count()) == (before, lines)
