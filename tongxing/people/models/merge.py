"""Two records of one person: where that may be so, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField

MERGED, PARTED = "merged two records of a person", "parted two records again"
"""How the trail names the two acts."""


class PossibleDuplicate(models.Model):
    """Two records that may be one person: noted when the second was written, until staff merge or part them."""

    class Reason(models.TextChoices):
        CERTIFICATE = "certificate", _("the same certificate number was given")
        PHONE = "phone", _("the same name and telephone number")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="possible_duplicates")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    noted_at = models.DateTimeField(default=timezone.now)
    dismissed_at = models.DateTimeField(null=True, blank=True, help_text="when staff found that they are two people")
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other"],
                name="possible_duplicate_once",
                violation_error_message=_("These two records are on the list already."),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("other")),
                name="possible_duplicate_of_another",
                violation_error_message=_("A record is no duplicate of itself. Choose another one."),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} = {self.other_id}?"


class Merge(models.Model):
    """One record that became part of another, with all that is needed to part them again.

    Both are named by key alone: the duplicate's row is gone, and the other may become part of a third.
    """

    class Proof(models.TextChoices):
        CERTIFICATE = "certificate", _("the disability certificate, seen in person")
        ID_CARD = "id_card", _("the identity card, seen in person")
        CALLED = "called", _("a call to the number on record")

    SEEN = (Proof.CERTIFICATE, Proof.ID_CARD)
    """What shows who somebody is; a call alone does not, where somebody signs in."""

    target_key = models.PositiveBigIntegerField(db_index=True)
    duplicate_key = models.PositiveBigIntegerField()
    target_label = models.CharField(max_length=20, help_text="masked")
    duplicate_label = models.CharField(max_length=20, help_text="masked")
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="+")
    duplicate_region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="+")
    proof = models.CharField(max_length=12, choices=Proof)
    why = models.CharField(max_length=300)
    counts = models.JSONField(default=dict, help_text="table to how many of its rows moved or were joined")
    figures = models.JSONField(default=list, help_text="figures that count otherwise now: what, before, after")
    journal = SealedTextField(blank=True, help_text="each step, to be taken back; emptied when the person is erased")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate_key"],
                condition=Q(undone_at=None),
                name="merge_stands_once_a_record",
                violation_error_message=_("This record became part of another one already. Undo that first."),
            ),
            models.CheckConstraint(
                condition=~Q(target_key=F("duplicate_key")),
                name="merge_of_two_records",
                violation_error_message=_("A record is not merged with itself. Choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("made_at")),
                name="merge_undone_after_made",
                violation_error_message=_("A merge is undone after it was made. Check the clock of the server."),
            ),
        ]

    def __str__(self):
        return f"{self.duplicate_key} → {self.target_key}"
