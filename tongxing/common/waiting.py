"""What waits for somebody today: each app answers for its own part, the start page puts them together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One thing to do: a sentence, the page where it is done, how many there are, and whether it is late."""

    sentence: str
    url: str
    count: int = 1
    is_urgent: bool = False
