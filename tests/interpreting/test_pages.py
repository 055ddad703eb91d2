"""The pages: the interpreter sees a first name only, who asked sees who comes, other regions see nothing."""

import pytest
from django.urls import reverse

from tests import cast
from tests.fairs import stage as fairs
from tests.interpreting import stage
from tongxing.interpreting import actions
from tongxing.interpreting.models import InterpreterRequest
from tongxing.interpreting.naming import first_name
from tongxing.interpreting.waiting import waiting

State = InterpreterRequest.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch, surina):
    """A fair at ten, 苏日娜 is there; the campaign is not public."""
    day = stage.hall_with()
    day.fair.event.campaign.is_public = False
    day.fair.event.campaign.save()
    fairs.clock(monkeypatch, fairs.at(day.fair, 10))
    day.shift = stage.shift_of(day.fair, surina)
    return day


def text(client, account, path):
    client.force_login(account)
    return client.get(path).content.decode()


def asked(client, account, day, **said):
    client.force_login(account)
    form = {"language": "sign", "purpose": "面试", "minutes": 15, "where": f"zone-{day.policy.pk}", **said}
    return client.post(reverse("interpreting:ask", args=[day.fair.pk]), form)


def test_a_seeker_asks_from_their_telephone_and_sees_who_comes(client, day, lin):
    fairs.registered(day.fair, lin)

    answer = asked(client, lin, day, registration=lin.person.registrations.get().pk)

    page = client.get(answer.url).content.decode()
    assert "苏日娜" in page
    assert "政策咨询台" in page


def test_the_interpreter_sees_the_first_name_and_nothing_more_of_it(client, day, lin, surina):
    registration = fairs.registered(day.fair, lin)
    asked(client, lin, day, registration=registration.pk, prepare="会读唇语")

    page = text(client, surina, reverse("interpreting:mine"))

    assert "晓雯" in page
    assert "林晓雯" not in page
    assert "会读唇语" in page
    assert [task.url for task in waiting(surina)] == [reverse("interpreting:mine")]


def test_staff_see_the_masked_name(client, day, lin, gao):
    request = actions.ask(
        fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=lin,
        registration=fairs.registered(day.fair, lin),
    )  # fmt: skip

    page = text(client, gao, request.get_absolute_url())

    assert "林**" in page
    assert "晓雯" not in page


def test_the_interpreter_begins_and_is_done(client, day, gao, surina):
    request = actions.ask(fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=gao)
    client.force_login(surina)

    client.post(reverse("interpreting:begin", args=[request.pk]))
    client.post(reverse("interpreting:finish", args=[request.pk]))

    request.refresh_from_db()
    assert request.state == State.DONE
    assert "面试" in text(client, surina, reverse("interpreting:my_hours"))


def private_request(day, lin, **place):
    registration = cast.RegistrationFactory(fair=day.fair, person=lin.person)
    return actions.ask(
        fair=day.fair, language="sign", purpose="谈体检结果", prepare="听力图", registration=registration, by=lin,
        **(place or {"zone": day.policy}),
    )  # fmt: skip


def test_what_to_prepare_is_read_from_being_sent_until_the_end(client, day, lin, gao, surina):
    request = private_request(day, lin)
    address = request.get_absolute_url()

    assert "听力图" in text(client, surina, address)
    client.post(reverse("interpreting:begin", args=[request.pk]))
    assert "听力图" in text(client, surina, address)
    client.post(reverse("interpreting:finish", args=[request.pk]))

    page = text(client, surina, address)
    assert "听力图" not in page
    assert "谈体检结果" not in page
    for account in (lin, gao):
        assert "听力图" in text(client, account, address)


def test_an_employer_does_not_read_what_a_visitor_of_its_booth_asked_for(client, day, lin, zhao, bakery):
    fairs.post_of(day.fair, bakery)
    request = private_request(day, lin, booth=fairs.booth_of(day.one, bakery, "A01"))

    page = text(client, zhao, request.get_absolute_url())

    assert "听力图" not in page
    assert "谈体检结果" not in page


def test_an_employer_asks_at_its_own_booth_and_at_no_other(client, day, zhao, bakery):
    fairs.post_of(day.fair, bakery)
    own, other = fairs.booth_of(day.one, bakery, "A01"), cast.BoothFactory(zone=day.far)

    assert asked(client, zhao, day, where=f"booth-{other.pk}").status_code == 200
    assert asked(client, zhao, day, where=f"booth-{own.pk}").status_code == 302
    assert InterpreterRequest.objects.get().booth == own


def test_a_stranger_cannot_ask_and_does_not_find_the_request(client, day, gao, bao):
    request = actions.ask(fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=gao)

    assert asked(client, bao, day).status_code == 404
    assert client.get(request.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("step", ["begin", "finish", "hand_back", "withdraw"])
def test_a_clerk_of_another_region_does_not_find_it(client, day, gao, qi, step):
    request = actions.ask(fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=gao)
    client.force_login(qi)

    for name, key in (("requests", day.fair.pk), ("ask", day.fair.pk), ("hours", day.fair.pk), ("request", request.pk)):
        assert client.get(reverse(f"interpreting:{name}", args=[key])).status_code == 404
    assert client.post(reverse(f"interpreting:{step}", args=[request.pk])).status_code == 404


def test_an_interpreter_who_was_not_sent_does_not_find_it(client, day, gao):
    request = actions.ask(fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=gao)
    other = cast.staff("qimuge", "其木格", "interpreter", "150200")
    stage.shift_of(day.fair, other)
    client.force_login(other)

    assert client.get(request.get_absolute_url()).status_code == 404
    assert client.post(reverse("interpreting:begin", args=[request.pk])).status_code == 404


def test_who_looks_sends_whom_time_has_freed(client, day, gao, monkeypatch):
    stage.done(
        stage.InterpreterRequestFactory(fair=day.fair, zone=day.policy, shift=day.shift),
        minutes=40,
        at=fairs.at(day.fair, 9, 20),
    )
    request = actions.ask(fair=day.fair, language="sign", purpose="面试", zone=day.policy, by=gao)
    assert request.state == State.ASKED
    fairs.clock(monkeypatch, fairs.at(day.fair, 10, 21))

    text(client, gao, reverse("interpreting:requests", args=[day.fair.pk]))

    request.refresh_from_db()
    assert request.state == State.SENT


def test_hours_are_read_as_csv(client, day, gao):
    stage.done(stage.InterpreterRequestFactory(fair=day.fair, zone=day.policy, shift=day.shift), minutes=12)
    client.force_login(gao)

    lines = client.get(reverse("interpreting:hours_file", args=[day.fair.pk])).content.decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert ",12,苏日娜," in lines[1]


def test_a_ticket_leads_to_the_interpreter(client, day, lin):
    registration = fairs.registered(day.fair, lin)

    page = text(client, lin, reverse("fairs:ticket", args=[registration.pk]))

    assert reverse("interpreting:ask", args=[day.fair.pk]) in page


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        ("林晓雯", "晓雯"), ("王芳", "芳"), ("欧阳娜娜", "娜娜"), ("阿拉坦其其格", "阿拉坦其其格"), ("丽", "丽"),
        ("Anna Berg", "Anna"), ("古丽·买买提", "古丽"), ("Å.", "Å."), ("Ойун Эрдэнэ", "Ойун"),
    ],
)  # fmt: skip
def test_the_first_name_alone(whole, first):
    assert first_name(whole) == first
