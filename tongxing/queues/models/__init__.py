"""Desks, who waits at them, their numbers, and each call that was made."""

from tongxing.queues.models.call import Call, Way
from tongxing.queues.models.desk import Desk
from tongxing.queues.models.number import Number, Overtaking
from tongxing.queues.models.visitor import PushKey, Subscription, Visitor

__all__ = ["Call", "Desk", "Number", "Overtaking", "PushKey", "Subscription", "Visitor", "Way"]
