"""What staff have to know of somebody to call them: whom to look for, and how; nothing else of what is known."""

from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Registration
from tongxing.queues.models import Way

DOES_NOT_HEAR = _("does not hear the call: go there and show the number")
AT_THE_CALL = {
    "sign_interpreter": _("signs: have an interpreter come"),
    "mongolian_interpreter": _("speaks Mongolian: have an interpreter come"),
    "captions": DOES_NOT_HEAR,
    "induction_loop": DOES_NOT_HEAR,
    "screen_reader": _("does not see the board: come and fetch"),
    "guide_dog": _("comes with a guide dog: come and fetch"),
    "step_free": _("needs the step-free way"),
    "written_instructions": _("write it down"),
    "easy_read": _("short sentences"),
    "extra_time": _("needs more time to come"),
}
"""By the accommodation that was asked for. What is not here (an illness, a need at work) is no business of a call."""


def put_hints(numbers):
    """Give each number ``.shown_name`` (masked, or what somebody said) and ``.hints``, in two queries for all."""
    wanted = {number.visitor.registration_id for number in numbers} - {None}
    registrations = (
        Registration.objects.filter(pk__in=wanted)
        .select_related("person")
        .prefetch_related("person__support_needs")
        .in_bulk()
        if wanted
        else {}
    )
    for number in numbers:
        registration = registrations.get(number.visitor.registration_id)
        person = registration.person if registration else None
        number.shown_name = person.masked_name() if person else number.visitor.name
        codes = [need.code for need in person.support_needs.all()] if person else []
        said = [AT_THE_CALL[code] for code in codes if code in AT_THE_CALL]
        if number.visitor.ways[:1] == [Way.PERSON]:  # elsewhere it is the last resort, for everybody
            said.append(_("asked to be fetched"))
        number.hints = list(dict.fromkeys(said))
