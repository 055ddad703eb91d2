"""Finding posts by words, place, education, wage and what one needs."""

from django.db.models import Case, F, Q, QuerySet, Value, When

from engines.wording import mask_of
from tongxing.jobs.occupations import OCCUPATIONS


def search(vacancies: QuerySet, said: dict) -> QuerySet:
    """``vacancies`` narrowed to what the search form says (``SearchForm.cleaned_data``; missing keys are no limit).

    A post without an upper wage is found by its lower one; a need is met where it is offered or can be arranged.
    """
    for word in (said.get("q") or "").split()[:8]:
        codes = [
            occupation.code
            for occupation in OCCUPATIONS
            if word in occupation.chinese or word.lower() in occupation.english
        ]
        # Chinese knows no capitals: not to ask for them is three times as quick where every post is looked through.
        contains = "contains" if word.lower() == word.upper() else "icontains"
        fits = Q(number__iexact=word) | Q(occupation__in=codes)
        for name in ("title", "employer__name", "duties", "requirements", "place"):
            fits |= Q(**{f"{name}__{contains}": word})
        vacancies = vacancies.filter(fits)
    if said.get("region"):
        vacancies = vacancies.filter(region__path__startswith=said["region"].path)
    if said.get("education") is not None:
        vacancies = vacancies.filter(education__lte=said["education"])
    if said.get("wage"):
        vacancies = vacancies.filter(Q(wage_max__gte=said["wage"]) | Q(wage_max=None, wage_min__gte=said["wage"]))
    if said.get("accommodation"):
        bit = mask_of([said["accommodation"]])
        offers, arranges = F("offered").bitand(bit), F("can_arrange").bitand(bit)
        vacancies = vacancies.alias(offers=offers, arranges=arranges).filter(Q(offers__gt=0) | Q(arranges__gt=0))
    if said.get("home"):
        vacancies = vacancies.filter(from_home=True)
    return vacancies


def wished_first(wishes: list[str]) -> list[Case]:
    """The order that puts posts of a wished occupation, or of one below it, before the others."""
    wished = Q(pk__in=[])
    for code in wishes:
        wished |= Q(occupation=code) | Q(occupation__startswith=f"{code}-")
    return [Case(When(wished, then=Value(0)), default=Value(1))]
