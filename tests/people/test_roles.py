"""Accounts and roles: granted and ended by those who may."""

import datetime as dt

import pytest

from tests import cast
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people import actions
from tongxing.people.models import Account, Role

LEAD, CLERK, INTERPRETER = Role.What.LEAD, Role.What.CLERK, Role.What.INTERPRETER


@pytest.fixture
def newcomer(db):
    return cast.AccountFactory(name="新来的")


def test_a_role_counts_at_once_and_no_more_once_ended(han, newcomer):
    role = actions.grant_role(account=newcomer, what=CLERK, region=cast.region("150200"), by=han)
    assert newcomer.holds(CLERK)
    actions.end_role(role=role, by=han)
    assert not Account.objects.get(pk=newcomer.pk).holds(CLERK)


def test_a_role_ended_today_can_be_granted_again_today(han, newcomer):
    for _time in range(2):
        role = actions.grant_role(account=newcomer, what=CLERK, region=cast.region("150200"), by=han)
        actions.end_role(role=role, by=han)
    assert newcomer.roles.count() == 2


def test_the_same_role_twice_is_one(han, newcomer):
    first = actions.grant_role(account=newcomer, what=CLERK, region=cast.region("150200"), by=han)
    assert actions.grant_role(account=newcomer, what=CLERK, region=cast.region("150200"), by=han) == first


@pytest.mark.parametrize(
    ("what", "code", "allowed"),
    [
        (INTERPRETER, "150203", True),
        (INTERPRETER, "150402", False),
        (CLERK, "150203", False),
    ],
)
def test_a_clerk_grants_only_roles_outside_the_staff_and_inside_the_region(gao, newcomer, what, code, allowed):
    if allowed:
        assert actions.grant_role(account=newcomer, what=what, region=cast.region(code), by=gao)
        return
    with pytest.raises(Refused, match=cast.region(code).name):
        actions.grant_role(account=newcomer, what=what, region=cast.region(code), by=gao)


def test_nobody_makes_themselves_staff_or_ends_their_own_role(han):
    with pytest.raises(Refused, match="自己"):
        actions.grant_role(account=han, what=Role.What.AUDITOR, region=cast.region("150000"), by=han)
    with pytest.raises(Refused, match="自己"):
        actions.end_role(role=han.roles.get(), by=han)


def test_a_role_does_not_end_before_it_begins(han, newcomer):
    with pytest.raises(Refused, match="结束"):
        actions.grant_role(
            account=newcomer,
            what=CLERK,
            region=cast.region("150200"),
            by=han,
            valid_until=today() - dt.timedelta(1),
        )


def test_only_leads_make_accounts(gao, han):
    with pytest.raises(Refused, match="负责人"):
        actions.create_account(username="new", password="一路 同行 2026", name="新", by=gao)
    account = actions.create_account(username="new", password="一路 同行 2026", name="新", by=han)
    assert account.check_password("一路 同行 2026")
    assert account.password.startswith("argon2")


@pytest.mark.parametrize("username", ["ha", "有 空格", "a/b", "HAN"])
def test_a_user_name_that_will_not_do_is_refused(han, username):
    with pytest.raises(Refused, match="用户名"):
        actions.create_account(username=username, password="一路 同行 2026", name="新", by="console")


@pytest.mark.parametrize("password", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused(db, password):
    with pytest.raises(Refused):
        actions.create_account(username="new", password=password, name="新", by="console")
    assert not Account.objects.exists()


def test_an_invited_colleague_gets_a_password_for_one_sign_in(han):
    account, password = actions.invite(
        username="colleague", name="同事", what=CLERK, region=cast.region("150200"), by=han
    )
    assert account.password_is_initial
    assert account.check_password(password)
    with pytest.raises(Refused, match="初始密码"):
        actions.change_initial_password(account=account, password=password, by=account)
    actions.change_initial_password(account=account, password="一路 同行 2026", by=account)
    assert not account.password_is_initial


def test_nobody_takes_over_an_account_that_also_holds_a_role_above_theirs(newcomer):
    lead = cast.staff("baotou", "包头负责人", LEAD, "150200")
    cast.RoleFactory(account=newcomer, what=CLERK, region="150203")
    assert actions.renew_password(account=newcomer, by=lead)
    above = cast.staff("above", "两职", LEAD, "150000")
    cast.RoleFactory(account=above, what=CLERK, region="150203")
    with pytest.raises(Refused, match="内蒙古自治区"):
        actions.renew_password(account=above, by=lead)
    assert above.check_password(cast.PASSWORD)
