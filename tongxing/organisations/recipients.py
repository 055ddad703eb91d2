"""Whom a person can say yes to: the organisations that are entered here."""

from tongxing.organisations.models import Organisation
from tongxing.people.recipients import recipients


@recipients("organisation")
def name_of_organisation(number: int) -> str | None:
    """Its name, or None where there is no such organisation."""
    return Organisation.objects.filter(pk=number).values_list("name", flat=True).first()
