"""What is asked about people, in the reader's words."""

from tongxing.people.forms.person import (
    ChangePersonForm,
    GuardianForm,
    NeedsForm,
    NewPersonForm,
    OpenForm,
    SignUpForm,
    WardForm,
)
from tongxing.people.forms.role import GrantForm, InviteForm
from tongxing.people.forms.signing_in import CodeForm, FirstPasswordForm, PhoneForm

__all__ = [
    "ChangePersonForm",
    "CodeForm",
    "FirstPasswordForm",
    "GrantForm",
    "GuardianForm",
    "InviteForm",
    "NeedsForm",
    "NewPersonForm",
    "OpenForm",
    "PhoneForm",
    "SignUpForm",
    "WardForm",
]
