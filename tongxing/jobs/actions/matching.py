"""Storing shortlists as the engine left them."""

from django.db import transaction
from django.utils import timezone

from tongxing.jobs import matching
from tongxing.jobs.access.matching import check_matches_event, matching_seekers
from tongxing.jobs.models import Seeker, Suggestion
from tongxing.people.access import consents
from tongxing.people.models import Consent
from tongxing.trail.actions import record

BATCH = 2000


@transaction.atomic
def refresh_suggestions(*, event, by, seekers=None) -> int:
    """Make the shortlists of ``event``'s open vacancies anew, ten both ways; returns how many lines there are.

    ``seekers`` is a queryset (those registered for a fair); by default everybody who lives in the event's region or
    below. Whoever has not agreed to be compared with vacancies is left out in either case.
    """
    check_matches_event(by, event)
    taking_part = matching_seekers()
    if seekers is None:
        taking_part = taking_part.filter(person__region__path__startswith=event.region.path)
    else:
        taking_part = taking_part.filter(pk__in=seekers.values("pk"))
    people = list(matching.ready(taking_part))
    vacancies = list(matching.open_vacancies(event.vacancies.all()))
    result = matching.matched(people, vacancies)
    lines: dict[tuple[int, int], Suggestion] = {}
    now = timezone.now()
    for one in people:
        for rank, line in enumerate(result.for_person(one.pk), start=1):
            lines[one.pk, line.id] = Suggestion(
                seeker=one,
                vacancy_id=line.id,
                seeker_score=line.score_person,
                vacancy_score=line.score_post,
                rank_for_seeker=rank,
                made_at=now,
            )
    for one in vacancies:
        for rank, line in enumerate(result.for_post(one.pk), start=1):
            found = lines.setdefault(
                (line.id, one.pk),
                Suggestion(
                    seeker_id=line.id,
                    vacancy=one,
                    seeker_score=line.score_person,
                    vacancy_score=line.score_post,
                    made_at=now,
                ),
            )
            found.rank_for_vacancy = rank
    Suggestion.objects.filter(vacancy__event=event).delete()
    Suggestion.objects.bulk_create(lines.values(), batch_size=BATCH)
    record(
        "made shortlists",
        event,
        by=by,
        seekers=len(people),
        vacancies=len(vacancies),
        lines=len(lines),
        feasible_pairs=result.feasible_count,
    )
    return len(lines)


@transaction.atomic
def refresh_seeker(*, seeker: Seeker, by) -> int:
    """Make one person's list of posts anew, over every open vacancy; returns how many posts are on it.

    On the employers' side the person keeps the places that they still fit; new ones are found when the event's
    shortlists are made anew. Without the yes to be compared, no line stays.
    """
    kept = {one.vacancy_id: one.rank_for_vacancy for one in seeker.suggestions.exclude(rank_for_vacancy=None)}
    seeker.suggestions.all().delete()
    seeker = matching.ready(Seeker.objects.filter(pk=seeker.pk)).get()
    if not consents(seeker.person, Consent.Purpose.MATCHING):
        return 0
    vacancies = list(matching.open_vacancies())
    result = matching.matched([seeker], vacancies)
    best = result.for_person(seeker.pk)
    on_list = {line.id for line in best}
    elsewhere = [one for one in vacancies if one.pk in kept and one.pk not in on_list]
    lines: list[tuple[int, int, int, int | None]] = [
        (line.id, line.score_person, line.score_post, rank) for rank, line in enumerate(best, start=1)
    ]
    lines += [
        (one.post_id, one.score_person, one.score_post, None)
        for one in matching.explained(seeker, elsewhere)
        if one.is_feasible
    ]
    Suggestion.objects.bulk_create(
        Suggestion(
            seeker=seeker,
            vacancy_id=vacancy,
            seeker_score=of_seeker,
            vacancy_score=of_vacancy,
            rank_for_seeker=rank,
            rank_for_vacancy=kept.get(vacancy),
        )
        for vacancy, of_seeker, of_vacancy, rank in lines
    )
    record("made a list of posts", seeker, by=by, lines=len(best))
    return len(best)
