"""Everything that changes accounts, roles, people, their needs and their consent, or opens who they are.

``by`` is an account, or the name of a program (a command): programs are run by whoever holds the machine and are
not asked for a role.
"""

from tongxing.people.actions.account import (
    change_initial_password,
    change_password,
    create_account,
    end_sessions,
    invite,
    note,
    renew_password,
    verify_phone,
)
from tongxing.people.actions.code import check_code, send_code
from tongxing.people.actions.consent import give_consent, withdraw_consent
from tongxing.people.actions.erasure import ask_for_erasure, confirm_erasure, erase_person, take_erasure_back
from tongxing.people.actions.gate import Identity, open_identity, open_roll
from tongxing.people.actions.merge import dismiss_duplicate, merge_people, part_people, preview_merge
from tongxing.people.actions.message import send_text
from tongxing.people.actions.person import (
    add_guardian,
    change_person,
    end_guardian,
    enter_person,
    register_person,
    register_ward,
    set_needs,
    sign_up,
)
from tongxing.people.actions.phone_change import (
    ask_for_recovery,
    change_own_phone,
    check_papers,
    confirm_recovery,
    count_recovery_try,
    end_phone_change,
    finish_recovery,
)
from tongxing.people.actions.role import end_role, grant_role

__all__ = [
    "Identity",
    "add_guardian",
    "ask_for_erasure",
    "ask_for_recovery",
    "change_initial_password",
    "change_own_phone",
    "change_password",
    "change_person",
    "check_code",
    "check_papers",
    "confirm_erasure",
    "confirm_recovery",
    "count_recovery_try",
    "create_account",
    "dismiss_duplicate",
    "end_guardian",
    "end_phone_change",
    "end_role",
    "end_sessions",
    "enter_person",
    "erase_person",
    "finish_recovery",
    "give_consent",
    "grant_role",
    "invite",
    "merge_people",
    "note",
    "open_identity",
    "open_roll",
    "part_people",
    "preview_merge",
    "register_person",
    "register_ward",
    "renew_password",
    "send_code",
    "send_text",
    "set_needs",
    "sign_up",
    "take_erasure_back",
    "verify_phone",
    "withdraw_consent",
]
