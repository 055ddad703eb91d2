"""A matching problem: two tables of columns and the skills, refused when anything in them is wrong."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import (
    NOT_STATED,
    NOWHERE,
    PERSON,
    PERSON_LIMITS,
    POST,
    POST_LIMITS,
    WISHES,
    Limit,
    pack_occupation,
    pack_region,
)
from engines.matching.sides import Person, Post

Words = NDArray[np.uint64]
Cut = Callable[[NDArray[Any]], NDArray[Any]]  # of a column those rows that stay
_EMPTY: Final = {"wage_max": NOT_STATED, "x": NOWHERE, "y": NOWHERE, "free_from": 0, "start": 0}


class BadProblem(ValueError):
    """Bad input. The sentence names side, row (counted from 0) and field, and says what to give."""

    def __init__(self, side: str, row: int | None, field_name: str, what: str) -> None:
        self.side, self.row, self.field = side, row, field_name
        where = side if row is None else f"{side} row {row}"
        super().__init__(f"{where}, {field_name}: {what}.")


@dataclass(frozen=True, eq=False)
class Problem:
    """People and posts to be matched. Copied and frozen when made; raises ``BadProblem``.

    people, posts : structured arrays with exactly the columns of ``PERSON`` and ``POST``, of any integer
        types; dates are ``date.toordinal()`` and 0 for none, occupations and regions are packed
        (``pack_occupation``, ``pack_region``).
    held, required, welcome : uint64 arrays (people or posts, words): bit ``b`` of word ``w`` is skill
        ``64 w + b``; any number of words, the same in all three.
    skill_names : the names in that order, for ``explain``; empty, or one for each skill in use.
    """

    people: NDArray[np.void]
    posts: NDArray[np.void]
    held: Words
    required: Words
    welcome: Words
    skill_names: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        people = _columns("people", self.people, PERSON, PERSON_LIMITS)
        posts = _columns("posts", self.posts, POST, POST_LIMITS)
        _check_people(people)
        _check_posts(posts)
        held = _words("people", "skills", self.held, len(people))
        required = _words("posts", "skills_required", self.required, len(posts))
        welcome = _words("posts", "skills_welcome", self.welcome, len(posts))
        if not held.shape[1] == required.shape[1] == welcome.shape[1]:
            raise BadProblem("posts", None, "skills", "the three skill arrays differ in their number of words")
        names = tuple(self.skill_names)
        for side, name, words in (
            ("people", "skills", held),
            ("posts", "skills_required", required),
            ("posts", "skills_welcome", welcome),
        ):
            _check_named(side, name, words, names)
        frozen = {"people": people, "posts": posts, "held": held, "required": required, "welcome": welcome}
        for name, array in frozen.items():
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        object.__setattr__(self, "skill_names", names)

    @classmethod
    def of(cls, people: Sequence[Person], posts: Sequence[Post]) -> Self:
        """The problem of these people and posts; skills are numbered in the order of their names."""
        held = [_names("people", row, "skills", person.skills) for row, person in enumerate(people)]
        required = [_names("posts", row, "skills_required", post.skills_required) for row, post in enumerate(posts)]
        welcome = [_names("posts", row, "skills_welcome", post.skills_welcome) for row, post in enumerate(posts)]
        names = sorted(set().union(*held, *required, *welcome))
        number = {name: place for place, name in enumerate(names)}
        return cls(
            people=_table("people", people, PERSON, PERSON_LIMITS),
            posts=_table("posts", posts, POST, POST_LIMITS),
            held=_bits(held, number),
            required=_bits(required, number),
            welcome=_bits(welcome, number),
            skill_names=tuple(names),
        )

    def part(self, people: NDArray[Any] | None = None, posts: NDArray[Any] | None = None) -> Self:
        """These rows of people and of posts, all where none are named; what was right as a whole is right in part.

        The frozen columns of a side that stays whole are shared, not copied.
        """
        return self._cut(
            lambda column: column if people is None else column[people],
            lambda column: column if posts is None else column[posts],
        )

    def without(self, person: int | None = None, post: int | None = None) -> Self:
        """All but this row of people, or of posts."""
        return self._cut(
            lambda column: column if person is None else np.delete(column, person, axis=0),
            lambda column: column if post is None else np.delete(column, post, axis=0),
        )

    def _cut(self, of_people: Cut, of_posts: Cut) -> Self:
        columns = {name: of_people(getattr(self, name)) for name in ("people", "held")}
        columns |= {name: of_posts(getattr(self, name)) for name in ("posts", "required", "welcome")}
        return self._made(columns, self.skill_names)

    def _made(self, arrays: Mapping[str, NDArray[Any]], names: tuple[str, ...]) -> Self:
        """A problem of arrays that are known to be right."""
        made = object.__new__(type(self))
        for name, array in arrays.items():
            array.setflags(write=False)
            object.__setattr__(made, name, array)
        object.__setattr__(made, "skill_names", names)
        return made

    def joined(self, people: Sequence[Person] = (), posts: Sequence[Post] = ()) -> Self:
        """With these people and posts after those that are there; new skills are numbered after the old ones.

        Raises ``BadProblem``, also where the problem has skills without names.
        """
        more = self.of(people, posts)
        if self.held.shape[1] and not self.skill_names:
            raise BadProblem("people", None, "skills", "the skills of this problem have no names; give skill_names")
        names = self.skill_names + tuple(name for name in more.skill_names if name not in self.skill_names)
        number = {name: place for place, name in enumerate(names)}
        rows = {
            "held": [person.skills for person in people],
            "required": [post.skills_required for post in posts],
            "welcome": [post.skills_welcome for post in posts],
        }
        arrays: dict[str, NDArray[Any]] = {
            name: _longer(getattr(self, name), _bits(skills, number)) for name, skills in rows.items()
        }
        for side in ("people", "posts"):
            arrays[side] = getattr(self, side)
            if len(getattr(more, side)):
                arrays[side] = np.concatenate([arrays[side], getattr(more, side)])
                _check_ids(side, arrays[side]["id"])
        made = self._made(arrays, names)
        if not posts:
            made.__dict__["_post_rows"] = self._post_rows
            # Posts that stay the same are not laid out again; as many words, for the posts' lie beside the people's.
            if made.held.shape[1] == self.held.shape[1]:
                made.kept.update({settings: layout.beside(made) for settings, layout in self.kept.items()})
        return made

    def person_row(self, person_id: int) -> int:
        """The row of this person; raises ``LookupError``."""
        return self._person_rows.row(person_id)

    def post_row(self, post_id: int) -> int:
        """The row of this post; raises ``LookupError``."""
        return self._post_rows.row(post_id)

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What ``solve`` laid out, under its settings, for the next time."""
        return {}

    @cached_property
    def _person_rows(self) -> "_Rows":
        return _Rows("person", self.people["id"])

    @cached_property
    def _post_rows(self) -> "_Rows":
        return _Rows("post", self.posts["id"])


@dataclass
class _Rows:
    """Where each id of a table stands: worked out when it is first asked for, once for all problems that share it."""

    what: str
    ids: NDArray[Any]

    def row(self, wanted: int) -> int:
        if wanted not in self._by_id:
            raise LookupError(f"There is no {self.what} {wanted} in this problem; match again with it.")
        return self._by_id[wanted]

    @cached_property
    def _by_id(self) -> dict[int, int]:
        return {key: row for row, key in enumerate(self.ids.tolist())}


def _names(side: str, row: int, name: str, skills: Collection[str]) -> frozenset[str]:
    if isinstance(skills, str) or not all(isinstance(skill, str) and skill for skill in skills):
        raise BadProblem(side, row, name, f"{skills!r} is not a list of skill names")
    return frozenset(skills)


def _longer(words: Words, more: Words) -> Words:
    """These rows and those after them, in as many words as the later ones take."""
    if more.shape[1] > words.shape[1]:
        words = np.pad(words, ((0, 0), (0, more.shape[1] - words.shape[1])))
    return np.concatenate([words, more]) if len(more) else words


def _bits(rows: Sequence[Collection[str]], number: Mapping[str, int]) -> Words:
    words = np.zeros((len(rows), (len(number) + 63) // 64), np.uint64)
    for row, skills in enumerate(rows):
        for place in (number[skill] for skill in skills):
            words[row, place // 64] |= np.uint64(1 << place % 64)
    return words


def _table(
    side: str, rows: Sequence[Person] | Sequence[Post], dtype: np.dtype[np.void], limits: Mapping[str, Limit]
) -> NDArray[np.void]:
    assert dtype.names is not None
    table = np.zeros(len(rows), dtype)
    for name in dtype.names:
        table[name] = np.array(
            [_cell(side, row, name, getattr(item, name), limits[name]) for row, item in enumerate(rows)],
            dtype[name].base,
        ).reshape(table[name].shape)
    return table


def _cell(side: str, row: int, name: str, value: Any, limit: Limit) -> int | list[int]:
    """The whole number that a column holds for ``value``; a list for the wished occupations."""
    try:
        if name == "occupations":
            if isinstance(value, str) or len(value) > WISHES:
                raise ValueError(f"{value!r} is not a list of at most {WISHES} codes")
            return [pack_occupation(code) for code in value] + [0] * (WISHES - len(value))
        if name == "occupation":
            return pack_occupation(value)
        if name == "region":
            return pack_region(value)
    except (TypeError, ValueError) as error:
        raise BadProblem(side, row, name, str(error)) from error
    if value is None and name in _EMPTY:
        return _EMPTY[name]
    if name in ("free_from", "start") and isinstance(value, date):
        return value.toordinal()
    # A bool is an int to Python, but True yuan is a slip of the caller's.
    if isinstance(value, bool) or not isinstance(value, int) or not limit.least <= value <= limit.most:
        _refuse(side, row, name, value, limit)
    return int(value)


def _refuse(side: str, row: int, name: str, value: object, limit: Limit) -> NoReturn:
    raise BadProblem(side, row, name, f"{value!r} cannot be; give {limit.give}")


def _columns(side: str, given: NDArray[Any], dtype: np.dtype[np.void], limits: Mapping[str, Limit]) -> NDArray[np.void]:
    """A copy of ``given`` in the types of ``dtype``, every value within its limits."""
    assert dtype.names is not None
    if not isinstance(given, np.ndarray) or given.ndim != 1 or given.dtype.names is None:
        raise BadProblem(side, None, "columns", "give a structured array with one row each")
    for name in given.dtype.names:
        if name not in dtype.names:
            raise BadProblem(side, None, name, "matching has no such field; leave it out")
    table = np.zeros(len(given), dtype)
    for name in dtype.names:
        if name not in given.dtype.names:
            raise BadProblem(side, None, name, "this column is missing")
        values = given[name]
        if values.dtype.kind not in "iu":
            raise BadProblem(side, None, name, f"it holds {values.dtype}; whole numbers are wanted")
        if values.shape != table[name].shape:
            raise BadProblem(
                side, None, name, f"its rows have the shape {values.shape[1:]}; wanted {dtype[name].shape}"
            )
        bad = (values < limits[name].least) | (values > limits[name].most)
        if name in ("x", "y"):
            bad &= values != NOWHERE
        for row in _rows(bad):
            _refuse(side, row, name, values[row].tolist(), limits[name])
        table[name] = values
    return table


def _words(side: str, name: str, given: Words, count: int) -> Words:
    if not isinstance(given, np.ndarray) or given.dtype != np.uint64 or given.ndim != 2 or len(given) != count:
        raise BadProblem(side, None, name, f"give an array of uint64 with {count} rows")
    return given.astype("<u8", order="C", copy=True)


def _check_named(side: str, name: str, words: Words, names: tuple[str, ...]) -> None:
    """With names, no skill is used beyond the last one."""
    if not names:
        return
    whole, bits = divmod(len(names), 64)
    shifted = words[:, whole:].copy()
    shifted[:, :1] >>= np.uint64(bits)
    for row in _rows(shifted):
        raise BadProblem(side, row, name, f"it uses a skill beyond the {len(names)} that have names")


def _check_people(people: NDArray[np.void]) -> None:
    _check_common("people", people)
    for row in _rows(people["needs_must"] & people["needs_wish"]):
        raise BadProblem("people", row, "needs_wish", "it repeats a need of needs_must; keep each in one of them")
    for row in _rows((people["occupations"][:, 1:] != 0) & (people["occupations"][:, :-1] == 0)):
        raise BadProblem("people", row, "occupations", "there is a gap between the wishes; close it")


def _check_posts(posts: NDArray[np.void]) -> None:
    _check_common("posts", posts)
    for row in _rows((posts["wage_max"] != NOT_STATED) & (posts["wage_max"] < posts["wage_min"])):
        raise BadProblem("posts", row, "wage_max", "it is below wage_min; exchange the two")
    offered, can_arrange, cannot = posts["offered"], posts["can_arrange"], posts["cannot"]
    for row in _rows(offered & can_arrange):
        raise BadProblem("posts", row, "can_arrange", "it repeats a bit of offered; keep each in one of them")
    for row in _rows((offered | can_arrange) & cannot):
        raise BadProblem("posts", row, "cannot", "it repeats a bit of offered or can_arrange; keep each in one of them")


def _check_ids(side: str, ids: NDArray[np.int64]) -> None:
    _, first = np.unique(ids, return_index=True)
    again = np.ones(len(ids), bool)
    again[first] = False
    for row in _rows(again):
        raise BadProblem(side, row, "id", f"{ids[row]} is the id of an earlier row; give each its own")


def _check_common(side: str, table: NDArray[np.void]) -> None:
    _check_ids(side, table["id"])
    for row in _rows(table["hours_max"] < table["hours_min"]):
        raise BadProblem(side, row, "hours_max", "it is below hours_min; exchange the two")
    for row in _rows((table["x"] == NOWHERE) != (table["y"] == NOWHERE)):
        raise BadProblem(side, row, "y", "a place needs both x and y; give the other or neither")


def _rows(bad: NDArray[Any]) -> list[int]:
    """The rows in which any value is true, as ints, in order."""
    return np.flatnonzero(bad.any(axis=tuple(range(1, bad.ndim)))).tolist()
