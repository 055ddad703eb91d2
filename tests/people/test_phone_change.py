"""Another telephone to sign in with: by the owner, and with staff where the old one is gone; and who may not."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests import cast, clock
from tongxing.common.refusal import Refused
from tongxing.people import actions
from tongxing.people.models import Account, Message, Person, PhoneChange
from tongxing.trail.models import Entry

OLD, NEW = "13812345678", "13912345678"
NUMBER = "15020219900101001442"
DAY = dt.timedelta(days=1)


def code_to(phone: str) -> str:
    """The code in the latest message to ``phone``."""
    texts = [message.text for message in Message.objects.all() if message.to == phone]
    return next(match[0] for text in texts if (match := re.search(r"\d{6}", text)))


def sign_in(client, phone: str):
    client.post(reverse("phone_sign_in"), {"phone": phone})
    return client.post(reverse("phone_code"), {"code": code_to(phone)}, follow=True)


def told(phone: str) -> list[str]:
    return [message.purpose for message in Message.objects.all() if message.to == phone]


@pytest.fixture
def owner(client, gao) -> Client:
    """林晓雯, who signed in with her old number, whose certificate is on record."""
    sign_in(client, OLD)
    account = Account.objects.get(phone_key__isnull=False)
    actions.register_person(
        name="林晓雯", region=cast.region("150203"), by=account, phone=OLD, certificate=NUMBER, account=account
    )
    return client


@pytest.fixture
def person(owner) -> Person:
    return Person.objects.get()


def change_to_new(client):
    client.post(reverse("people:own_phone"), {"phone": NEW})
    return client.post(reverse("people:own_phone_code"), {"code": code_to(NEW)}, follow=True)


# By the owner


def test_the_owner_changes_the_number_and_the_old_one_is_told(owner, person):
    elsewhere = Client()
    clock.turn_to(clock.START + DAY / 24)
    sign_in(elsewhere, OLD)

    page = change_to_new(owner)

    account = Account.objects.get(pk=person.account_id)
    assert (account.phone, Person.objects.get().phone) == (NEW, NEW)
    assert "已通知旧号码" in page.content.decode()
    assert "telephone changed" in told(OLD)
    assert elsewhere.get(reverse("people:me")).status_code == 302
    assert Entry.objects.filter(act="changed the telephone that signs in", actor=f"account:{account.pk}").exists()
    sign_in(elsewhere, NEW)
    assert elsewhere.get(reverse("people:me")).status_code == 200


def test_a_session_that_was_carried_off_changes_nothing(owner, person, settings):
    owner.cookies.pop(settings.DEVICE_COOKIE_NAME)

    owner.post(reverse("people:own_phone"), {"phone": NEW})

    assert NEW not in {message.to for message in Message.objects.all()}
    assert owner.get(reverse("people:own_phone_code")).status_code == 302


def test_a_number_that_another_account_has_is_told_only_to_who_holds_it(owner, person):
    actions.verify_phone(phone=NEW, by="sign-in")

    answer = owner.post(reverse("people:own_phone"), {"phone": NEW})
    page = owner.post(reverse("people:own_phone_code"), {"code": code_to(NEW)})

    assert answer.url == reverse("people:own_phone_code")
    assert "残联可以合并登记" in page.content.decode()
    assert Account.objects.get(pk=person.account_id).phone == OLD


def test_the_old_number_takes_the_change_back_and_the_thief_is_out(owner, person):
    change_to_new(owner)
    thief, victim = owner, Client()
    clock.turn_to(clock.START + 6 * DAY)

    assert "不是我：撤回更换" in sign_in(victim, OLD).content.decode()
    victim.post(reverse("phone_back"), {"answer": "back"})

    assert Account.objects.get(pk=person.account_id).phone == OLD
    assert Person.objects.get().phone == OLD
    assert victim.get(reverse("people:me")).context["person"] == person
    assert thief.get(reverse("people:me")).status_code == 302
    assert PhoneChange.objects.get().end == "taken_back"


def test_after_seven_days_the_old_number_is_a_new_account(owner, person):
    change_to_new(owner)
    clock.turn_to(clock.START + 8 * DAY)

    sign_in(Client(), OLD)

    assert Account.objects.get(pk=person.account_id).phone == NEW
    assert Account.objects.filter(phone_key__isnull=False).count() == 2


def test_who_has_a_recycled_number_begins_anew_without_taking_anything_back(owner, person):
    change_to_new(owner)
    stranger = Client()
    clock.turn_to(clock.START + DAY)
    sign_in(stranger, OLD)

    stranger.post(reverse("phone_back"), {"answer": "new"})

    assert Account.objects.get(pk=person.account_id).phone == NEW
    assert "person" not in (stranger.get(reverse("people:me")).context or {})


def test_nobody_takes_back_without_proving_the_number(owner, client, person):
    change_to_new(owner)

    answer = Client().post(reverse("phone_back"), {"answer": "back"})

    assert answer.url == reverse("phone_sign_in")
    assert Account.objects.get(pk=person.account_id).phone == NEW


# With staff

PAPERS = {"certificate": NUMBER, "old_tail": OLD[-4:], "has_seen_certificate": "on", "has_seen_id_card": "on"}


@pytest.fixture
def colleague(gao):
    return cast.staff("wen", "温华", "clerk", "150203")


def asked(person, by):
    return actions.ask_for_recovery(person=person, certificate=NUMBER, old_tail=OLD[-4:], phone=NEW, by=by)


def test_staff_give_the_account_back_with_a_second_colleague(owner, person, gao, colleague):
    clerk = Client()
    clerk.force_login(gao)
    clerk.post(reverse("people:recovery", args=[person.pk]), {"phone": NEW})
    page = reverse("people:recovery_code", args=[person.pk])
    clerk.post(page, PAPERS | {"code": code_to(NEW)})
    assert "telephone to be changed" in told(OLD)
    assert Account.objects.get(pk=person.account_id).phone == OLD

    clerk.force_login(colleague)
    assert "确认" in clerk.get(reverse("people:person", args=[person.pk])).content.decode()
    clerk.post(reverse("people:recovery_answer", args=[person.pk]), {"answer": "confirm"})

    assert Account.objects.get(pk=person.account_id).phone == NEW
    assert owner.get(reverse("people:me")).status_code == 302
    assert "telephone changed" in told(OLD)
    acts = Entry.objects.filter(actor__in=[f"account:{gao.pk}", f"account:{colleague.pk}"])
    assert {"asked for another telephone of an account", "changed the telephone that signs in"} <= set(
        acts.values_list("act", flat=True)
    )
    back = Client()
    sign_in(back, NEW)
    assert back.get(reverse("people:me")).context["person"] == person


def test_without_a_colleague_the_new_number_waits_three_days(person, gao):
    asked(person, gao)
    clock.turn_to(clock.START + 2 * DAY)
    early = Client()
    assert "接管您的账号" in sign_in(early, NEW).content.decode()
    assert Account.objects.filter(phone_key__isnull=False).count() == 1

    clock.turn_to(clock.START + 3.1 * DAY)
    sign_in(early, NEW)

    assert early.get(reverse("people:me")).context["person"] == person


def test_who_holds_the_old_number_stops_it(owner, person, gao):
    asked(person, gao)
    assert "不是您，请马上停止" in owner.get(reverse("start")).content.decode()

    owner.post(reverse("people:own_phone"), {"stop": "1"})
    clock.turn_to(clock.START + 4 * DAY)
    sign_in(Client(), NEW)

    assert Account.objects.get(pk=person.account_id).phone == OLD
    assert PhoneChange.objects.get().end == "stopped"


def test_who_still_holds_the_old_number_takes_it_back_after_it_was_done(person, gao, colleague):
    actions.confirm_recovery(change=asked(person, gao), by=colleague)
    victim = Client()
    clock.turn_to(clock.START + DAY)
    sign_in(victim, OLD)

    victim.post(reverse("phone_back"), {"answer": "back"})

    assert Account.objects.get(pk=person.account_id).phone == OLD


def test_passkeys_and_second_steps_of_before_are_void(person, gao, colleague):
    Authenticator.objects.create(user=person.account, type="webauthn", data={})

    actions.confirm_recovery(change=asked(person, gao), by=colleague)

    assert not Authenticator.objects.exists()


WRONG = {
    "a certificate alone": {"old_tail": "0000"},
    "the number alone": {"certificate": "15020219900101002242"},
    "no identity card": {"has_seen_id_card": ""},
    "no certificate seen": {"has_seen_certificate": ""},
    "a wrong code": {"code": "000000"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_one_check_alone_is_not_enough(person, gao, wrong):
    clerk = Client()
    clerk.force_login(gao)
    clerk.post(reverse("people:recovery", args=[person.pk]), {"phone": NEW})

    clerk.post(reverse("people:recovery_code", args=[person.pk]), PAPERS | {"code": code_to(NEW)} | wrong)

    assert not PhoneChange.objects.exists()


def test_staff_do_not_guess_the_old_number(person, gao):
    for _try in range(5):
        actions.count_recovery_try(person, gao)

    with pytest.raises(Refused, match="太多"):
        actions.count_recovery_try(person, gao)


def test_nobody_confirms_their_own_asking(person, gao):
    with pytest.raises(Refused, match="另一名"):
        actions.confirm_recovery(change=asked(person, gao), by=gao)


def elsewhere(person, gao, qi):
    return qi


def for_oneself(person, gao, qi):
    return cast.RoleFactory(account=person.account, region="150200").account


def of_an_equal(person, gao, qi):
    cast.RoleFactory(account=person.account, region="150200")
    return gao


def of_a_lead_by_a_lead_beside(person, gao, qi):
    cast.RoleFactory(account=person.account, what="lead", region="150200")
    return cast.staff("other", "于红", "lead", "150200")


def without_certificate(person, gao, qi):
    Person.objects.update(certificate_key=None, certificate="")
    return gao


def of_an_auditor(person, gao, qi):
    return cast.staff("auditor", "审计", "auditor", "150200")


REFUSED = [elsewhere, for_oneself, of_an_equal, of_a_lead_by_a_lead_beside, without_certificate, of_an_auditor]


@pytest.mark.parametrize("who", REFUSED)
def test_who_may_not_give_an_account_back(person, gao, qi, who):
    by = who(person, gao, qi)

    with pytest.raises(Refused):
        asked(person, by)


def test_a_lead_above_gives_a_clerks_account_back(person, gao, han):
    cast.RoleFactory(account=person.account, region="150200")

    assert asked(person, han).waits()
