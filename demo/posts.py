"""What the firms of each trade look for, as ``posts.toml`` lists it."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class PostKind:
    """One kind of post. Wages in yuan a month, hours a week; accommodations by name, as employers write them."""

    title: str
    wage: tuple[int, int]
    openings: tuple[int, int]
    education: str
    hours: int
    duties: str
    needs: str
    home: bool = False
    required: tuple[str, ...] = ()
    welcome: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trade:
    """A trade: the zone it stands in, its section of GB/T 4754, how its firms are called, and their posts."""

    code: str
    zone: str
    industry: str
    firms: tuple[str, ...]
    posts: tuple[PostKind, ...] = field(default_factory=tuple)


@cache
def trades() -> dict[str, Trade]:
    """The trades by code."""
    facts = tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))
    common = {code: _kind(one) for code, one in facts["common"].items()}
    return {
        code: Trade(
            code,
            trade["zone"],
            trade["industry"],
            tuple(trade["firms"]),
            (*(_kind(one) for one in trade["posts"]), *(common[one] for one in trade["common"])),
        )
        for code, trade in facts["trades"].items()
    }


def _kind(facts: dict) -> PostKind:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
    return PostKind(**values)
