"""Who directs a live fair, who captions it, who asks, and the sentence when not."""

import datetime as dt
from functools import partial

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.access import runs_event, within_hosted
from tongxing.common.refusal import Refused, permits
from tongxing.fairs.access import check_takes_employers, fairs_for, runs
from tongxing.fairs.models import Fair
from tongxing.live.models import Question, Stream
from tongxing.organisations.access import speaks_for
from tongxing.people.access import STAFF, hide_unless, is_program
from tongxing.people.models import Role

CAPTIONERS = (Role.What.CLERK, Role.What.LEAD, Role.What.INTERPRETER)
LIVE = frozenset({Fair.Mode.LIVE, Fair.Mode.BOTH})
"""How a fair is held that is shown live."""
PAUSE = dt.timedelta(seconds=15)
"""Between two questions of one browser."""
MOST_AN_HOUR = 10
MOST_FROM_AN_ADDRESS = 200
"""Questions an hour from one network address: a whole school may sit behind it."""

STREAMS = Stream.objects.select_related(
    "fair__event__campaign", "fair__event__region", "now__participation__employer", "captioner"
)


def stream_at(fair) -> Stream | None:
    """The stream of ``fair``, if it has one; looked up once for a page."""
    if "_live_stream" not in fair.__dict__:
        fair._live_stream = STREAMS.filter(fair=fair).first()
    return fair._live_stream


def stream_seen_by(user, pk) -> Stream:
    """The stream of the fair ``pk``, for everybody for whom that fair exists; else "not found"."""
    return get_object_or_404(STREAMS, fair__in=fairs_for(user), fair=pk)


def found_for_staff(user, pk, names) -> Stream:
    """The stream of a fair that ``user`` runs (``WRITERS``) or looks at as staff (``STAFF``); else "not found"."""
    return get_object_or_404(within_hosted(user, STREAMS, "fair__event", names), fair=pk)


def captioned_by(user, pk) -> Stream:
    """The stream that ``user`` may caption; else "not found"."""
    stream = get_object_or_404(STREAMS, fair=pk)
    hide_unless(captions(user, stream))
    return stream


def captions(user, stream) -> bool:
    """Who runs the fair captions it, and interpreters: those of its region, and those with a shift at it."""
    return reads_presentations(user, stream.fair)


def hands_in(user, participation) -> bool:
    """Who says what an employer's turn is about: its members, and who runs the fair."""
    return is_program(user) or runs(user, participation.fair) or speaks_for(user, participation.employer)


def check_hands_in(by, participation) -> None:
    """Words for a turn are handed in before and during the stream, by an employer that takes part."""
    hide_unless(hands_in(by, participation) and not participation.is_withdrawn)
    fair = participation.fair
    if fair.mode not in LIVE:
        raise Refused(_("This fair is not shown live, so nothing is said in a stream."))
    stream = stream_at(fair)
    if stream is not None and stream.ended_at:
        raise Refused(_("The stream has ended, so its words no longer change."))
    check_takes_employers(fair)


def reads_presentations(user, fair) -> bool:
    """Who captions or interprets reads beforehand what is going to be said; so does who runs the fair."""
    if runs(user, fair):
        return True
    if not user.is_authenticated or not user.holds(Role.What.INTERPRETER):
        return False
    is_near = runs_event(user, fair.event, (Role.What.INTERPRETER,))
    return is_near or fair.interpreter_shifts.filter(account=user).exists()


def check_runs(by, fair) -> None:
    """Clerks and leads of the fair's region, or of one above it; to others the page does not exist."""
    hide_unless(runs(by, fair))


def check_open(stream) -> None:
    """What is on changes until the fair is closed."""
    if stream.fair.state in {Fair.State.CLOSED, Fair.State.REPORTED}:
        raise Refused(_("The fair is closed: what was shown stays as it is."))


def check_directs(by, stream, version=None) -> None:
    """Who runs the fair directs; a press on a page that is no longer true is refused, with what is on now."""
    check_runs(by, stream.fair)
    check_open(stream)
    if version is not None and version != stream.version:
        now = stream.now or _("nobody")
        raise Refused(
            _("Somebody else has changed what is on in the meantime; now it is: %(now)s. Look, then press again.")
            % {"now": now}
        )


def check_captions(by, stream) -> None:
    """Captions are typed by who may, while the stream has not ended."""
    hide_unless(is_program(by) or captions(by, stream))
    if stream.ended_at:
        raise Refused(_("The stream has ended. Earlier lines can still be corrected."))


def check_corrects(by, stream) -> None:
    """Lines are corrected by who may type them, also after the stream."""
    hide_unless(is_program(by) or captions(by, stream))


def check_has_turn(by, stream) -> None:
    """Two captioners alternate: who has the turn types."""
    if stream.captioner_id and not is_program(by) and stream.captioner_id != by.pk:
        raise Refused(
            _("%(name)s is typing now. Take over first; they see it at once.") % {"name": stream.captioner.label()}
        )


def check_asks(stream, asked_by, asked_from) -> None:
    """One question at a time, a few an hour: so that everybody's can be read."""
    if stream.ended_at:
        raise Refused(_("The stream has ended, so it takes no more questions. Ask the federation instead."))
    now = timezone.now()
    hour = stream.questions.filter(asked_at__gt=now - dt.timedelta(hours=1))
    own = hour.filter(asked_by=asked_by)
    latest = own.order_by("-asked_at").first()
    if latest and latest.asked_at > now - PAUSE:
        seconds = PAUSE.seconds - int((now - latest.asked_at).total_seconds())
        raise Refused(
            ngettext(
                "Thank you, your last question is here. Please wait %(count)s second before the next one.",
                "Thank you, your last question is here. Please wait %(count)s seconds before the next one.",
                seconds,
            )
            % {"count": seconds}
        )
    if own.count() >= MOST_AN_HOUR or hour.filter(asked_from=asked_from).count() >= MOST_FROM_AN_ADDRESS:
        raise Refused(_("Many questions have come from you, thank you. Please wait until they are answered."))


def questions_for(user):
    """The questions of the fairs that ``user`` runs."""
    streams = within_hosted(user, Stream.objects.all(), "fair__event", (Role.What.CLERK, Role.What.LEAD))
    return Question.objects.select_related("stream__fair__event__region").filter(stream__in=streams)


def check_answers(by, question, to) -> None:
    """Who runs the fair says what becomes of a question: one of the permitted steps."""
    check_runs(by, question.stream.fair)
    if to not in Question.STEPS[question.state]:
        raise Refused(
            _("This question is already: %(state)s. Open the page again.") % {"state": question.get_state_display()}
        )


def shown(questions):
    """``questions`` narrowed to those that everybody sees."""
    return questions.filter(Q(state=Question.State.SHOWN) | Q(state=Question.State.ANSWERED))


sees_counts = partial(found_for_staff, names=STAFF)
may_direct = partial(permits, check_directs)
