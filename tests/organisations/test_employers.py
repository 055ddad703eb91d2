"""One firm, however it is spelt, is one organisation."""

import pytest

from tests.cast import OrganisationFactory, region
from tongxing.common.refusal import Refused
from tongxing.organisations.actions import ensure_employer, ensure_employers
from tongxing.organisations.models import Organisation
from tongxing.organisations.register import Firm
from tongxing.trail.models import Entry

CODE, OTHER_CODE = "91150200MA0EXAMP1B", "91150200MA0EXAMP2E"
pytestmark = pytest.mark.django_db


def ensure(name, by, code="", where="150203", **more):
    return ensure_employer(name=name, region=region(where), credit_code=code, by=by, **more)


def test_an_employer_is_entered_once_with_its_role_and_leaves_a_trace(gao):
    bakery, is_new = ensure("星河面包坊", gao, CODE)
    again, is_new_again = ensure("星河面包坊", gao, CODE)

    assert (is_new, is_new_again, again) == (True, False, bakery)
    assert bakery.roles.get().what == "employer"
    assert Entry.objects.get(act="entered employers").details["new"] == [bakery.pk]


@pytest.mark.parametrize(
    "spelt", ["包头（星河）面包坊有限公司", "包头(星河) 面包坊有限公司", "包头（星河）面包坊有限责任公司"]
)
def test_the_same_firm_in_another_spelling_is_the_same_firm(gao, spelt):
    bakery, _ = ensure("包头（星河）面包坊有限公司", gao)

    assert ensure(spelt, gao) == (bakery, False)


def test_a_credit_code_finds_the_firm_under_any_name(gao):
    bakery, _ = ensure("星河面包坊", gao, CODE)

    assert ensure("星河烘焙", gao, CODE.lower(), where="150221") == (bakery, False)


def test_the_firm_of_the_city_is_the_firm_of_its_district_but_not_of_a_sister_city(gao):
    bakery, _ = ensure("星河面包坊", gao, where="150200")

    assert ensure("星河面包坊", gao, where="150203") == (bakery, False)
    assert ensure("星河面包坊", "import", where="150402")[1] is True


def test_one_name_under_two_codes_is_refused(gao):
    ensure("星河面包坊", gao, CODE)

    with pytest.raises(Refused, match=CODE):
        ensure("星河面包坊", gao, OTHER_CODE)
    assert Organisation.objects.count() == 1


def test_what_is_known_stays_and_what_is_empty_is_filled(gao):
    bakery = OrganisationFactory(name="星河面包坊", contact_name="赵敏")

    ensure("星河面包坊", gao, CODE, contact_name="别人", address="钢铁大街")
    bakery.refresh_from_db()

    assert (bakery.contact_name, bakery.address, bakery.credit_code) == ("赵敏", "钢铁大街", CODE)


def test_a_clerk_of_another_city_finds_a_firm_but_changes_nothing_of_it(qi):
    bakery = OrganisationFactory(name="星河面包坊", credit_code=CODE)

    ensure("星河面包坊", qi, CODE, where="150402", address="红山")
    bakery.refresh_from_db()

    assert bakery.address == ""


def test_two_spellings_in_one_list_are_entered_once(gao):
    firms = [Firm("甲（包头）厂", region("150203"), CODE), Firm("甲(包头) 厂", region("150203"))]

    (first, _), (second, is_new) = ensure_employers(firms=firms, by=gao)

    assert (first, is_new) == (second, False)


def test_a_thousand_employers_take_few_queries(gao, django_assert_max_num_queries):
    where = region("150203")
    firms = [Firm(f"第{n}厂", where) for n in range(1000)]

    with django_assert_max_num_queries(30):
        assert len(ensure_employers(firms=firms, by=gao)) == 1000
