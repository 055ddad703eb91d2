"""Seekers: a person's wishes for work, skills, and what employers may see."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField
from tongxing.jobs.models.vacancy import Education


class Seeker(models.Model):
    """What a person says of themselves as somebody who looks for work. Needs stand with the person."""

    MOST_HOURS = 60
    """What is reckoned with as the most hours a week of whoever enters none; shown to nobody as their word."""

    class FromHome(models.IntegerChoices):
        NO = 0, _("away from home")
        CAN = 1, _("at home or away")
        ONLY = 2, _("at home only")

    person = models.OneToOneField(
        "people.Person",
        on_delete=models.CASCADE,
        related_name="seeker",
        error_messages={"unique": _("This person's wishes are entered already. Open them.")},
    )
    occupations = models.JSONField(default=list, blank=True, help_text="wished occupations in order, at most 5 codes")
    wish = SealedTextField(max_length=200, blank=True, help_text="the wish in the person's own words")
    about = SealedTextField(blank=True, help_text="what the résumé says first")
    experience = SealedTextField(blank=True)
    education = models.PositiveSmallIntegerField(choices=Education, default=Education.NONE)
    wage_floor = models.PositiveIntegerField(default=0, help_text="yuan a month; 0 means no floor")
    hours_min = models.PositiveSmallIntegerField(default=0, help_text="a week")
    hours_max = models.PositiveSmallIntegerField(default=60, help_text="a week")
    from_home = models.PositiveSmallIntegerField(choices=FromHome, default=FromHome.NO)
    reach = models.PositiveSmallIntegerField(
        default=2, help_text="how far to work: 1 own county, 2 own city, 3 the region, 4 anywhere"
    )
    free_from = models.DateField(null=True, blank=True)
    skills = models.JSONField(default=list, blank=True)
    limits = SealedTextField(max_length=200, blank=True, help_text="what work should avoid, in the person's words")
    shows_phone = models.BooleanField(default=False, help_text="may an employer with consent see the number")
    shows_needs = models.BooleanField(default=False, help_text="may an employer with consent see the needs")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_max__gte=F("hours_min")),
                name="seeker_hours_right_way_up",
                violation_error_message=_("The most hours lie below the least. Turn the two round."),
            ),
            models.CheckConstraint(
                condition=Q(reach__gte=1) & Q(reach__lte=4),
                name="seeker_reach_1_4",
                violation_error_message=_("Choose how far from home: one of the four."),
            ),
        ]

    def __str__(self):
        return str(self.person)


class ResumeFile(models.Model):
    """A résumé that the seeker brought as a file: PDF, DOCX or image, known by its content."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="resume_files")
    file = models.FileField(upload_to="resumes/%Y/")
    kind = models.CharField(max_length=10)
    name = SealedTextField(max_length=120)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name
