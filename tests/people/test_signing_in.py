"""Signing in: telephone and code for the public, user name and password for staff."""

import datetime as dt
import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import NoReverseMatch, reverse

from tests import cast
from tongxing.people import actions
from tongxing.people.models import Account, Message, SignInCode
from tongxing.people.signin import SecondStep
from tongxing.trail.models import Entry

PHONE = "13812345678"
OWN = "草原 星空 2026 骆驼"


def code_for(phone: str = PHONE) -> str:
    """The code in the latest message."""
    message = next(one for one in Message.objects.all() if one.to == phone)
    return re.search(r"\d{6}", message.text)[0]


def ask(client, phone: str = PHONE, **extra):
    return client.post(reverse("phone_sign_in"), {"phone": phone, **extra})


def answer(client, code: str, **extra):
    return client.post(reverse("phone_code"), {"code": code, **extra})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def is_signed_in(client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def later(**delta) -> None:
    """All codes were sent so much earlier."""
    for sent in SignInCode.objects.all():
        SignInCode.objects.filter(pk=sent.pk).update(made_at=sent.made_at - dt.timedelta(**delta))


def test_a_new_number_makes_an_account_with_the_first_right_code(client, db):
    assert ask(client).url == reverse("phone_code")
    assert not Account.objects.exists()
    assert answer(client, code_for()).url == reverse("people:me")
    account = Account.objects.get()
    assert (account.phone, account.has_usable_phone(), account.has_usable_password()) == (PHONE, True, False)
    assert is_signed_in(client)


def test_a_known_number_comes_back_to_its_account(client, lin):
    ask(client, "199 0000 0001")
    assert answer(client, code_for("19900000001")).url == reverse("start")
    assert int(client.session["_auth_user_id"]) == lin.pk
    assert Account.objects.count() == 1


def test_the_answer_never_says_whether_a_number_is_known(client, lin):
    pages = []
    for phone in ("19900000001", "19900000009"):
        ask(client, phone)
        page = client.get(reverse("phone_code")).content.decode().replace(phone[-4:], "")
        pages.append(re.sub(r'value="[^"]{40,}"', "", page))
    assert pages[0] == pages[1]


def test_the_third_wrong_code_ends_it_even_for_the_right_one(client, db):
    ask(client)
    code = code_for()
    for _time in range(3):
        page = answer(client, wrong(code)).content.decode()
        assert "验证码" in page
        assert wrong(code) not in page  # the field is empty for the next
    assert "失效" in answer(client, code).content.decode()
    assert not is_signed_in(client)
    assert not Account.objects.exists()


def test_tries_are_counted_across_browsers(client, db):
    sent = actions.send_code(phone=PHONE)
    SignInCode.objects.update(tries=2)
    session = client.session
    session["sign_in_code"] = sent.pk
    session.save()
    answer(client, wrong(code_for()))
    assert SignInCode.objects.get().tries == 3


def test_a_code_is_good_for_five_minutes(client, db):
    ask(client)
    later(minutes=5, seconds=1)
    assert "失效" in answer(client, code_for()).content.decode()


def test_a_code_signs_in_once(client, db):
    ask(client)
    sent, code = SignInCode.objects.get(), code_for()
    answer(client, code)
    client.logout()
    session = client.session
    session["sign_in_code"] = sent.pk
    session.save()
    assert "失效" in answer(client, code).content.decode()


def test_a_new_code_leaves_the_older_one_good_in_the_browser_that_asked_for_both(client, db):
    ask(client)
    old = code_for()
    later(minutes=1)
    page = client.post(reverse("phone_code"), {"again": "1"}, follow=True)
    assert "之前发送的验证码在五分钟内仍然有效" in page.content.decode()
    assert [sent.is_open() for sent in SignInCode.objects.all()] == [True, True]
    assert answer(client, old).status_code == 302
    assert is_signed_in(client)


def test_a_wrong_try_counts_for_each_code_that_it_might_have_been(client, db):
    ask(client)
    first = code_for()
    later(minutes=1)
    client.post(reverse("phone_code"), {"again": "1"})
    other = next(code for code in ("000000", "000001", "000002") if code not in {first, code_for()})
    for _time in range(3):
        answer(client, other)
    assert list(SignInCode.objects.values_list("tries", flat=True)) == [3, 3]
    assert "失效" in answer(client, first).content.decode()
    assert "失效" in answer(client, code_for()).content.decode()


def test_a_number_is_sent_five_codes_an_hour(client, db):
    for _time in range(5):
        assert ask(client).status_code == 302
        later(minutes=1)
    assert "一小时" in ask(client).content.decode()
    assert Message.objects.count() == 5
    later(hours=1)
    assert ask(client).status_code == 302


def test_a_second_code_waits_half_a_minute(client, db):
    ask(client)
    assert "半分钟" in ask(client).content.decode()


def test_one_address_asks_for_sixty_codes_an_hour(client, db):
    for number in range(60):
        ask(client, f"1380000{number:04d}")
    assert "这个网络" in ask(client).content.decode()
    assert client.post(reverse("phone_sign_in"), {"phone": PHONE}, REMOTE_ADDR="127.0.0.2").status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "not a number", "0472-5155555"])
def test_what_is_no_mobile_number_gets_a_sentence(client, db, typed):
    page = ask(client, typed)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not Message.objects.exists()


def test_the_way_on_leads_into_this_site_only(client, db):
    ask(client, next="https://elsewhere.example/")
    assert answer(client, code_for(), next="https://elsewhere.example/").url == reverse("people:me")
    client.logout()
    later(minutes=1)
    ask(client, next="/account/me/sign-up/")
    assert answer(client, code_for(), next="/account/me/sign-up/").url == "/account/me/sign-up/"


def test_the_session_holds_no_number(client, db):
    ask(client)
    assert PHONE not in str(dict(client.session))


def password_sign_in(client, username: str, password: str = cast.PASSWORD):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_staff_sign_in_by_user_name_and_password(client, gao):
    assert password_sign_in(client, "gao").url == reverse("start")
    assert Entry.objects.filter(act="signed in", actor=f"account:{gao.pk}").exists()


def test_five_wrong_passwords_lock_the_account_for_a_while(client, gao):
    for _time in range(5):
        assert "用户名或密码不正确" in password_sign_in(client, "gao", "wrong").content.decode()
    assert "登录失败次数过多" in password_sign_in(client, "gao").content.decode()
    assert not is_signed_in(client)


def test_a_locked_account_locks_nobody_else(client, gao, han):
    for _time in range(6):
        password_sign_in(client, "gao", "wrong")
    assert password_sign_in(client, "han").url == reverse("start")


def test_other_sessions_end_when_the_password_changes(client, gao):
    other = type(client)()
    password_sign_in(client, "gao")
    password_sign_in(other, "gao")
    assert is_signed_in(other)
    changed = client.post(
        reverse("account_change_password"), {"oldpassword": cast.PASSWORD, "password1": OWN, "password2": OWN}
    )
    assert changed.url == reverse("start")
    assert is_signed_in(client)
    assert not is_signed_in(other)
    assert Entry.objects.filter(act="changed the password").count() == 1


def app_added(client) -> str:
    """Add an authenticator app on the page for it; its secret."""
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    return secret


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["added", "codes renewed", "removed"])
def test_other_sessions_end_when_the_second_step_changes(client, gao, change):
    thief = type(client)()
    password_sign_in(client, "gao")
    if change != "added":
        app_added(client)
    thief.force_login(Account.objects.get(pk=gao.pk))
    assert is_signed_in(thief)

    if change == "added":
        app_added(client)
    else:
        name = {"codes renewed": "mfa_generate_recovery_codes", "removed": "mfa_deactivate_totp"}[change]
        client.post(reverse(name))

    assert not is_signed_in(thief)
    assert is_signed_in(client)
    assert Entry.objects.filter(act="ended other sessions", actor=f"account:{gao.pk}").exists()


def test_other_sessions_end_when_a_lead_gives_a_new_password(client, gao, han):
    password_sign_in(client, "gao")

    actions.renew_password(account=gao, by=han)

    assert not is_signed_in(client)


def test_an_initial_password_is_replaced_before_the_first_page(client, han):
    account, password = actions.invite(
        username="colleague", name="同事", what="clerk", region=cast.region("150200"), by=han
    )
    assert password_sign_in(client, "colleague", password).url == reverse("first_password")
    assert not is_signed_in(client)
    done = client.post(reverse("first_password"), {"password": OWN, "again": OWN})
    assert done.url == reverse("start")
    assert is_signed_in(client)
    account.refresh_from_db()
    assert (account.password_is_initial, account.check_password(OWN)) == (False, True)


def test_a_lead_gives_a_new_password_to_whom_forgot_it_and_to_nobody_above(client, gao, han, qi):
    client.force_login(han)
    page = client.post(reverse("people:new_password", args=[gao.pk]))
    assert page.status_code == 200
    gao.refresh_from_db()
    assert gao.password_is_initial
    lead = cast.staff("chifeng", "红", "lead", "150400")
    client.force_login(lead)
    assert client.post(reverse("people:new_password", args=[gao.pk])).status_code == 404
    assert client.post(reverse("people:new_password", args=[han.pk])).status_code == 404


def test_a_second_step_is_asked_for_after_the_password(client, gao):
    secret = generate_totp_secret()
    TOTP.activate(gao, secret)
    assert password_sign_in(client, "gao").url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    counter = next(iter(yield_hotp_counters_from_time()))
    done = client.post(reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(secret, counter))})
    assert done.url == reverse("start")
    assert is_signed_in(client)


def test_the_secret_of_an_authenticator_app_is_sealed(gao):
    secret = generate_totp_secret()
    kept = TOTP.activate(gao, secret).instance
    kept.refresh_from_db()
    assert secret not in str(kept.data)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password", "mfa_signup_webauthn"]
)
def test_addresses_of_the_library_that_are_not_used_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "name", ["account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"]
)
def test_who_has_no_password_is_told_so(client, db, name):
    client.force_login(actions.verify_phone(phone=PHONE, by="sign-in"))
    page = client.get(reverse(name))
    assert page.status_code == 403
    assert "没有需要修改" in page.content.decode()


@pytest.mark.parametrize(
    "name", ["account_login", "phone_sign_in", "mfa_index", "account_change_password", "account_logout"]
)
def test_pages_of_signing_in_answer_in_chinese_with_nothing_inline(client, gao, name):
    if name not in {"account_login", "phone_sign_in"}:
        client.force_login(gao)
    page = client.get(reverse(name))
    text = page.content.decode()
    assert page.status_code == 200
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=", text)
    assert len(re.findall("<h1>", text)) == 1


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes"]
)
def test_pages_of_the_second_step_ask_for_the_password_again_and_then_open(client, gao, name):
    password_sign_in(client, "gao")
    page = client.get(reverse(name), follow=True)
    if page.redirect_chain:
        page = client.post(
            reverse("account_reauthenticate"), {"password": cast.PASSWORD, "next": reverse(name)}, follow=True
        )
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()


def test_the_outbox_is_shown_by_a_demonstration_only(client, db):
    assert client.get(reverse("people:outbox")).status_code == 404


def test_the_outbox_of_a_demonstration_shows_the_code(client, demo):
    ask(client)
    assert code_for() in client.get(reverse("people:outbox")).content.decode()


def test_a_message_handed_over_is_kept_as_a_fact_not_as_a_text(db, settings, django_capture_on_commit_callbacks):
    settings.SMS_SENDER = f"{__name__}.sender"
    GIVEN.clear()
    with django_capture_on_commit_callbacks(execute=True):
        message = actions.send_text(phone=PHONE, text="明天九点见", purpose="contact", by="console")
    message.refresh_from_db()
    assert GIVEN == ["明天九点见"]
    assert (message.text, message.sent_at is not None) == ("", True)


def test_a_sender_that_fails_leaves_the_message_unsent(db, settings, django_capture_on_commit_callbacks):
    settings.SMS_SENDER = f"{__name__}.broken_sender"
    with django_capture_on_commit_callbacks(execute=True):
        message = actions.send_text(phone=PHONE, text="明天九点见", purpose="contact", by="console")
    message.refresh_from_db()
    assert (message.text, message.sent_at) == ("明天九点见", None)


GIVEN: list[str] = []


def sender(message):
    GIVEN.append(message.text)


def broken_sender(message):
    raise OSError("the gateway does not answer")


def test_hammering_the_sign_in_page_gets_a_page_that_says_wait(client, db):
    for _time in range(60):
        client.post(reverse("account_login"), {})
    page = client.post(reverse("account_login"), {})
    assert page.status_code == 429
    assert "429.html" in [template.name for template in page.templates]
    assert "请等几分钟" in page.content.decode()


def test_the_picture_for_the_app_is_a_whole_file_on_a_light_ground():
    picture = SecondStep().build_totp_svg("otpauth://totp/gao?secret=ABC")
    assert 'xmlns="http://www.w3.org/2000/svg"' in picture
    assert 'fill="#fff"' in picture
