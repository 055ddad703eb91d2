"""Which figures count otherwise when two records of one person become one."""

from collections.abc import Iterable

from django.db.models import Q

from tongxing.campaigns.models import Event
from tongxing.figures import registry
from tongxing.figures.models import Figure
from tongxing.people.merging import Count, counters


@counters
def about_people(keys: Iterable[int]) -> dict[str, Count]:
    """The figures about people of every event at which one of them has a place or applied for a post."""
    wanted = list(keys)
    events = Event.objects.filter(
        Q(fair__registrations__person__in=wanted) | Q(vacancies__applications__seeker__person__in=wanted)
    ).select_related("fair", "campaign")
    counts: dict[str, Count] = {}
    for event in events.distinct():
        frozen = set(Figure.objects.filter(event=event).values_list("key", flat=True))
        values = registry.counts([event])
        for key, definition in registry.of_event(event).items():
            if definition.is_about_people:
                value = values.get(key, (0, 0))[1]
                counts[f"{event.pk}:{key}"] = Count(f"{event.name} · {definition.name}", value, key in frozen)
    return counts
