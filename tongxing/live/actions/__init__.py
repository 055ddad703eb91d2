"""Everything that writes at a live fair, by the noun it treats."""

from tongxing.live.actions.application import apply_live, introduce
from tongxing.live.actions.caption import (
    correct_caption,
    delete_shorthand,
    give_up_turn,
    save_shorthand,
    take_turn,
    write_caption,
)
from tongxing.live.actions.counting import book_viewings
from tongxing.live.actions.platform import enter_platform_count
from tongxing.live.actions.presentation import hand_in_presentation
from tongxing.live.actions.question import (
    answer_question,
    ask,
    hide_question,
    merge_question,
    show_question,
    vote,
)
from tongxing.live.actions.record import take_in_record
from tongxing.live.actions.stream import begin_again, end, fill_order, move_turn, pause, set_up, show
from tongxing.live.actions.telling import catch_up, publish

__all__ = [
    "answer_question",
    "apply_live",
    "ask",
    "begin_again",
    "book_viewings",
    "catch_up",
    "correct_caption",
    "delete_shorthand",
    "end",
    "enter_platform_count",
    "fill_order",
    "give_up_turn",
    "hand_in_presentation",
    "hide_question",
    "introduce",
    "merge_question",
    "move_turn",
    "pause",
    "publish",
    "save_shorthand",
    "set_up",
    "show",
    "show_question",
    "take_in_record",
    "take_turn",
    "vote",
    "write_caption",
]
