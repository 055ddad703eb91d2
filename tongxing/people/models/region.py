"""Regions: GB/T 2260 divisions from the region down to townships and sub-districts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A division with its code and parent. Codes change over the years, so a code has from and until."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "省、自治区 province or autonomous region"
        CITY = 2, "盟市 league or city"
        COUNTY = 3, "旗县区 banner, county or district"
        TOWNSHIP = 4, "苏木乡镇街道 township or sub-district"

    code = models.CharField(
        max_length=12,
        unique=True,
        help_text="6 digits; 9 or 12 for a township",
        error_messages={"unique": _("There is a region with this code already. Check the list of regions.")},
    )
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(
        max_length=60,
        unique=True,
        help_text="codes from the top down, each with a full stop: 150000.150200.",
        error_messages={"unique": _("There is a region at this place already. Check the list of regions.")},
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{6,12}$"),
                name="region_code_is_digits",
                violation_error_message=_("The code of a region has 6 to 12 digits. Check it."),
            ),
        ]

    def __str__(self):
        return self.name

    def full_name(self) -> str:
        """The name with the one above it, as people say it: 包头市昆都仑区."""
        above = self.parent
        return f"{above.name}{self.name}" if above and self.level > self.Level.CITY else self.name

    def county_or_self(self) -> int:
        """The key of the county in which a township lies; of any other region its own."""
        return self.parent_id if self.level == self.Level.TOWNSHIP and self.parent_id else self.pk
