"""What is asked about people, in the reader's words."""

from tongxing.people.forms.merging import MergeForm, PartForm
from tongxing.people.forms.needs import NeedsForm
from tongxing.people.forms.person import (
    AgreeForm,
    ChangePersonForm,
    GuardianForm,
    NewPersonForm,
    OpenForm,
    OpenRollForm,
    SignUpForm,
    TownshipForm,
    WardForm,
)
from tongxing.people.forms.role import GrantForm, InviteForm
from tongxing.people.forms.signing_in import CodeForm, FirstPasswordForm, PhoneForm, RecoveryForm

__all__ = [
    "AgreeForm",
    "ChangePersonForm",
    "CodeForm",
    "FirstPasswordForm",
    "GrantForm",
    "GuardianForm",
    "InviteForm",
    "MergeForm",
    "NeedsForm",
    "NewPersonForm",
    "OpenForm",
    "OpenRollForm",
    "PartForm",
    "PhoneForm",
    "RecoveryForm",
    "SignUpForm",
    "TownshipForm",
    "WardForm",
]
