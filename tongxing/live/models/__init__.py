"""The live fair: its picture, turns, captions, questions, and what is counted of it."""

from tongxing.live.models.caption import Caption, Shorthand
from tongxing.live.models.count import BookedSegment, LiveApplication, Minute, PlatformCount, Stay
from tongxing.live.models.presentation import Presentation
from tongxing.live.models.question import Question, Vote
from tongxing.live.models.stream import Stream, Turn

__all__ = [
    "BookedSegment",
    "Caption",
    "LiveApplication",
    "Minute",
    "PlatformCount",
    "Presentation",
    "Question",
    "Shorthand",
    "Stay",
    "Stream",
    "Turn",
    "Vote",
]
