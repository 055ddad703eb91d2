"""A person takes their data along and is erased at their own request; figures stay, without identity."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.urls import reverse

from tests import cast, clock
from tests.figures import tampering
from tests.people.merging import two_records
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.figures.models import FigureEntry
from tongxing.people import actions
from tongxing.people.models import Account, Erasure, Merge, Person
from tongxing.people.search import find_people

LATER = clock.START + dt.timedelta(days=15)


def asked(person, account) -> Erasure:
    return actions.ask_for_erasure(person=person, by=account)


def erased(person, account, by) -> Erasure:
    erasure = actions.confirm_erasure(erasure=asked(person, account), by=by)
    clock.turn_to(LATER)
    return actions.erase_person(erasure=erasure, by=by)


def everything(*, without: str = "trail_entry") -> str:
    """Every value in the database, but the trail's, which nobody can change."""
    with connection.cursor() as cursor:
        lines = []
        for table in connection.introspection.table_names(cursor):
            if table != without:
                cursor.execute(f'SELECT * FROM "{table}"')
                lines += [str(row) for row in cursor.fetchall()]
    return "\n".join(lines)


def test_nothing_that_says_who_it_was_stays(gao):
    pair = two_records()
    world, person = pair.world, pair.target
    file, storage = world.file.file.name, world.file.file.storage
    name, phone = person.name, person.phone
    world.seeker.about = "一句只有她会写的话"
    world.seeker.save()

    erased(person, world.person_account, gao)

    person.refresh_from_db()
    assert (person.phone, person.phone_key, person.certificate, person.account) == ("", "", "", None)
    assert not find_people(cast.region("150200"), name, 9)
    assert [getattr(person, rows).count() for rows in ("consents", "guardians", "support_needs")] == [0, 0, 0]
    world.seeker.refresh_from_db()
    assert (world.seeker.about, world.seeker.resume_files.count()) == ("", 0)
    assert "一句只有她会写的话" not in everything()
    account = Account.objects.get(pk=world.person_account.pk)
    assert (account.name, account.phone_key, account.is_active) == ("", None, False)
    assert phone not in everything()
    assert name not in everything()
    assert storage.exists(file)  # goes when the act is certain


def test_files_go_with_the_act(gao, django_capture_on_commit_callbacks):
    world = two_records().world
    file, storage = world.file.file.name, world.file.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        erased(world.person, world.person_account, gao)

    assert not storage.exists(file)


def test_frozen_figures_stay_without_the_person(gao):
    fair = tampering.world(gao)
    person = fair.registrations.filter(attendances__isnull=False).first().person
    person.account = cast.AccountFactory()
    person.save()
    before = list(FigureEntry.objects.order_by("pk").values())

    erased(person, person.account, gao)

    assert tampering.faults() == []
    assert list(FigureEntry.objects.order_by("pk").values()) == before


def test_what_a_merge_kept_of_the_person_goes_too(gao):
    pair = two_records()
    merge = actions.merge_people(
        target=pair.target, duplicate=pair.duplicate, proof="certificate", why="证上是同一个人", by=gao
    )

    Fair.objects.update(state=Fair.State.CLOSED)
    phone = pair.account.phone

    erased(pair.target, pair.world.person_account, gao)

    assert phone not in everything()
    assert Account.objects.get(pk=pair.account.pk).phone_key is None
    assert Merge.objects.get(pk=merge.pk).journal == ""
    with pytest.raises(Refused, match="已经删除"):
        actions.part_people(merge=merge, why="原来是姐妹两人", by=gao)


def test_it_waits_for_staff_and_fourteen_days(lin, gao):
    erasure = asked(lin.person, lin)
    clock.turn_to(LATER)
    with pytest.raises(Refused, match="十四天"):
        actions.erase_person(erasure=erasure, by=gao)
    clock.turn_back()
    actions.confirm_erasure(erasure=erasure, by=gao)

    with pytest.raises(Refused, match="十四天"):
        actions.erase_person(erasure=erasure, by=gao)


def test_until_then_the_person_takes_it_back(client, lin, gao):
    client.force_login(lin)
    page = reverse("people:own_data", args=[lin.person.pk])
    client.post(page, {"answer": "erase"})
    client.post(page, {"answer": "back"})
    clock.turn_to(LATER)

    with pytest.raises(Refused, match="已经不在等待"):
        actions.erase_person(erasure=Erasure.objects.get(), by=gao)


def test_a_place_at_a_fair_to_come_is_given_up_first(lin, gao):
    cast.RegistrationFactory(person=lin.person)

    with pytest.raises(Refused, match="还没有结束"):
        erased(lin.person, lin, gao)


@pytest.mark.parametrize("who", ["qi", "lin", "bao"])
def test_nobody_else_confirms(request, lin, gao, who):
    by = request.getfixturevalue(who)

    with pytest.raises(Refused):
        actions.confirm_erasure(erasure=asked(lin.person, lin), by=by)


def test_only_the_person_asks(lin, gao):
    with pytest.raises(Refused):
        asked(lin.person, gao)


def test_who_is_refused_finds_the_way_back_to_where_they_were(client, lin, gao):
    asked(lin.person, lin)
    client.force_login(gao)
    act = reverse("people:erasure", args=[lin.person.pk])
    page = "http://testserver" + reverse("people:person", args=[lin.person.pk])

    assert f'href="{page}"' in client.post(act, {"answer": "erase"}, headers={"referer": page}).text
    for elsewhere in ("https://example.org/", "javascript:alert(1)", ""):
        answer = client.post(act, {"answer": "erase"}, headers={"referer": elsewhere})
        assert answer.status_code == 403
        assert "返回上一页" not in answer.text


def test_staff_confirm_and_carry_it_out_on_the_persons_page(client, lin, gao):
    asked(lin.person, lin)
    client.force_login(gao)
    assert "申请删除" in client.get(reverse("start")).content.decode()
    act = reverse("people:erasure", args=[lin.person.pk])
    client.post(act, {"answer": "confirm"})
    clock.turn_to(LATER)
    client.force_login(gao)
    assert "现在删除" in client.get(reverse("people:person", args=[lin.person.pk])).content.decode()

    client.post(act, {"answer": "erase"})

    assert Person.objects.get(pk=lin.person.pk).erased_at


def test_the_person_takes_everything_along(client, lin):
    cast.SeekerFactory(person=lin.person, about="会做面点")
    client.force_login(lin)

    page = client.get(reverse("people:own_data", args=[lin.person.pk])).content.decode()
    data = json.loads(client.get(reverse("people:own_data_file", args=[lin.person.pk])).content)

    assert lin.person.phone in page
    assert data["people.person"][0]["phone"] == lin.person.phone
    assert data["jobs.seeker"][0]["about"] == "会做面点"
    assert not [name for rows in data.values() for row in rows for name in row if name.endswith("_key")]


def test_nobody_takes_somebody_elses_data_along(client, lin, bao, gao):
    for account in (bao, gao):
        client.force_login(account)
        assert client.get(reverse("people:own_data_file", args=[lin.person.pk])).status_code == 404
