"""The people of the platform and what is kept about them."""

from tongxing.people.models.account import Account
from tongxing.people.models.consent import Consent
from tongxing.people.models.erasure import Erasure
from tongxing.people.models.look import Look
from tongxing.people.models.merge import Merge, PossibleDuplicate
from tongxing.people.models.message import Message
from tongxing.people.models.person import Guardian, Person, SupportNeed
from tongxing.people.models.phone_change import PhoneChange
from tongxing.people.models.region import Region
from tongxing.people.models.role import Role
from tongxing.people.models.search_term import SearchTerm
from tongxing.people.models.sign_in_code import SignInCode

__all__ = [
    "Account",
    "Consent",
    "Erasure",
    "Guardian",
    "Look",
    "Merge",
    "Message",
    "Person",
    "PhoneChange",
    "PossibleDuplicate",
    "Region",
    "Role",
    "SearchTerm",
    "SignInCode",
    "SupportNeed",
]
