"""Which of the site's places are a reader's own, for the links at the top of each page."""

from django.utils.functional import SimpleLazyObject

from tongxing.people.access import STAFF
from tongxing.people.models import Person, Role


def places(request) -> dict:
    """``places``: is_staff, is_employer, is_seeker; looked up only by a page that shows them."""
    return {"places": SimpleLazyObject(lambda: _places(getattr(request, "user", None)))}


def _places(user) -> dict:
    if user is None or not user.is_authenticated:
        return {"is_staff": False, "is_employer": False, "is_seeker": False}
    return {
        "is_staff": user.holds(*STAFF),
        "is_employer": user.holds(Role.What.EMPLOYER),
        "is_seeker": is_seeker(user),
    }


def is_seeker(user) -> bool:
    """Whether the account has a person's record: looked up once a request."""
    return own_person(user) is not None


def own_person(user) -> Person | None:
    """The record of the account's own person: looked up once a request."""
    if not hasattr(user, "_own_person"):
        user._own_person = Person.objects.filter(account=user).only("name").first()
    return user._own_person


def name_of(user) -> str:
    """How ``user`` is addressed; "" for an account that no name is known of (its user name is not one)."""
    person = own_person(user)
    return person.name if person else user.name
