"""What is counted at a fair on site: employers, posts, who came, résumés, intents."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tongxing.common.refusal import Refused
from tongxing.fairs.models import Attendance, Fair, Intent, Participation, Registration, Submission
from tongxing.figures.places import by_county, by_county_and_hour, by_industry, county_of
from tongxing.figures.registry import Definition, Exclusion, Table
from tongxing.figures.showing import (
    detail_of_arrival,
    detail_of_intent,
    detail_of_resume,
    show_employers,
    show_people,
    show_posts,
)
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation

KIND = "fair"
OVER = (Fair.State.CLOSED, Fair.State.REPORTED)

COUNTY = Table("county", _("By county"), lambda cell: cell or _("not stated"))
HOUR = Table("hour", _("By hour"))
INDUSTRY = Table(
    "industry", _("By industry"), lambda cell: dict(Organisation.Industry.choices).get(cell, _("not stated"))
)
MEANS = Table("means", _("By way of handing in"), lambda cell: dict(Submission.Means.choices).get(cell, cell))


def mode_of(event) -> str:
    """How the fair of ``event`` is held; empty where the event has no fair yet."""
    try:
        return event.fair.mode
    except Fair.DoesNotExist:
        return ""


def is_on_site(event) -> bool:
    """Whether people can come to the fair of ``event``."""
    return mode_of(event) in (Fair.Mode.ON_SITE, Fair.Mode.BOTH)


def check_over(event) -> None:
    """A fair's figures are frozen once it is closed: before, entries still come in."""
    fair = Fair.objects.filter(event=event).first()
    if fair is None or fair.state not in OVER:
        raise Refused(
            _now("%(event)s is not closed yet, so entries can still come in. Close it first, then freeze its figures.")
            % {"event": event.name}
        )


def employers_of(event):
    """Employers that were registered for the fair."""
    return Participation.objects.filter(fair__event=event)


def posts_of(event):
    """Every posting of the fair."""
    return event.vacancies.all()


def attendances_of(event):
    """Every coming."""
    return Attendance.objects.filter(fair__event=event)


def intents_of(event):
    """Every intent, whoever gave a word."""
    return Intent.objects.filter(fair__event=event)


def withdrawn_employers(event):
    """The employers that withdrew from the fair."""
    return Participation.objects.filter(fair__event=event, is_withdrawn=True).values("employer")


def employers_with_posts_only(event) -> int:
    """How many employers sent in posts and were never registered for the fair."""
    registered = Participation.objects.filter(fair__event=event).values("employer")
    return event.vacancies.exclude(employer__in=registered).order_by().values("employer").distinct().count()


def registered_only(event) -> int:
    """How many registered and did not come."""
    return Registration.objects.filter(fair__event=event, attendances=None).count()


def came_before(event) -> Q:
    """Comings of people who came to a fair that began earlier."""
    earlier = Attendance.objects.filter(
        registration__person=OuterRef("registration__person"), fair__event__starts_at__lt=event.starts_at
    )
    return Q(Exists(earlier))


def is_further_copy(event) -> Q:
    """Résumés of a person who handed one in at the same booth, or at the desk, under an earlier number."""
    earlier = Submission.objects.filter(registration=OuterRef("registration"), number__lt=OuterRef("number"))
    earlier = earlier.alias(booth=Coalesce("participation_id", 0))
    return Q(Exists(earlier.filter(booth=Coalesce(OuterRef("participation_id"), 0))))


NO_ENTRY_OF_STAFF = (
    Exclusion("staff", _("staff who work there")),
    Exclusion("companions", _("companions")),
)
"""The door takes in people who are registered; nobody else has an entry."""
NOT_COMING = (
    Exclusion("did_not_come", _("those who registered and did not come"), beside=registered_only, measure="名"),
    *NO_ENTRY_OF_STAFF,
)


def caution_of_the_first(event) -> str:
    """Where no earlier fair was held on this platform, everybody is new to it, and the figure says no more."""
    if Attendance.objects.filter(fair__event__starts_at__lt=event.starts_at).exists():
        return ""
    return _now("No earlier fair has check-ins on this platform, so everybody who came counts as new here.")


def fair_of(event):
    """The row that says how the fair is held and that it is over."""
    return (Fair.objects.filter(event=event),)


def fair_and_employers(event):
    """The fair, and who takes part or withdrew: postings of who withdrew do not count."""
    return (*fair_of(event), Participation.objects.filter(fair__event=event))


PERSON_PATH = "registration__person__region__path"
PERSON = ("registration__person__region",)
EMPLOYER_FACTS = {"employer": "employer__name_key", "credit_code": "employer__credit_code"}
ATTENDANCE_FACTS = {"registration": "registration__number", "arrived_at": "arrived_at", "means": "means"}
SUBMISSION_FACTS = {
    "registration": "registration__number",
    "participation": "participation__number",
    "means": "means",
    "handed_in_at": "handed_in_at",
}
INTENT_FACTS = {
    "registration": "registration__number",
    "vacancy": "vacancy__number",
    "seeker_agrees": "seeker_agrees",
    "employer_agrees": "employer_agrees",
    "registered_at": "registered_at",
}

FIGURES = (
    Definition(
        suffix="employers",
        name=_("Employers taking part"),
        unit=_("employers"),
        text=_(
            "Counts each employer registered for this fair once, whatever the number of its booths or posts. "
            "Does not count: %(left_out)s. As entered when the figure was frozen."
        ),
        rows=employers_of,
        leaves_out=(
            Exclusion("withdrawn", _("employers that withdrew"), lambda event: Q(is_withdrawn=True), measure="家"),
            Exclusion(
                "posts_only", _("employers that only sent in posts"), beside=employers_with_posts_only, measure="家"
            ),
        ),
        facts=EMPLOYER_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_employers,
        tables=(INDUSTRY,),
        cells=by_industry("employer__industry"),
        cell_fields=("employer__industry",),
        stands_on=("employer",),
        around=fair_of,
    ),
    Definition(
        suffix="posts",
        name=_("Posts offered"),
        unit=_("posts"),
        text=_(
            "Adds up the number of people wanted in every posting of this fair; a posting for five people counts as "
            "five. Does not count: %(left_out)s. "
            "As entered when the figure was frozen."
        ),
        rows=posts_of,
        leaves_out=(
            Exclusion("withdrawn", _("postings taken back"), lambda event: Q(state=Vacancy.State.WITHDRAWN)),
            Exclusion(
                "of_withdrawn_employers",
                _("postings of employers that withdrew"),
                lambda event: Q(employer__in=withdrawn_employers(event)),
            ),
        ),
        amount="openings",
        facts={
            "employer": "employer__name_key",
            "title": "title",
            "openings": "openings",
            "wage_min": "wage_min",
            "wage_max": "wage_max",
        },
        applies=is_on_site,
        check_ready=check_over,
        show=show_posts,
        tables=(INDUSTRY,),
        cells=by_industry("employer__industry"),
        cell_fields=("employer__industry",),
        stands_on=("employer",),
        around=fair_and_employers,
    ),
    Definition(
        suffix="attendances",
        name=_("Attendances"),
        unit=_("attendances"),
        text=_(
            "Counts every coming to the fair that was checked in at the door; a person who comes twice counts twice. "
            "Does not count: %(left_out)s. "
            "As checked in when the figure was frozen."
        ),
        rows=attendances_of,
        leaves_out=NOT_COMING,
        facts=ATTENDANCE_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Attendance, detail_of_arrival),
        is_about_people=True,
        tables=(COUNTY, HOUR),
        cells=by_county_and_hour(PERSON_PATH, "arrived_at"),
        cell_fields=(PERSON_PATH, "arrived_at"),
        stands_on=PERSON,
        around=fair_of,
    ),
    Definition(
        suffix="people",
        name=_("People who came"),
        unit=_("people"),
        text=_(
            "Counts each person who was checked in at the door once, however often they came. "
            "Does not count: %(left_out)s. "
            "As checked in when the figure was frozen."
        ),
        rows=attendances_of,
        leaves_out=NOT_COMING,
        group="registration__number",
        facts=ATTENDANCE_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Attendance, detail_of_arrival),
        is_about_people=True,
        tables=(COUNTY,),
        cells=by_county(PERSON_PATH),
        cell_fields=(PERSON_PATH,),
        stands_on=PERSON,
        around=fair_of,
    ),
    Definition(
        suffix="first_time",
        name=_("People at their first fair"),
        unit=_("people"),
        text=_(
            "Counts each person who was checked in at the door of this fair and has no check-in, in this database, at "
            "a fair that began earlier. Does not count: %(left_out)s. Fairs that were held without this platform, and "
            "people entered twice under different records, are unknown to it, so the true number may be smaller. "
            "As checked in when the figure was frozen."
        ),
        caution=caution_of_the_first,
        rows=attendances_of,
        leaves_out=(
            Exclusion("came_before", _("comings of people who came to an earlier fair"), came_before),
            *NO_ENTRY_OF_STAFF,
        ),
        group="registration__number",
        facts=ATTENDANCE_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Attendance, detail_of_arrival),
        is_about_people=True,
        tables=(COUNTY,),
        cells=by_county(PERSON_PATH),
        cell_fields=(PERSON_PATH,),
        stands_on=PERSON,
        around=fair_of,
    ),
    Definition(
        suffix="resumes",
        name=_("Résumés received"),
        unit=_("résumés"),
        text=_(
            "Counts every résumé handed in at this fair, at a booth, at the desk or online; a person who hands in at "
            "three booths counts three times. Does not count: %(left_out)s. As entered when the figure was frozen."
        ),
        rows=lambda event: Submission.objects.filter(fair__event=event),
        leaves_out=(
            Exclusion("only_shown", _("résumés only shown")),
            Exclusion("further_copies", _("further copies for the same booth"), is_further_copy, measure="份"),
        ),
        facts=SUBMISSION_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Submission, detail_of_resume),
        is_about_people=True,
        tables=(COUNTY, MEANS),
        cells=lambda: _county_and_means(county_of()),
        cell_fields=(PERSON_PATH, "means"),
        stands_on=(*PERSON, "participation__employer"),
        around=fair_of,
    ),
    Definition(
        suffix="intents",
        name=_("Intents registered"),
        unit=_("intents"),
        text=_(
            "Counts every registered intent: one person, one post, with the person's word. A person with intents for "
            "two posts counts twice. Does not count: %(left_out)s. "
            "As registered when the figure was frozen."
        ),
        rows=intents_of,
        leaves_out=(
            Exclusion(
                "not_confirmed", _("intents that the person did not confirm"), lambda event: Q(seeker_agrees=False)
            ),
        ),
        facts=INTENT_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Intent, detail_of_intent),
        is_about_people=True,
        tables=(COUNTY,),
        cells=by_county(PERSON_PATH),
        cell_fields=(PERSON_PATH,),
        stands_on=(*PERSON, "vacancy__employer"),
        around=fair_of,
    ),
    Definition(
        suffix="preliminary_intents",
        name=_("People with a preliminary intent"),
        unit=_("people"),
        text=_(
            "Counts each person who has at least one registered intent to which both the person and the employer gave "
            "their word, once, however many such intents they have. Does not count: %(left_out)s. "
            "As registered when the figure was frozen."
        ),
        rows=intents_of,
        leaves_out=(
            Exclusion(
                "one_side",
                _("intents of one side alone"),
                lambda event: Q(seeker_agrees=False) | Q(employer_agrees=False),
            ),
        ),
        group="registration__number",
        facts=INTENT_FACTS,
        applies=is_on_site,
        check_ready=check_over,
        show=show_people(Intent, detail_of_intent),
        is_about_people=True,
        tables=(COUNTY,),
        cells=by_county(PERSON_PATH),
        cell_fields=(PERSON_PATH,),
        stands_on=(*PERSON, "vacancy__employer"),
        around=fair_of,
    ),
)


def _county_and_means(county):
    return lambda row: {"county": county(row[PERSON_PATH]), "means": row["means"]}
