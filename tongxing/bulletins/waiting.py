"""What waits for those who write bulletins: drafts, and published ones in which a figure was corrected."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.bulletins.models import Bulletin
from tongxing.common.waiting import Task
from tongxing.figures.models import Erratum
from tongxing.people.access import WRITERS, within


def waiting(user) -> list[Task]:
    """Drafts to go on with, and bulletins that print a figure from before its erratum. One query."""
    if not user.holds(*WRITERS):
        return []
    corrected = Erratum.objects.filter(
        figure__campaign=OuterRef("campaign"), made_at__gt=OuterRef("published_at"), figure__hash=F("new_hash")
    )
    found = (
        within(user, Bulletin.objects.defer("published"), "campaign__region", WRITERS)
        .annotate(is_corrected=Exists(corrected))
        .order_by("pk")
    )
    tasks = []
    for one in found:
        if one.state == Bulletin.State.DRAFT:
            said = _("“%(title)s” is still a draft.")
        elif one.is_corrected:
            said = _("A figure was corrected after “%(title)s” was published: look whether it prints it.")
        else:
            continue
        url = reverse("bulletins:edit", args=[one.pk])
        tasks.append(Task(said % {"title": one.title}, url, is_urgent=one.state == Bulletin.State.PUBLISHED))
    return tasks
