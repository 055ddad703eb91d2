"""The article: what a bulletin says, with every figure set in; HTML, PDF, DOCX and text are all made from it."""

from dataclasses import asdict, dataclass, field

from django.utils import timezone, translation

from tongxing.bulletins import references
from tongxing.figures import counts, listing
from tongxing.figures.listing import Row

LANGUAGE = "zh-hans"
"""Bulletins are written in Chinese, whatever language the pages around them are read in."""


@dataclass(frozen=True)
class Run:
    """Words, or the number of a figure (then with its key); ``is_open`` where it cannot be printed yet."""

    text: str
    key: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Picture:
    """A photograph in the article."""

    pk: int
    alternative: str
    caption: str


@dataclass(frozen=True)
class Part:
    """A section: heading, paragraphs of runs, photographs."""

    heading: str
    paragraphs: list[list[Run]]
    photos: list[Picture]


@dataclass(frozen=True)
class Printed:
    """A figure as it is printed: the row of the table at the end."""

    key: str
    name: str
    said: str
    unit: str
    definition: str
    frozen_at: str
    hash: str
    left_out: str = ""

    @property
    def note(self) -> str:
        """What it counts, and how much of what came in that left out."""
        return f"{self.definition}{self.left_out}"


@dataclass(frozen=True)
class Article:
    """A whole bulletin, ready to be shown."""

    title: str
    lead: list[list[Run]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    photos: list[Picture] = field(default_factory=list)
    figures: list[Printed] = field(default_factory=list)
    open_keys: list[str] = field(default_factory=list)
    unknown_keys: list[str] = field(default_factory=list)

    def every_photo(self) -> list[Picture]:
        return [*self.photos, *(photo for part in self.parts for photo in part.photos)]

    def facts(self) -> dict:
        """As it is kept with a published bulletin."""
        return asdict(self)


def kept(facts: dict) -> Article:
    """The article that ``facts`` were made of."""

    def lines(paragraphs):
        return [[Run(**run) for run in line] for line in paragraphs]

    def photos(many):
        return [Picture(**one) for one in many]

    return Article(
        title=facts["title"],
        lead=lines(facts["lead"]),
        parts=[Part(part["heading"], lines(part["paragraphs"]), photos(part["photos"])) for part in facts["parts"]],
        photos=photos(facts["photos"]),
        figures=[Printed(**fact) for fact in facts["figures"]],
    )


def photos_in(facts: dict) -> list[Picture]:
    """The photographs of an article as it is kept; none where nothing is published."""
    return kept(facts).every_photo() if facts else []


def compose(bulletin) -> Article:
    """The article as the draft stands now. What is not frozen is marked, never printed. Five queries,
    and a few for each figure, of what it left out."""
    rows = {row.key: row for row in listing.listed(bulletin.campaign)}
    sections = list(bulletin.sections.all())
    photos: dict[int | None, list[Picture]] = {}
    for photo in bulletin.photos.filter(is_removed=False).order_by("pk"):
        caption = " ".join(filter(None, [photo.caption, f"（{photo.credit}）" if photo.credit else ""]))
        photos.setdefault(photo.section_id, []).append(Picture(photo.pk, photo.alternative, caption))
    used = list(
        dict.fromkeys(
            key for text in (bulletin.lead, *(section.body for section in sections)) for key in references.keys_in(text)
        )
    )
    with translation.override(LANGUAGE):
        return Article(
            title=bulletin.title,
            lead=_lines(bulletin.lead, rows),
            parts=[
                Part(section.heading, _lines(section.body, rows), photos.get(section.pk, [])) for section in sections
            ],
            photos=photos.get(None, []),
            figures=[printed(rows[key]) for key in used if key in rows and rows[key].is_frozen],
            open_keys=[key for key in used if key in rows and not rows[key].is_frozen],
            unknown_keys=[key for key in used if key not in rows],
        )


def _lines(text: str, rows: dict[str, Row]) -> list[list[Run]]:
    lines = [line.strip() for line in text.splitlines()]
    return [[_run(words, key, rows) for words, key in references.pieces(line)] for line in lines if line]


def _run(words: str, key: str, rows: dict[str, Row]) -> Run:
    if not key:
        return Run(words)
    row = rows.get(key)
    if row is None or not row.is_frozen:
        return Run(f"{{{key}}}", key, is_open=True)
    return Run(str(counts.said(row)), key)


def printed(row: Row) -> Printed:
    """A frozen figure as the article's table says it."""
    assert row.figure is not None  # only a frozen figure is printed
    frozen = timezone.localtime(row.figure.frozen_at)
    return Printed(
        row.key, row.figure.name, str(counts.said(row)), row.figure.unit, row.figure.definition,
        f"{frozen:%Y-%m-%d %H:%M}", row.figure.hash, counts.left_out(row),
    )  # fmt: skip


@dataclass(frozen=True)
class Outdated:
    """A figure that was corrected after it was printed."""

    key: str
    name: str
    old: str
    new: str
    unit: str
    why: str


def outdated(bulletin) -> list[Outdated]:
    """The figures of a published bulletin that got an erratum since; with old, new and why."""
    before = {one["key"]: one for one in bulletin.published.get("figures", [])}
    figures = bulletin.campaign.figures.filter(key__in=before).select_related("event__fair")
    changed = [figure for figure in figures.prefetch_related("errata") if figure.hash != before[figure.key]["hash"]]
    return [_outdated(one, before[one.key]) for one in changed]


def _outdated(figure, before: dict) -> Outdated:
    errata = list(figure.errata.all())
    with translation.override(LANGUAGE):
        new = str(counts.said(listing.row_of_figure(figure)))
    return Outdated(figure.key, before["name"], before["said"], new, figure.unit, errata[-1].why if errata else "")
