"""Pages about people: whom each shows to whom, and what stands on it."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tongxing.people import actions, waiting
from tongxing.people.models import Consent, Person, Role
from tongxing.trail.models import Entry

NUMBER = "15020219900101001442"


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def signed_in(client):
    """``signed_in(account)`` gives a client that is signed in as that account."""

    def sign_in(account):
        client.force_login(account)
        return client

    return sign_in


def test_staff_see_people_of_their_region_and_below_masked(signed_in, lin, bao, gao):
    cast.PersonFactory(name="红山人", region="150402")
    page = text(signed_in(gao).get(reverse("people:people")))
    assert "林**" in page
    assert "包**" in page
    assert "*******0001" in page
    for hidden in ("林晓雯", "19900000001", "红**"):
        assert hidden not in page


def test_a_county_is_found_by_what_it_sounds_like(signed_in, db):
    cast.region("150203")
    account = cast.AccountFactory()

    page = text(signed_in(account).get(reverse("people:sign_up")))

    assert re.search(r'<select name="region"[^>]*data-finder', page)
    assert re.search(r'<option value="\d+" data-words="kundoulunqu kdlq kundulunqu">昆都仑区', page)
    assert page.count("js/finder.js") == 1


def test_a_clerk_of_a_sister_region_does_not_find_a_person(signed_in, lin, qi):
    client = signed_in(qi)
    for name in ("people:person", "people:needs", "people:change", "people:guardian", "people:record"):
        assert client.get(reverse(name, args=[lin.person.pk])).status_code == 404
    for name in ("people:open", "people:consent"):
        assert client.post(reverse(name, args=[lin.person.pk]), {"purpose": "contact"}).status_code == 404


@pytest.mark.parametrize("asked", ["晓雯", "xiaowen", "LXW", "19900000001", "0001", NUMBER, f"{NUMBER}B2", NUMBER[:18]])
def test_a_person_is_found_by_what_a_clerk_has_at_hand(signed_in, lin, bao, gao, asked):
    actions.change_person(person=lin.person, name="林晓雯 ", certificate=NUMBER, by=lin)
    Person.objects.filter(pk=lin.person.pk).update(sound="linxiaowen lxw")
    page = text(signed_in(gao).get(reverse("people:people"), {"q": asked}))
    assert "林**" in page
    assert "包**" not in page


@pytest.mark.parametrize("asked", ["19900000001", NUMBER, NUMBER[:18], "0001"])
def test_a_number_that_is_searched_for_stands_in_no_address(signed_in, lin, gao, asked):
    actions.change_person(person=lin.person, certificate=NUMBER, by=lin)
    answer = signed_in(gao).post(reverse("people:people"), {"q": asked})
    assert answer.status_code == 200
    assert "林**" in text(answer)
    assert answer.context["query"] == ""
    assert '<form method="get" role="search">' not in text(answer)


def test_a_name_that_is_searched_for_can_be_kept_as_a_page(signed_in, lin, gao):
    answer = signed_in(gao).post(reverse("people:people"), {"q": "晓雯"}, follow=True)
    assert answer.request["QUERY_STRING"].startswith("q=")
    assert "林**" in text(answer)


def test_a_search_that_finds_nobody_says_what_to_do(signed_in, lin, gao):
    assert "后四位" in text(signed_in(gao).get(reverse("people:people"), {"q": "9999"}))


@pytest.mark.parametrize("who", ["lin", "zhao", "surina"])
def test_the_list_is_for_staff(signed_in, who, request):
    assert signed_in(request.getfixturevalue(who)).get(reverse("people:people")).status_code == 403


def test_opening_an_identity_shows_it_once_and_writes_it_down(signed_in, lin, gao):
    actions.change_person(person=lin.person, certificate=NUMBER, by=lin)
    client, pk = signed_in(gao), lin.person.pk
    assert NUMBER not in text(client.get(reverse("people:person", args=[pk])))
    page = client.post(reverse("people:open", args=[pk]), {"purpose": "check the certificate", "why": "换证"})
    assert NUMBER in text(page)
    assert "林晓雯" in text(page)
    assert "no-store" in page["Cache-Control"]
    assert Entry.objects.get(act="opened an identity").why == "check the certificate · 换证"


def test_opening_asks_for_a_purpose_and_for_a_yes_where_one_is_needed(signed_in, lin, gao):
    client, address = signed_in(gao), reverse("people:open", args=[lin.person.pk])
    for given in ({}, {"purpose": "contact"}, {"purpose": "a duty by law"}, {"purpose": "show_employer"}):
        page = client.post(address, given)
        assert page.status_code == 200
        assert 'role="alert"' in text(page)
        assert "林晓雯" not in text(page)
    assert not Entry.objects.filter(act="opened an identity").exists()


def test_an_auditor_reads_the_trail_and_opens_nobody(signed_in, lin, gao, auditor):
    actions.open_identity(person=lin.person, purpose="check the certificate", by=gao)
    client = signed_in(auditor)
    page = text(client.get(reverse("people:person", args=[lin.person.pk])))
    assert "高云" in page
    assert "核对残疾人证" in page
    assert reverse("people:open", args=[lin.person.pk]) not in page
    assert client.post(reverse("people:open", args=[lin.person.pk]), {"purpose": "contact"}).status_code == 403
    assert client.get(reverse("people:change", args=[lin.person.pk])).status_code == 403


def test_a_person_sees_who_looked(signed_in, lin, gao):
    actions.open_identity(person=lin.person, purpose="check the certificate", by=gao)
    page = text(signed_in(lin).get(reverse("people:me")))
    assert "高云" in page
    assert "核对残疾人证" in page


def test_a_newcomer_says_who_they_are_then_what_they_need(signed_in, db):
    account = actions.verify_phone(phone="13812345678", by="sign-in")
    client = signed_in(account)
    assert "我是残疾人" in text(client.get(reverse("people:me")))
    given = {"name": "林晓雯", "region": cast.region("150203").pk, "certificate": NUMBER}
    done = client.post(reverse("people:sign_up"), given)
    person = Person.objects.get(account=account)
    assert done.url == reverse("people:needs", args=[person.pk])
    assert (person.certificate, person.phone, person.entered_by_staff) == (NUMBER, "13812345678", False)
    given = {"sign_interpreter": "on", "weight_sign_interpreter": "must", "captions": "on", "weight_captions": "helps"}
    client.post(done.url, given)
    page = text(client.get(reverse("people:me")))
    assert re.search(r"手语翻译.*必须有", page)
    assert re.search(r"字幕.*有帮助", page)


def test_a_wrong_certificate_is_pointed_at_and_what_was_typed_stays(signed_in, db):
    client = signed_in(actions.verify_phone(phone="13812345678", by="sign-in"))
    given = {"name": "林晓雯", "region": cast.region("150203").pk, "certificate": "123"}
    page = text(client.post(reverse("people:sign_up"), given))
    assert 'href="#id_certificate"' in page
    assert 'value="林晓雯"' in page
    assert not Person.objects.exists()


def test_a_guardian_makes_a_record_and_speaks_for_it(signed_in, db):
    mother = actions.verify_phone(phone="13812345678", by="sign-in")
    client = signed_in(mother)
    given = {
        "guardian_name": "李桂兰",
        "relation": "母亲",
        "proof": "户口簿",
        "name": "林小宝",
        "region": cast.region("150203").pk,
    }
    client.post(reverse("people:ward"), given)
    ward = Person.objects.get()
    client.post(reverse("people:consent", args=[ward.pk]), {"purpose": "matching", "answer": "yes"})
    assert Consent.objects.get().means == Consent.Means.GUARDIAN
    assert client.get(reverse("people:record", args=[ward.pk])).status_code == 200
    client.post(reverse("people:end_guardian", args=[ward.guardians.get().pk]))
    assert client.get(reverse("people:record", args=[ward.pk])).status_code == 404


def test_a_yes_is_given_and_taken_back_on_ones_own_page(signed_in, lin):
    client, address = signed_in(lin), reverse("people:consent", args=[lin.person.pk])
    client.post(address, {"purpose": "matching", "answer": "yes"})
    assert "撤回：用我的意向匹配岗位" in text(client.get(reverse("people:me")))
    client.post(address, {"purpose": "matching", "answer": "no"})
    assert "我同意：用我的意向匹配岗位" in text(client.get(reverse("people:me")))


def test_an_employer_who_may_see_me_is_named_and_can_be_shut_out(signed_in, lin, bakery):
    about = {"purpose": "show_employer", "about": f"organisation:{bakery.pk}"}
    actions.give_consent(person=lin.person, means="self", by=lin, **about)
    client = signed_in(lin)
    assert "麦香坊烘焙有限公司" in text(client.get(reverse("people:me")))
    client.post(reverse("people:consent", args=[lin.person.pk]), {**about, "answer": "no"})
    assert "麦香坊烘焙有限公司" not in text(client.get(reverse("people:me")))


def test_somebody_elses_record_is_not_found(signed_in, lin, bao):
    client = signed_in(bao)
    for name in ("people:record", "people:needs", "people:change", "people:person"):
        assert client.get(reverse(name, args=[lin.person.pk])).status_code in {403, 404}
    assert client.post(reverse("people:consent", args=[lin.person.pk]), {"purpose": "matching"}).status_code == 404


def test_staff_enter_a_person_with_the_consents_on_paper(signed_in, gao):
    given = {
        "name": "林晓雯",
        "region": cast.region("150203").pk,
        "phone": "13812345678",
        "consents": ["matching", "contact"],
    }
    done = signed_in(gao).post(reverse("people:new"), given)
    person = Person.objects.get()
    assert done.url == reverse("people:needs", args=[person.pk])
    assert person.entered_by_staff
    assert {(one.purpose, one.means) for one in person.consents.all()} == {("matching", "paper"), ("contact", "paper")}


def test_staff_cannot_enter_somebody_elsewhere(signed_in, gao):
    page = signed_in(gao).post(reverse("people:new"), {"name": "甲", "region": cast.region("150402").pk})
    assert 'href="#id_region"' in text(page)
    assert not Person.objects.exists()


def test_staff_change_a_record_without_seeing_it(signed_in, lin, gao):
    client, address = signed_in(gao), reverse("people:change", args=[lin.person.pk])
    assert "19900000001" not in text(client.get(address))
    client.post(address, {"name": "", "phone": "13812345678", "region": cast.region("150221").pk})
    lin.person.refresh_from_db()
    assert (lin.person.name, lin.person.phone, lin.person.region.code) == ("林晓雯", "13812345678", "150221")


def test_a_lead_sees_and_ends_roles_of_the_own_region_only(signed_in, gao, qi, han):
    lead = cast.staff("baotou", "包头负责人", Role.What.LEAD, "150200")
    client = signed_in(lead)
    page = text(client.get(reverse("people:roles")))
    assert "高云" in page
    assert "齐红" not in page
    assert client.post(reverse("people:end_role", args=[qi.roles.get().pk])).status_code == 404
    client.post(reverse("people:end_role", args=[gao.roles.get().pk]))
    assert "高云" not in text(client.get(reverse("people:roles")))
    assert signed_in(gao).get(reverse("people:people")).status_code == 403


def test_a_lead_grants_a_role_on_the_page(signed_in, han, qi):
    given = {"username": "QI", "what": "auditor", "region": cast.region("150200").pk}
    assert signed_in(han).post(reverse("people:roles"), given).url == reverse("people:roles")
    assert qi.roles.filter(what="auditor", region__code="150200").exists()


def test_an_invitation_shows_the_password_once(signed_in, han):
    given = {"username": "colleague", "name": "同事", "what": "clerk", "region": cast.region("150200").pk}
    page = signed_in(han).post(reverse("people:invite"), given)
    password = re.search(r"<code>([a-z0-9-]{19})</code>", text(page))[1]
    assert Role.objects.get(account__username="colleague").account.check_password(password)
    assert "no-store" in page["Cache-Control"]


def test_roles_are_a_leads_business(signed_in, gao):
    assert signed_in(gao).get(reverse("people:roles")).status_code == 403


def test_what_waits_is_what_was_not_said_yet(lin):
    assert [one.url for one in waiting.waiting(lin)] == [
        reverse("people:needs", args=[lin.person.pk]),
        f"{reverse('people:me')}#consents",
    ]
    actions.set_needs(person=lin.person, needs=[], by=lin)
    actions.give_consent(person=lin.person, purpose="matching", means="self", by=lin)
    assert waiting.waiting(lin) == []


def test_who_is_nobody_yet_is_asked_and_staff_are_not(gao):
    newcomer = actions.verify_phone(phone="13812345678", by="sign-in")
    assert [one.url for one in waiting.waiting(newcomer)] == [reverse("people:me")]
    assert waiting.waiting(gao) == []


@pytest.mark.parametrize(
    ("name", "limit"), [("people", 15), ("person", 17), ("me", 16), ("roles", 15), ("new", 15), ("outbox", 15)]
)
def test_pages_ask_the_database_no_more_the_more_there_is(
    signed_in, lin, gao, han, demo, django_assert_max_num_queries, name, limit
):
    for number in range(30):
        ward = cast.PersonFactory()
        cast.GuardianFactory(person=ward, account=lin)
        cast.SupportNeedFactory(person=lin.person, code=f"quiet_room{'x' * number}")
        cast.staff(f"clerk{number}", "某人", Role.What.CLERK, "150203")
        actions.open_identity(person=lin.person, purpose="check the certificate", by=gao)
    client = signed_in(lin if name == "me" else han)
    address = reverse(f"people:{name}", args=[lin.person.pk] if name == "person" else [])
    with django_assert_max_num_queries(limit):
        assert client.get(address).status_code == 200
