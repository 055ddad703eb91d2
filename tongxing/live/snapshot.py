"""What everybody sees of a live fair, as one small thing: made from the database, handed to the hub as JSON."""

import datetime as dt

from django.db.models import Count, F, Q, Sum
from django.utils import timezone, translation

from tongxing.jobs.models import Vacancy
from tongxing.live.access import shown
from tongxing.live.models import Caption, Question, Stream, Turn
from tongxing.queues import banners

CAPTIONS = 8
QUESTIONS = 30
NEXT = 3
POSTS = 12
LANGUAGES = {"zh": "zh-hans", "en": "en"}
"""One snapshot goes to the readers of both, so what is put in words is put in both; their pages choose."""


def snapshot_of(stream: Stream) -> dict:
    """The whole snapshot. Three or four queries, whatever the number of viewers."""
    captions = reversed(stream.captions.order_by("-line")[:CAPTIONS])
    questions = shown(stream.questions.all()).order_by("-answered_at", "-votes", "pk")[:QUESTIONS]
    return {
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "notices": banners.of_fair(stream.fair),
        **now_and_next(stream),
        "captions": [caption_line(caption) for caption in captions],
        "questions": [question_line(question) for question in questions],
    }


def now_and_next(stream: Stream) -> dict:
    """What is on, what comes, how late it runs, and how many were shown: the event ``now``."""
    turns = list(stream.turns.select_related("participation__employer"))
    posts = posts_of(stream, [turn.participation.employer_id for turn in _near(stream, turns)])
    return {
        "version": stream.version,
        "state": state_of(stream),
        "now": turn_line(stream.now, posts) if stream.now else None,
        "next": [turn_line(turn, posts) for turn in following(turns)],
        "late_minutes": late_minutes(stream, turns),
        "shown": sum(1 for turn in turns if turn.shown_from),
        "turns": len(turns),
    }


def state_of(stream: Stream) -> str:
    """before, on or over."""
    if stream.ended_at:
        return "over"
    return "on" if stream.began_at else "before"


def following(turns: list[Turn]) -> list[Turn]:
    """The next few in the order that have not been shown."""
    return [turn for turn in turns if turn.shown_from is None][:NEXT]


def _near(stream: Stream, turns: list[Turn]) -> list[Turn]:
    return [*([stream.now] if stream.now else []), *following(turns)]


def posts_of(stream: Stream, employers: list[int]) -> dict[int, list[dict]]:
    """The open posts of ``employers`` at this fair, a few each, with what a viewer first asks."""
    found: dict[int, list[dict]] = {employer: [] for employer in employers}
    posts = stream.fair.event.vacancies.filter(state=Vacancy.State.OPEN, employer__in=employers)
    for post in posts.select_related("region").order_by("number"):
        if len(found[post.employer_id]) < POSTS:
            found[post.employer_id].append(
                {
                    "id": post.pk,
                    "title": post.title,
                    "openings": post.openings,
                    **{f"wage_{code}": _wage(post, language) for code, language in LANGUAGES.items()},
                    "place": post.region.name,
                    "from_home": post.from_home,
                }
            )
    return found


def _wage(post: Vacancy, language: str) -> str:
    with translation.override(language):
        return post.wage


def turn_line(turn: Turn, posts: dict) -> dict:
    """One turn for viewers."""
    employer = turn.participation.employer
    return {
        "turn": turn.pk,
        "order": turn.order,
        "employer": employer.name,
        "since": timezone.localtime(turn.shown_from).strftime("%H:%M") if turn.shown_from else "",
        "posts": posts.get(employer.pk, []),
    }


def late_minutes(stream: Stream, turns: list[Turn], now: dt.datetime | None = None) -> int:
    """By how many minutes the stream is behind its plan: time since it began, less what was planned for what was shown.

    A turn that is still on counts as long as it has lasted, at most as long as it was planned.
    """
    if stream.began_at is None or stream.ended_at:
        return 0
    now = now or timezone.now()
    planned = 0.0
    for turn in turns:
        if turn.shown_from and turn.pk == stream.now_id:
            planned += min(turn.minutes, (now - turn.shown_from).total_seconds() / 60)
        elif turn.shown_from:
            planned += turn.minutes
    return max(0, int((now - stream.began_at).total_seconds() / 60 - planned))


def caption_line(caption: Caption) -> dict:
    """One caption for viewers: the event ``caption``; the same line again is a correction."""
    return {
        "line": caption.line,
        "text": caption.text,
        "at": timezone.localtime(caption.at).strftime("%H:%M:%S"),
        "second": caption.second,
        "corrected": bool(caption.original),
    }


def question_line(question: Question) -> dict:
    """One question for viewers: the event ``question``. One that is hidden or merged goes without its words."""
    line = {"id": question.pk, "state": question.state, "votes": question.votes}
    if question.state in {Question.State.SHOWN, Question.State.ANSWERED}:
        line |= {"text": question.text, "how": question.how, "answer": question.answer}
    return line


def turns_with_posts(stream: Stream):
    """The turns with the number of their posts and openings, in two columns."""
    posts = Q(
        participation__employer__vacancies__event=F("stream__fair__event"),
        participation__employer__vacancies__state=Vacancy.State.OPEN,
    )
    return stream.turns.select_related("participation__employer").annotate(
        postings=Count("participation__employer__vacancies", filter=posts),
        openings=Sum("participation__employer__vacancies__openings", filter=posts),
    )
