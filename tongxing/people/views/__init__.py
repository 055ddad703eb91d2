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
from tongxing.people.views.roles import end_role, invite, new_password, roles
from tongxing.people.views.signing_in import first_password, phone_code, phone_sign_in
from tongxing.people.views.staff import guardian, new, open_identity, outbox, people, person

__all__ = [
    "agree",
    "change",
    "consent",
    "end_guardian",
    "end_role",
    "first_password",
    "guardian",
    "invite",
    "me",
    "needs",
    "new",
    "new_password",
    "open_identity",
    "outbox",
    "people",
    "person",
    "phone_code",
    "phone_sign_in",
    "record",
    "roles",
    "sign_up",
    "township",
    "ward",
]
