"""What the pages of queues show: a person's numbers, a desk's console, the hall's board."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from tongxing.queues import access, sentences
from tongxing.queues.estimating import Pace, Range
from tongxing.queues.learning import paces, wait_of, waits
from tongxing.queues.models import Call, Desk, Number, Overtaking, Visitor, Way
from tongxing.queues.order import Hold, Standing, standing

State = Number.State


@dataclass
class Card:
    """One open number, as its holder reads it."""

    number: Number
    ahead: int = 0
    wait: Range | None = None
    hold: Hold | None = None
    passed: list[str] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    is_answered: bool = False

    @property
    def where(self) -> str:
        """Hall, zone and desk."""
        return sentences.where(self.number.desk)

    @property
    def call(self) -> str:
        """The call as a sentence, for screen, voice and notice."""
        return sentences.called(self.number)

    @property
    def when(self) -> str:
        """Roughly when, or why not yet."""
        if self.hold:
            return sentences.held(self.number, self.hold)
        return sentences.roughly(self.wait) if self.wait else ""


@dataclass
class Console:
    """A desk as staff see it. ``unheard`` are people whom no way reached: somebody goes and looks."""

    desk: Desk
    pace: Pace
    free: int
    here: list[Number] = field(default_factory=list)
    waiting: list[Card] = field(default_factory=list)
    kept: list[Card] = field(default_factory=list)
    to_fetch: list[Number] = field(default_factory=list)

    @property
    def unheard(self) -> list[Number]:
        return [card.number for card in self.kept if card.number.is_unheard]


def of_visitor(visitor: Visitor, now=None) -> list[Card]:
    """The open numbers of ``visitor``, called ones first, each with its range and what was decided about it."""
    now = now or timezone.now()
    around = standing(visitor.fair, now)
    own = [number for number in around.open if number.visitor_id == visitor.pk]
    paced = paces({number.desk for number in own}, now)
    passed = _passed(own)
    calls = Call.objects.filter(number__in=own).order_by("round", "step")
    cards = []
    for number in own:
        number.visitor = visitor
        number.desk.fair = visitor.fair
        card = _card(number, around, paced[number.desk_id], {})
        if number.state == State.WAITING:
            card.wait = wait_of(number, around, paced)
        card.passed = passed.get(number.pk, [])
        said = [call for call in calls if call.number_id == number.pk]
        card.ways = [Way(call.way) for call in said if call.outcome == Call.Outcome.OPEN]
        last = [call for call in said if call.round == said[-1].round]
        card.is_answered = any(call.outcome == Call.Outcome.ANSWERED for call in last)
        cards.append(card)
    return sorted(cards, key=lambda card: (card.number.state not in Number.AT_A_PLACE, card.number.taken_at))


def console(desk: Desk, now=None) -> Console:
    """The desk: who is there, who waits in what order and what holds them, who is kept, who has to be fetched."""
    now = now or timezone.now()
    around = standing(desk.fair, now)
    pace = paces([desk], now)[desk.pk]
    here = around.at(desk, *Number.AT_A_PLACE)
    fetched = Call.objects.filter(number__in=here, way=Way.PERSON, outcome=Call.Outcome.OPEN).values_list("number")
    to_fetch = {pk for (pk,) in fetched}
    ranges = waits(desk, around, pace)
    return Console(
        desk=desk,
        pace=pace,
        free=desk.places - len(here),
        here=here,
        waiting=[_card(number, around, pace, ranges) for number in around.at(desk, State.WAITING)],
        kept=[_card(number, around, pace, ranges) for number in around.at(desk, State.KEPT)],
        to_fetch=[number for number in here if number.pk in to_fetch],
    )


def board(fair) -> list[Number]:
    """Who is called now, the newest first: numbers and places, no names."""
    called = Number.objects.filter(desk__fair=fair, state=State.CALLED).select_related("desk__zone__hall")
    return list(called.order_by("-called_at", "-pk"))


def desks(fair) -> list[Desk]:
    """The desks of a fair, as one chooses among them."""
    return list(fair.queue_desks.select_related("zone__hall").order_by("zone__hall__name", "prefix"))


def history(number: Number) -> list[Call]:
    """Every call of the number, in order."""
    return list(number.calls.order_by("at", "pk"))


def own_numbers(user):
    """The open numbers of ``user`` and of those they speak for, at whatever fair."""
    return access.numbers_with_all().filter(visitor__in=access.own_visitors(user), state__in=Number.OPEN)


def _card(number: Number, around: Standing, pace: Pace, ranges: dict[int, Range]) -> Card:
    card = Card(number, wait=ranges.get(number.pk))
    if number.state in {State.WAITING, State.KEPT}:
        queue = around.at(number.desk, State.WAITING)
        card.ahead = next((place for place, other in enumerate(queue) if other.pk == number.pk), 0)
        card.hold = around.hold(number, pace.eighty)
    return card


def _passed(numbers) -> dict[int, list[str]]:
    """By number, the sentences about who was called first."""
    counted = Counter(Overtaking.objects.filter(number__in=numbers).order_by("at").values_list("number", "why"))
    said: dict[int, list[str]] = {}
    for (number, why), count in counted.items():
        said.setdefault(number, []).append(sentences.overtaken(why, count))
    return said
