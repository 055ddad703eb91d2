"""Long lists in pages.

``page_of`` counts everything and can go to any page: for lists that stay short, however long the platform is used.
``keyset_page`` is for lists that grow: it knows the next page and the one before, and reads no more than it shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from django.core.paginator import Page, Paginator
from django.db.models import Count as Total
from django.db.models import Q, QuerySet

PAGE_SIZE = 50
MOST_COUNTED = 2_000
"""Up to so many are counted; beyond that a list says "more than"."""
LONGEST_KEY = 18


def page_of(request, items, size: int = PAGE_SIZE) -> Page:
    """The page of ``items`` that ``?page=`` asks for; a number that does not exist leads to the nearest one."""
    return Paginator(items, size).get_page(request.GET.get("page"))


@dataclass(frozen=True)
class Count:
    """How many there are: exactly, or more than ``number`` where ``is_exact`` is false."""

    number: int
    is_exact: bool = True


@dataclass(frozen=True)
class KeysetPage:
    """One page of a list in its order, with the ways on and back.

    number : which page it is, as far as the ways here say; a reader uses it to find their bearings, nothing else does.
    next_query, previous_query : what to ask for, ``page=3&after=812``; empty where there is nothing.
    is_lost : the place that was asked for is no longer in the list, so this is its beginning.
    """

    object_list: Sequence = field(default_factory=list)
    count: Count = field(default_factory=lambda: Count(0))
    size: int = PAGE_SIZE
    number: int = 1
    next_query: str = ""
    previous_query: str = ""
    is_lost: bool = False

    def __iter__(self):
        return iter(self.object_list)

    def __len__(self):
        return len(self.object_list)

    @property
    def pages(self) -> int:
        """How many pages there are; 0 where the list is too long to be counted."""
        return -(-self.count.number // self.size) if self.count.is_exact else 0

    def showing(self, change: Callable[[list], list]) -> "KeysetPage":
        """The same page with ``change`` made of what it shows."""
        return replace(self, object_list=change(list(self.object_list)))


def count_up_to(items: QuerySet, most: int = MOST_COUNTED) -> Count:
    """How many ``items`` there are, reading at most one more than ``most`` of them."""
    number = items.order_by()[: most + 1].count()
    return Count(number) if number <= most else Count(most, is_exact=False)


def count_distinct_up_to(items: QuerySet, key: str, most: int = MOST_COUNTED) -> Count:
    """How many different ``key``s the ``items`` have, where few stand there twice: read once in their order.

    Beyond ``most`` rows with a tenth added, as many different ones are there or the rest is read as well.
    """
    enough = most + most // 10
    rows = items.order_by().values(key)
    read, number = rows[:enough].aggregate(read=Total("*"), number=Total(key, distinct=True)).values()
    if number > most:
        return Count(most, is_exact=False)
    return Count(number) if read < enough else count_up_to(rows.distinct(), most)


def keyset_page(
    request,
    items: QuerySet,
    order: Sequence[str],
    *,
    key: str = "pk",
    size: int = PAGE_SIZE,
    count: Callable[[], Count] | None = None,
) -> KeysetPage:
    """The page of ``items`` behind ``?after=`` or before ``?before=``, each the ``key`` of a row; else the first one.

    order : columns that hold no null, the last one the key, each as ``order_by`` takes it: the list's order, which an
        index should have. Only the key stands in the address, never a name: where its row stands in the order is
        looked up in ``items``, so that the address of a row that the reader may not see leads to the beginning.
    count : how many there are, where counting ``items`` themselves would cost more.
    """
    items = items.order_by(*order)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    place = _place(items, order, key, after or before)
    is_back = bool(before and not after) and place is not None
    rows, has_more = _read(items, order, place, size, is_back=is_back)
    if place is not None and not rows:
        place, is_back = None, False
        rows, has_more = _read(items, order, None, size)
    is_lost = bool(after or before) and place is None
    has_next = True if is_back else has_more
    has_previous = has_more if is_back else place is not None
    number = _number(request) if has_previous else 1
    return KeysetPage(
        object_list=rows,
        count=count() if count else count_up_to(items.values(key)),
        size=size,
        number=number,
        next_query=f"page={number + 1}&after={_key_of(rows[-1], key)}" if has_next and rows else "",
        previous_query=f"page={max(number - 1, 1)}&before={_key_of(rows[0], key)}" if has_previous else "",
        is_lost=is_lost,
    )


def _read(items, order, place, size, *, is_back=False) -> tuple[list, bool]:
    """The rows beyond ``place`` in the list's order, and whether there are more in that direction."""
    if place is not None:
        items = items.filter(_beyond(order, place, is_back=is_back))
    rows = list(items.reverse()[: size + 1] if is_back else items[: size + 1])
    shown = rows[:size]
    return (shown[::-1] if is_back else shown), len(rows) > size


def _place(items, order, key, wanted: str) -> tuple | None:
    """Where the row with this key stands; None without such a row."""
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= LONGEST_KEY):
        return None
    names = [name.lstrip("-") for name in order]
    return items.filter(**{key: int(wanted)}).values_list(*names).first()


def _beyond(order, place, *, is_back: bool) -> Q:
    """What comes after ``place`` in the order, or before it.

    The first column's bound stands in front by itself: an index is entered there.
    """
    names = [name.lstrip("-") for name in order]
    ways = ["lt" if name.startswith("-") != is_back else "gt" for name in order]
    first = Q(**{f"{names[0]}__{ways[0]}e": place[0]})
    beyond = reduce(
        lambda rest, column: Q(**{f"{column[0]}__{column[1]}": column[2]}) | Q(**{column[0]: column[2]}) & rest,
        reversed(list(zip(names[:-1], ways[:-1], place[:-1], strict=True))),
        Q(**{f"{names[-1]}__{ways[-1]}": place[-1]}),
    )
    return first & beyond


def _number(request) -> int:
    """The page's number as the way here says it; 2 where it says none that can be."""
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 8 and int(number) else 2


def _key_of(row, key: str):
    return row.pk if key == "pk" else getattr(row, key)
