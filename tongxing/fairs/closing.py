"""What must be done after a fair before its figures are frozen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outstanding:
    """One thing still to be done, and who does it."""

    sentence: str
    who: str
    url: str
    count: int
