"""Everything that writes about interpreters asked for on the day."""

from tongxing.interpreting.actions.hours import book_interviews
from tongxing.interpreting.actions.request import ask, begin, finish, hand_back, send_waiting, withdraw

__all__ = ["ask", "begin", "book_interviews", "finish", "hand_back", "send_waiting", "withdraw"]
