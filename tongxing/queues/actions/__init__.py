"""Everything that writes in queues, by the noun it treats."""

from tongxing.queues.actions.calling import PROGRAM, advance, call_again, call_next
from tongxing.queues.actions.desk import close_desk, open_desk, save_desk
from tongxing.queues.actions.forgetting import forget_contacts
from tongxing.queues.actions.notices import push_key
from tongxing.queues.actions.paper import enter_numbers
from tongxing.queues.actions.reaching import set_ways, subscribe, unsubscribe
from tongxing.queues.actions.serving import answer, begin, come_back, finish, grant, leave, no_show, park, transfer
from tongxing.queues.actions.strangers import count_stranger
from tongxing.queues.actions.taking import take, take_as_visitor

__all__ = [
    "PROGRAM",
    "advance",
    "answer",
    "begin",
    "call_again",
    "call_next",
    "close_desk",
    "come_back",
    "count_stranger",
    "enter_numbers",
    "finish",
    "forget_contacts",
    "grant",
    "leave",
    "no_show",
    "open_desk",
    "park",
    "push_key",
    "save_desk",
    "set_ways",
    "subscribe",
    "take",
    "take_as_visitor",
    "transfer",
    "unsubscribe",
]
