"""Lists that grow: forwards and back without a row twice or left out, and a clear sentence where a place is gone."""

import datetime as dt

import pytest
from django.http import QueryDict

from tests import cast
from tongxing.common.paging import Count, count_distinct_up_to, count_up_to, keyset_page
from tongxing.people.models import Message

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 12, 9, 2, tzinfo=dt.UTC)
ORDER = ("-made_at", "purpose", "pk")


class Asked:
    """A request with this in its address."""

    def __init__(self, query=""):
        self.GET = QueryDict(query)


def page(query="", size=3, items=None, order=ORDER):
    return keyset_page(Asked(query), Message.objects.all() if items is None else items, order, size=size)


@pytest.fixture
def messages():
    """Ten messages, of which several were made in the same moment for the same purpose."""
    for number in range(10):
        Message.objects.create(
            to="1", text="x", made_at=MOMENT + dt.timedelta(hours=number // 4), purpose="ab"[number % 2]
        )
    return list(Message.objects.order_by(*ORDER))


def walk(way, query=""):
    shown = [page(query)]
    while getattr(shown[-1], way):
        shown.append(page(getattr(shown[-1], way)))
    return shown


def test_every_row_is_shown_once_in_its_order_and_pages_are_numbered(messages):
    pages = walk("next_query")

    assert [row for one in pages for row in one] == messages
    assert [(one.number, one.pages, one.count.number) for one in pages] == [(n, 4, 10) for n in (1, 2, 3, 4)]


def test_the_way_back_shows_the_same_pages(messages):
    forwards = walk("next_query")
    back = walk("previous_query", forwards[-2].next_query)

    assert [list(one) for one in reversed(back)] == [list(one) for one in forwards]
    assert back[-1].number == 1
    assert back[-1].next_query


@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.parametrize("place", ["999999", "x", "-1", "²", "9" * 40, "1;drop"])
def test_a_place_that_is_not_in_the_list_leads_to_its_beginning_and_says_so(messages, way, place):
    lost = page(f"{way}={place}&page=7")

    assert list(lost) == messages[:3]
    assert (lost.is_lost, lost.number, lost.previous_query) == (True, 1, "")


def test_a_row_that_left_the_list_or_is_another_readers_is_no_place(messages):
    own = Message.objects.filter(purpose="a")
    other = next(row for row in messages if row.purpose == "b")

    assert page(f"after={other.pk}", items=own).is_lost


def test_behind_the_last_row_the_list_begins_anew(messages):
    assert page(f"after={messages[-1].pk}").is_lost
    assert not page(f"after={messages[-2].pk}").is_lost


@pytest.mark.parametrize("number", ["", "0", "-3", "x", "²", "9" * 30])
def test_a_page_number_that_cannot_be_is_not_shown(messages, number):
    assert page(f"after={messages[2].pk}&page={number}").number == 2


def test_an_empty_list_is_one_empty_page(db):
    empty = page()

    assert (list(empty), empty.count.number, empty.next_query, empty.is_lost) == ([], 0, "", False)


@pytest.mark.parametrize(
    ("most", "count"),
    [(9, Count(9)), (8, Count(8, is_exact=False)), (5, Count(5, is_exact=False)), (100, Count(9))],
)
def test_what_stands_there_twice_is_counted_once(most, count):
    """Twelve messages to nine numbers; where the first rows are not enough to say so, the rest is read."""
    for number in (1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9):
        Message.objects.create(to="1", to_key=f"key-{number}", text="x", purpose="a")

    assert count_distinct_up_to(Message.objects.all(), "to_key", most) == count


def test_a_long_list_is_counted_up_to_a_limit(messages, django_assert_num_queries):
    with django_assert_num_queries(2):
        exact, more = count_up_to(Message.objects.all(), 10), count_up_to(Message.objects.all(), 9)

    assert (exact.number, exact.is_exact) == (10, True)
    assert (more.number, more.is_exact) == (9, False)


def test_the_address_holds_a_key_and_never_a_name(gao, client):
    for number in range(51):
        cast.PersonFactory(name=f"林{chr(0x5000 + number)}")
    client.force_login(gao)
    shown = client.get("/account/people/")

    assert set(QueryDict(shown.context["page"].next_query)) == {"page", "after"}
    assert QueryDict(shown.context["page"].next_query)["after"].isdecimal()
