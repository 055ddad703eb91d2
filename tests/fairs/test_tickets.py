"""Signed tickets: a true one is told from a forged one, and every ticket that does not let in says why."""

import datetime as dt
from unittest import mock

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import finding, tickets
from tongxing.fairs.actions import check_in_by_ticket
from tongxing.fairs.models.number import SIGNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return fair_today()


@pytest.fixture
def token(fair, lin):
    return tickets.token_of(registered(fair, lin))


def test_a_token_has_120_signs_and_says_whose_it_is_and_when(fair, lin):
    registration = registered(fair, lin)
    token = tickets.token_of(registration)
    said = tickets.read(token, fair.pk)
    assert len(token) == 120
    assert said.registration == registration.pk
    assert said.not_before == fair.event.starts_at - dt.timedelta(hours=2)
    assert said.not_after >= fair.event.ends_at + dt.timedelta(hours=2)


def test_it_is_read_as_it_is_typed(fair, token):
    typed = tickets.grouped(token).lower().replace("0", "o")
    assert tickets.read(typed, fair.pk) == tickets.read(token, fair.pk)
    assert tickets.grouped(token).count(" ") == 29


def test_the_public_key_alone_tells_a_true_ticket(fair, token):
    body = tickets._read_signs(token)
    key = Ed25519PublicKey.from_public_bytes(tickets.public_key_of(fair.pk))
    key.verify(body[11:], body[:11])
    with pytest.raises(InvalidSignature):
        key.verify(body[11:], body[:10] + b"\xff")


@pytest.mark.parametrize("place", [6, 12, 20, 60, 119])
def test_one_changed_sign_makes_it_no_ticket(fair, token, place):
    other = SIGNS[(SIGNS.index(token[place]) + 1) % 32]
    with pytest.raises(Refused, match=r"not genuine|签名"):
        tickets.read(token[:place] + other + token[place + 1 :], fair.pk)


def test_another_fairs_ticket_is_named_as_one(fair, token):
    with pytest.raises(Refused, match=r"another fair|别的招聘会|另一场"):
        tickets.read(token, cast.FairFactory().pk)


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 120, "A" * 119])
def test_what_is_no_ticket_is_said_to_be_none(fair, text):
    with pytest.raises(Refused, match=r"not a ticket|不是入场券|不是门票"):
        tickets.read(text, fair.pk)


def test_who_is_sought_by_a_scanned_ticket_is_found(fair, lin, token):
    means, found = finding.find(fair, token)
    assert means == "ticket"
    assert [one.person for one in found] == [lin.person]
    with pytest.raises(Refused, match=r"another fair|另一场"):
        finding.find(cast.FairFactory(), token)


def test_a_true_ticket_of_another_fair_is_answered_with_that_fairs_name(fair, han, token):
    with pytest.raises(Refused, match="包头市残疾人专场招聘会"):
        check_in_by_ticket(fair_id=fair_today(name="青山区招聘会").pk, code=token, by=han)


def test_a_ticket_for_yesterday_says_when_it_let_in(fair, han, token):
    event = fair.event
    event.starts_at += dt.timedelta(days=1)
    event.ends_at += dt.timedelta(days=1)
    event.save()
    tomorrow = event.starts_at + dt.timedelta(hours=1)
    with pytest.raises(Refused, match=r"only|只在"), mock.patch("django.utils.timezone.now", return_value=tomorrow):
        check_in_by_ticket(fair_id=fair.pk, code=token, by=han)
    assert not fair.attendances.exists()


def test_the_door_lets_a_token_in(fair, lin, han, token):
    attendance = check_in_by_ticket(fair_id=fair.pk, code=tickets.grouped(token), by=han)
    assert attendance.registration.person == lin.person


def test_a_ticket_whose_place_was_given_up_lets_nobody_in(fair, lin, han, token):
    fair.registrations.all().delete()
    with pytest.raises(Refused, match=r"no longer|失效"):
        check_in_by_ticket(fair_id=fair.pk, code=token, by=han)
