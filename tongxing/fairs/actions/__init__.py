"""Everything that writes at a fair, by the noun it treats."""

from tongxing.fairs.actions.day import check_in, check_in_by_key, check_in_by_ticket, undo_check_in, walk_in
from tongxing.fairs.actions.entries import hand_in_resume, register_intent, take_back_resume, take_back_word
from tongxing.fairs.actions.entry import ask_entry, confirm_entry, refuse_entry
from tongxing.fairs.actions.fair import (
    add_booths,
    create_fair,
    edit_fair,
    move,
    remove_shift,
    save_booth,
    save_hall,
    save_quiet_room,
    save_shift,
    save_ways,
    save_zone,
)
from tongxing.fairs.actions.interview import set_outcome, take_back_wish, wish
from tongxing.fairs.actions.names import open_names, print_names
from tongxing.fairs.actions.repair import end_disruption, mark_told, move_interview, repair_day
from tongxing.fairs.actions.taking_part import (
    assign_booth,
    assign_the_rest,
    edit_registration,
    enter,
    give_up_place,
    register,
    take_part,
    withdraw,
)
from tongxing.fairs.actions.timetable import make_timetable

__all__ = [
    "add_booths",
    "ask_entry",
    "assign_booth",
    "assign_the_rest",
    "check_in",
    "check_in_by_key",
    "check_in_by_ticket",
    "confirm_entry",
    "create_fair",
    "edit_fair",
    "edit_registration",
    "end_disruption",
    "enter",
    "give_up_place",
    "hand_in_resume",
    "make_timetable",
    "mark_told",
    "move",
    "move_interview",
    "open_names",
    "print_names",
    "refuse_entry",
    "register",
    "register_intent",
    "remove_shift",
    "repair_day",
    "save_booth",
    "save_hall",
    "save_quiet_room",
    "save_shift",
    "save_ways",
    "save_zone",
    "set_outcome",
    "take_back_resume",
    "take_back_wish",
    "take_back_word",
    "take_part",
    "undo_check_in",
    "walk_in",
    "wish",
    "withdraw",
]
