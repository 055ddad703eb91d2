"""Everything that writes at the zones, by the noun it treats."""

from tongxing.zones.actions.clinic import begin_clinic, finish_clinic, print_resume, save_page
from tongxing.zones.actions.exhibit import (
    add_showing,
    agree,
    pass_on,
    remove_showing,
    save_exhibit,
    save_maker,
    set_picture,
    take_back_yes,
    write_to_maker,
)
from tongxing.zones.actions.interpreting import count_all_interpreting, count_interpreting
from tongxing.zones.actions.policy import correct_policy, enter_policy
from tongxing.zones.actions.programme import (
    drop,
    finish,
    go_on,
    move_item,
    remove_item,
    save_item,
    save_programme,
    take_back,
)
from tongxing.zones.actions.service import (
    answer,
    close_follow_up,
    correct_answer,
    count_under,
    enter_service,
    enter_services,
    open_follow_up,
    take_back_service,
)

__all__ = [
    "add_showing",
    "agree",
    "answer",
    "begin_clinic",
    "close_follow_up",
    "correct_answer",
    "correct_policy",
    "count_all_interpreting",
    "count_interpreting",
    "count_under",
    "drop",
    "enter_policy",
    "enter_service",
    "enter_services",
    "finish",
    "finish_clinic",
    "go_on",
    "move_item",
    "open_follow_up",
    "pass_on",
    "print_resume",
    "remove_item",
    "remove_showing",
    "save_exhibit",
    "save_item",
    "save_maker",
    "save_page",
    "save_programme",
    "set_picture",
    "take_back",
    "take_back_service",
    "take_back_yes",
    "write_to_maker",
]
