"""An employer hands in what it is going to say in its turn."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.actions.fair import locked
from tongxing.live import access
from tongxing.live.models import Presentation
from tongxing.people.access import is_program
from tongxing.trail.actions import record


@transaction.atomic
def hand_in_presentation(*, participation, words, by, speaker="", language="chinese", version=0) -> Presentation:
    """Keep an employer's words for its turn. ``version`` is what the page was made from, 0 where there was nothing.

    The fair is locked, so that two members of one employer do not write over each other.
    """
    participation.fair = locked(participation.fair)
    access.check_hands_in(by, participation)
    if not words.strip():
        raise Refused(_("Write what is going to be said, or the points of it."))
    presentation = Presentation.objects.filter(participation=participation).first() or Presentation(
        participation=participation, version=0
    )
    if presentation.version != version:
        raise Refused(
            _("Somebody of your company handed in other words in the meantime: they stand below yours. Save again.")
        )
    presentation.speaker, presentation.language, presentation.words = speaker.strip(), language, words.strip()
    presentation.version += 1
    presentation.handed_in_by, presentation.handed_in_at = None if is_program(by) else by, timezone.now()
    presentation.save()
    record("handed in words for a turn", presentation, by=by, fair=participation.fair_id, signs=len(presentation.words))
    return presentation
