"""What somebody could learn by trying: who has a certificate, and how to get into another's account."""

import pytest

from tests import cast
from tongxing.common.refusal import Refused
from tongxing.people import actions
from tongxing.people.models import Person, Role

pytestmark = pytest.mark.django_db
NUMBER = "15020219900101001442"


def tried(account) -> str:
    """What somebody is told who gives a certificate number for a ward."""
    facts = {"relation": "母亲", "proof": "户口簿", "guardian_name": "陌生人", "certificate": NUMBER}
    try:
        actions.register_ward(name="某人", region=cast.region("150203"), by=account, **facts)
    except Refused as refused:
        return str(refused)
    return ""


def test_nobody_goes_through_a_list_of_numbers_to_learn_who_is_disabled(gao):
    actions.register_person(name="林晓雯", region=cast.region("150203"), by=gao, certificate=NUMBER)
    stranger = actions.verify_phone(phone="13812345678", by="sign-in")

    told = [tried(stranger) for _try in range(6)]

    assert "试过的残疾人证号太多了" not in "".join(told[:5])
    assert "试过的残疾人证号太多了" in told[5]


def test_staff_enter_many_certificates(gao):
    people = [cast.PersonFactory() for _one in range(7)]

    for person in people:
        actions.change_person(person=person, certificate=NUMBER, by=gao)
        actions.change_person(person=person, certificate="", by=gao)

    assert not Person.objects.exclude(certificate_key=None).exists()


def test_no_lead_gets_into_the_account_of_a_person_elsewhere(lin):
    lead = cast.staff("chifeng", "白主任", Role.What.LEAD, "150400")
    lin.set_password(cast.PASSWORD)
    lin.save()
    actions.grant_role(account=lin, what=Role.What.EMPLOYER, region=cast.region("150400"), by=lead)

    with pytest.raises(Refused):
        actions.renew_password(account=lin, by=lead)


def test_no_lead_gets_into_the_account_of_a_guardian_elsewhere(lin):
    lead = cast.staff("chifeng", "白主任", Role.What.LEAD, "150400")
    mother = cast.staff("mother", "林母", Role.What.EMPLOYER, "150400")
    cast.GuardianFactory(person=lin.person, account=mother)

    with pytest.raises(Refused):
        actions.renew_password(account=mother, by=lead)
    assert Person.objects.filter(guardians__account=mother).exists()
