"""Under which words a person is found: made from the name, in an order that every database keeps."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxing.people.models.region import Region
from tongxing.people.terms import TERM_LENGTH, terms_of

BATCH = 1000


class SearchTermManager(models.Manager):
    """Keeps the terms beside the people."""

    def follow(self, people: Iterable) -> int:
        """Let the terms of ``people`` (with their names and regions) be those of their names, in their regions.

        Does nothing where they are already. Gives how many rows were written or taken away.
        """
        people = list(people)
        changes = 0
        for start in range(0, len(people), BATCH):
            changes += self._follow(people[start : start + BATCH])
        return changes

    def _follow(self, people: list) -> int:
        rows = self.filter(person__in=[person.pk for person in people])
        stored: dict[int, dict[tuple, int]] = defaultdict(dict)
        for pk, person, term, region, county in rows.values_list("pk", "person_id", "term", "region_id", "county_id"):
            stored[person][bytes(term), region, county] = pk
        regions = Region.objects.in_bulk({person.region_id for person in people})
        fresh, gone = [], []
        for person in people:
            county = regions[person.region_id].county_or_self()
            names = [] if person.erased_at else [person.name]  # whoever is erased is in no list and no search
            wanted = {(term, person.region_id, county) for name in names for term in terms_of(name)}
            known = stored[person.pk]
            gone += [pk for key, pk in known.items() if key not in wanted]
            fresh += [
                self.model(person_id=person.pk, term=term, region_id=region, county_id=county)
                for term, region, county in sorted(wanted - known.keys())
            ]
        if gone:
            self.filter(pk__in=gone).delete()
        if fresh:
            self.bulk_create(fresh, batch_size=BATCH)
        return len(gone) + len(fresh)


class SearchTerm(models.Model):
    """One term of one person (``people.terms``), with where the person lives: read by range, in order, in a place.

    Region and county stand here as well, so that a search within a place reads nothing else.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="search_terms", db_index=False, db_constraint=False
    )
    term = models.BinaryField(max_length=TERM_LENGTH)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    county = models.ForeignKey(
        Region,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
        help_text="the county of the region, or the region itself where it lies in none",
    )

    objects = SearchTermManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "term"],
                name="search_term_once_a_person",
                violation_error_message=_(
                    "The name was changed by two at once. Load the page again and try once more."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["term", "person", "region"], name="search_term_in_order"),
            models.Index(fields=["county", "term", "person", "region"], name="search_term_in_county"),
        ]

    def __str__(self):
        return f"{self.person_id} {bytes(self.term).decode(errors='replace')}"
