"""What strangers do at the sign-in pages takes nothing from those whose account it is, and gives them little to guess.

A stranger has as many addresses as they like; the owner has a device on which they signed in before, or a code that
was sent to them, or a session.
"""

import datetime as dt
import itertools

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.people.test_signing_in import answer, ask, code_for, is_signed_in, later, password_sign_in, wrong
from tongxing.people import actions, tries
from tongxing.people.actions import code as codes
from tongxing.people.models import Message
from tongxing.people.models.sign_in_code import TRIES

LIMITS = {name: getattr(codes, name) for name in ("PER_PHONE", "PER_PHONE_A_DAY")}
RATES = dict(tries.RATES)
PHONE = "19900000001"
"""Of 林晓雯."""


def stranger(number: int = 1) -> Client:
    """A new browser at an address of its own."""
    return Client(REMOTE_ADDR=f"203.0.{number // 250}.{number % 250 + 1}")


def strangers_ask(phone: str = PHONE, times: int = 6) -> int:
    """Everybody asks for codes to ``phone``, each from an address of their own; how many were sent."""
    return sum(ask(stranger(number), phone).status_code == 302 for number in range(times))


def strangers_try(username: str, times: int = 9) -> None:
    """Everybody tries a wrong password, each from an address of their own, until nobody may any more."""
    for number in range(times):
        password_sign_in(stranger(number), username, "wrong")


@pytest.fixture(autouse=True)
def _low_limits(monkeypatch):
    """The same limits, reached sooner; how high they are is a test of its own."""
    monkeypatch.setattr(codes, "PER_PHONE", 4)
    monkeypatch.setattr(codes, "PER_PHONE_A_DAY", 8)
    monkeypatch.setattr(codes, "PER_ORIGIN", 6)
    monkeypatch.setitem(tries.RATES, "address", "6/15m/key")
    monkeypatch.setitem(tries.RATES, "account", "8/h/key,16/d/key")


def guesses_a_day(rate: str) -> int:
    """The most tries in a day that the rates in ``rate`` let through together."""
    lengths = {"15m": 96, "h": 24, "d": 1}
    return min(int(part.split("/")[0]) * lengths[part.split("/")[1]] for part in rate.split(","))


def test_what_strangers_may_guess_in_a_day_is_little():
    assert LIMITS["PER_PHONE_A_DAY"] * TRIES <= 75
    assert LIMITS["PER_PHONE"] > 2 * codes.PER_ASKER
    assert guesses_a_day(RATES["account"]) <= 120
    assert guesses_a_day(RATES["address_for_account"]) <= 20
    assert guesses_a_day(RATES["known_device"]) <= 20
    assert int(RATES["account"].split("/")[0]) > 3 * 10, "one address alone does not use up everybody's tries"


@pytest.fixture
def device(lin) -> Client:
    """The telephone on which 林晓雯 signed in yesterday, and out again."""
    browser = Client()
    ask(browser, PHONE)
    answer(browser, code_for(PHONE))
    browser.post(reverse("account_logout"))
    later(days=1)
    assert not is_signed_in(browser)
    return browser


@pytest.fixture
def staff_device(gao) -> Client:
    """The computer on which 高云 signed in before."""
    browser = Client()
    password_sign_in(browser, "gao")
    browser.post(reverse("account_logout"))
    assert not is_signed_in(browser)
    return browser


# Codes


def test_an_unused_code_stays_good_whatever_strangers_ask_for(client, lin):
    ask(client, PHONE)
    own = code_for(PHONE)

    strangers_ask()

    assert answer(client, own).status_code == 302
    assert is_signed_in(client)


def test_wrong_codes_of_a_stranger_do_not_close_the_owners_code(client, lin):
    ask(client, PHONE)
    own = code_for(PHONE)
    other = stranger()
    ask(other, PHONE)

    for _time in range(5):
        answer(other, wrong(own))

    assert answer(client, own).status_code == 302


def test_the_owners_code_does_not_open_in_a_strangers_browser(client, lin):
    ask(client, PHONE)
    own = code_for(PHONE)
    other = stranger()
    ask(other, PHONE)

    if own != code_for(PHONE):
        answer(other, own)
        assert not is_signed_in(other)


def test_one_stranger_does_not_use_up_what_the_owner_may_ask_for_elsewhere(client, lin, monkeypatch):
    monkeypatch.setattr(codes, "PER_PHONE", LIMITS["PER_PHONE"])
    monkeypatch.setattr(codes, "PER_PHONE_A_DAY", LIMITS["PER_PHONE_A_DAY"])
    other = stranger()
    for _time in range(7):
        ask(other, PHONE)
        later(seconds=31)

    assert ask(client, PHONE).status_code == 302


def test_a_known_device_gets_a_code_whatever_strangers_ask_for(device):
    strangers_ask()

    assert ask(device, PHONE).status_code == 302
    assert answer(device, code_for(PHONE)).status_code == 302
    assert is_signed_in(device)


def test_a_known_device_behind_the_strangers_own_address_gets_a_code(device):
    neighbour = Client()
    for number in range(6):
        ask(neighbour, f"1380000{number:04d}")
    assert "这个网络" in ask(neighbour, "13812345678").content.decode()

    assert ask(device, PHONE).status_code == 302


def test_strangers_with_many_addresses_have_little_to_guess_with(lin):
    sent = []
    for _hour in range(4):
        sent.append(strangers_ask())
        later(hours=1)

    assert sent == [4, 4, 0, 0]


def test_who_holds_a_code_and_may_ask_for_no_more_is_led_to_where_it_is_entered(client, lin):
    ask(client, PHONE)
    strangers_ask()
    later(seconds=31)

    page = ask(client, PHONE)

    assert "以前登录过的手机或电脑" in page.content.decode()
    assert "仍然有效" in page.content.decode()
    assert answer(client, code_for_row(1)).status_code == 302


def code_for_row(place: int) -> str:
    """The code of the ``place``-th message."""
    text = Message.objects.order_by("pk")[place - 1].text
    return "".join(sign for sign in text.split("分钟")[0] if sign.isdigit())[:6]


@pytest.mark.parametrize("times", [1, 6])
def test_strangers_learn_nothing_about_who_is_known(lin, times):
    """Known and new numbers are answered alike, however often they were asked for."""
    known, new = [
        [
            (page.status_code, "很多次" in page.content.decode())
            for page in (ask(stranger(number), phone) for number in range(times))
        ]
        for phone in (PHONE, "13812345678")
    ]

    assert known == new


def test_all_addresses_of_one_subscriber_are_one(db):
    sent = sum(ask(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), PHONE).status_code == 302 for number in range(1, 9))

    assert sent == 1


def test_a_device_known_for_one_number_is_a_stranger_to_all_others(device, lin, bao):
    phone = "19900000002"
    strangers_ask(phone)

    assert ask(device, phone).status_code == 200


# Passwords


def test_the_owner_signs_in_on_a_known_device_whatever_passwords_strangers_try(staff_device):
    strangers_try("gao")
    assert "登录失败次数过多" in password_sign_in(stranger(999), "gao").content.decode()

    assert password_sign_in(staff_device, "gao").url == reverse("start")


def test_the_owner_signs_in_on_a_known_device_behind_the_strangers_own_address(staff_device):
    neighbour = Client()
    for _time in range(60):
        neighbour.post(reverse("account_login"), {})
    assert password_sign_in(neighbour, "gao").status_code == 429

    assert password_sign_in(staff_device, "gao").url == reverse("start")


def test_five_wrong_passwords_from_one_address_refuse_nobody_elsewhere(gao):
    other = stranger(1)
    for _time in range(5):
        password_sign_in(other, "gao", "wrong")
    assert "登录失败次数过多" in password_sign_in(other, "gao").content.decode()

    assert password_sign_in(stranger(2), "gao").url == reverse("start")


@pytest.mark.parametrize("username", ["gao", "nobody"])
def test_strangers_with_many_addresses_try_few_passwords(gao, username):
    pages = [password_sign_in(stranger(number), username, "wrong").content.decode() for number in range(10)]

    judged = sum("用户名或密码不正确" in page for page in pages)
    assert judged == 8
    assert all("登录失败次数过多" in page for page in pages[8:])


@pytest.mark.parametrize("name", ["GAO", " gao ", "Gao"])
def test_another_spelling_of_the_name_is_the_same_account(gao, name):
    strangers_try("gao")

    assert "登录失败次数过多" in password_sign_in(stranger(999), name).content.decode()


def test_one_address_tries_few_passwords_over_all_accounts(gao):
    other = stranger()
    pages = [password_sign_in(other, f"nobody-{number}", "wrong").content.decode() for number in range(8)]

    assert sum("用户名或密码不正确" in page for page in pages) == 6


def test_trying_many_names_does_not_wipe_out_what_was_counted(gao):
    other = stranger()
    for _time in range(5):
        password_sign_in(other, "gao", "wrong")

    for number in range(600):
        cache.set(f":another-count-{number}", [], 900)

    assert "登录失败次数过多" in password_sign_in(other, "gao").content.decode()


def test_a_known_device_has_few_tries_too(staff_device):
    pages = [password_sign_in(staff_device, "gao", "wrong").content.decode() for _time in range(6)]

    assert sum("用户名或密码不正确" in page for page in pages) == 5


def test_a_known_device_of_somebody_else_is_a_stranger(staff_device, han):
    strangers_try("han")

    assert "登录失败次数过多" in password_sign_in(staff_device, "han").content.decode()


def test_right_passwords_are_not_counted(gao):
    other = stranger()
    for _time in range(7):
        assert password_sign_in(other, "gao").url == reverse("start")
        other.cookies.clear()


def test_a_new_password_makes_every_device_unknown(staff_device, gao, han):
    actions.renew_password(account=gao, by=han)
    strangers_try("gao")

    assert "登录失败次数过多" in password_sign_in(staff_device, "gao").content.decode()


def test_the_device_on_which_the_password_was_changed_stays_known(staff_device, gao):
    password_sign_in(staff_device, "gao")
    own = "草原 星空 2026 骆驼"
    fields = {"oldpassword": cast.PASSWORD, "password1": own, "password2": own}
    staff_device.post(reverse("account_change_password"), fields)
    staff_device.post(reverse("account_logout"))
    strangers_try("gao")

    assert password_sign_in(staff_device, "gao", own).url == reverse("start")


@pytest.mark.parametrize(
    "cookie", ["", "x", "WyJkZXZpY2UiLFtdXQ:1abcde:forged", "null:1abcde:forged", "a" * 4000], ids=len
)
def test_a_cookie_that_is_not_ours_makes_nothing_known(client, gao, cookie, settings):
    strangers_try("gao")
    client.cookies[settings.DEVICE_COOKIE_NAME] = cookie

    assert "登录失败次数过多" in password_sign_in(client, "gao").content.decode()


def test_the_cookie_of_a_known_device_signs_nobody_in_and_names_nobody(device, settings):
    cookie = device.cookies[settings.DEVICE_COOKIE_NAME]

    assert not is_signed_in(device)
    assert PHONE not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == dt.timedelta(days=180).total_seconds()


# The second step, and what asks for the password again


def test_strangers_who_know_the_password_do_not_refuse_the_owner_at_the_second_step(gao, staff_device):
    steps = itertools.count()
    TOTP.activate(gao, generate_totp_secret())
    for number in range(9):
        other = stranger(number)
        password_sign_in(other, "gao")
        other.post(reverse("mfa_authenticate"), {"code": f"{next(steps):06d}"})
    last = stranger(999)
    password_sign_in(last, "gao")
    assert "登录失败次数过多" in last.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()

    password_sign_in(staff_device, "gao")
    page = staff_device.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()

    assert "登录失败次数过多" not in page


def test_a_session_asks_for_the_password_again_whatever_strangers_try(client, gao):
    client.force_login(gao)
    strangers_try("gao")

    page = client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD, "next": reverse("start")})

    assert page.status_code == 302
