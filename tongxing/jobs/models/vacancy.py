"""Vacancies: what an employer offers."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.jobs.wages import wage_in_words


class Education(models.IntegerChoices):
    """Levels of education, in order; ``engines.wording.education`` reads them from a cell."""

    NONE = 0, _("no requirement")
    PRIMARY = 1, _("primary school")
    MIDDLE = 2, _("middle school")
    HIGH = 3, _("high or vocational school")
    COLLEGE = 4, _("college")
    BACHELOR = 5, _("bachelor")
    MASTER = 6, _("master")
    DOCTOR = 7, _("doctor")


class Vacancy(models.Model):
    """One posting with its number of openings. Wages in yuan a month; masks by ``engines.wording`` bit numbers."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="vacancies")
    event = models.ForeignKey(
        "campaigns.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="vacancies"
    )
    number = models.CharField(max_length=40, help_text="its number within the event; the same when loaded again")
    title = models.CharField(max_length=80)
    occupation = models.CharField(max_length=12, blank=True, help_text="national occupation classification, 2022")
    openings = models.PositiveIntegerField()
    wage_min = models.PositiveIntegerField(null=True, blank=True)
    wage_max = models.PositiveIntegerField(null=True, blank=True)
    wage_text = models.CharField(max_length=80, blank=True, help_text="as the employer wrote it")
    education = models.PositiveSmallIntegerField(choices=Education, default=Education.NONE)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="vacancies")
    place = models.CharField(max_length=200, blank=True)
    from_home = models.BooleanField(default=False)
    hours_min = models.PositiveSmallIntegerField(default=40, help_text="a week")
    hours_max = models.PositiveSmallIntegerField(default=40, help_text="a week")
    duties = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    skills_required = models.JSONField(default=list, blank=True)
    skills_welcome = models.JSONField(default=list, blank=True)
    offered = models.PositiveBigIntegerField(default=0)
    can_arrange = models.PositiveBigIntegerField(default=0)
    cannot = models.PositiveBigIntegerField(default=0)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    accommodation_contact = models.CharField(
        max_length=120, blank=True, help_text="whom a seeker asks; empty means the federation"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    stays_open = models.BooleanField(
        default=False, help_text="the employer keeps it in the public list after the last day of its fair"
    )
    version = models.PositiveIntegerField(default=1, help_text="raised by each edit, so two clerks see each other")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number", "pk"]
        verbose_name_plural = "vacancies"
        indexes = [
            models.Index(fields=["state", "event", "stays_open", "version"], name="vacancy_public"),
            models.Index(fields=["state", "-entered_at", "number", "id"], name="vacancy_latest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="vacancy_number_once_an_event",
                violation_error_message=_(
                    "Another post at this event has this number. Leave it empty to get a free one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(openings__gte=1) & Q(openings__lte=9999),
                name="vacancy_openings_1_9999",
                violation_error_message=_("Write how many people are wanted: 1 to 9999."),
            ),
            models.CheckConstraint(
                condition=Q(wage_min=None) | Q(wage_max=None) | Q(wage_max__gte=F("wage_min")),
                name="vacancy_wage_right_way_up",
                violation_error_message=_("The highest wage lies below the lowest. Turn the two round."),
            ),
            models.CheckConstraint(
                condition=Q(hours_max__gte=F("hours_min")),
                name="vacancy_hours_right_way_up",
                violation_error_message=_("The most hours lie below the least. Turn the two round."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:vacancy", args=[self.pk])

    @property
    def wage(self) -> str:
        """The wage in words, as every page and paper shows it."""
        return wage_in_words(self.wage_min, self.wage_max, self.wage_text)
