"""Pages about people: signing in, one's own record, staff's list and record pages, roles, the outbox."""

from tongxing.people.views.me import (
    agree,
    change,
    consent,
    end_guardian,
    me,
    needs,
    record,
    sign_up,
    township,
    ward,
)
from tongxing.people.views.merging import candidates, compare, duplicates, merge
from tongxing.people.views.own_data import erasure, own_data, own_data_file
from tongxing.people.views.phone import own_phone, own_phone_code, recovery, recovery_answer, recovery_code
from tongxing.people.views.roles import end_role, invite, new_password, roles
from tongxing.people.views.signing_in import first_password, phone_back, phone_code, phone_sign_in
from tongxing.people.views.staff import guardian, new, open_identity, outbox, people, person

__all__ = [
    "agree",
    "candidates",
    "change",
    "compare",
    "consent",
    "duplicates",
    "end_guardian",
    "end_role",
    "erasure",
    "first_password",
    "guardian",
    "invite",
    "me",
    "merge",
    "needs",
    "new",
    "new_password",
    "open_identity",
    "outbox",
    "own_data",
    "own_data_file",
    "own_phone",
    "own_phone_code",
    "people",
    "person",
    "phone_back",
    "phone_code",
    "phone_sign_in",
    "record",
    "recovery",
    "recovery_answer",
    "recovery_code",
    "roles",
    "sign_up",
    "township",
    "ward",
]
