"""Who reaches the database and alters what a published number stands on is found out: cases by name, many by luck.

``TAMPERINGS=500 pytest tests/figures/test_tampering.py -k luck -s`` prints how many of each kind were found.
"""

import dataclasses
import os
from collections import Counter
from functools import partial

import pytest

from tests.cast import AttendanceFactory, PersonFactory
from tests.figures import tampering
from tests.figures.tampering import Tampering, change, columns_of, faults, named, rows_touched, swap, world
from tongxing.figures import actions
from tongxing.figures.models import Erratum, Figure, FigureEntry
from tongxing.people.models import Account, Person, Region
from tongxing.trail.models import Entry, Head
from tongxing.trail.rows import row_digests
from tongxing.zones.models import Exhibit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past_the_guards")]
COUNT = int(os.environ.get("TAMPERINGS", "60"))


@pytest.fixture
def fair(gao):
    return world(gao)


def figure(suffix: str) -> Figure:
    return Figure.objects.get(key__endswith=f".{suffix}")


def frozen(suffix: str) -> Entry:
    """The trail's entry that notes the last freezing of a figure."""
    return Entry.objects.filter(target_kind="figures.figure", target_key=str(figure(suffix).pk)).latest("pk")


def swap_people(fair):
    swap("fairs.registration", "person", *fair.registrations.values_list("pk", flat=True)[:2])


def point_elsewhere(fair):
    fair.registrations.filter(pk=fair.registrations.first().pk).update(person=PersonFactory())


def delete_figure(fair):
    doomed = figure("attendances")
    doomed.errata.all().delete()
    doomed.delete()


def move_a_cell(fair):
    one = figure("attendances")
    one.tables["county"] = [["包头市东河区", one.value]]
    Figure.objects.filter(pk=one.pk).update(tables=one.tables)


def forge_correction(fair):
    entry = frozen("attendances")
    entry.pk, entry.details = None, entry.details | {"new": 9, "erratum": 999}
    entry.save(force_insert=True)


def lower_value_everywhere(fair):
    """Entry, kept list, value, hash: all made anew as freezing would, only the trail is not."""
    fair.attendances.filter(number="A3").delete()
    one = figure("attendances")
    actions._keep(one, actions._count(one.event, one.key), one.frozen_by)


def delete_figure_and_its_entry(fair):
    Entry.objects.filter(target_kind="figures.figure", target_key=str(figure("posts").pk)).delete()
    figure("posts").delete()


def swap_names_of_people(fair):
    swap("people.person", "name", *fair.registrations.values_list("person", flat=True)[:2])


def first(rows, **values):
    """Change the first of ``rows`` past the site."""
    type(rows.first())._base_manager.filter(pk=rows.order_by("pk").first().pk).update(**values)


# What is done, and a word that must stand in what is said of it.
BY_NAME = {
    "an entry changed": (lambda fair: fair.attendances.filter(number="A1").update(means="phone"), "A1"),
    "an entry deleted": (lambda fair: fair.attendances.filter(number="A3").delete(), "A3"),
    "an entry added": (lambda fair: AttendanceFactory(registration=fair.registrations.first(), number="A9"), "A9"),
    "an hour changed": (lambda fair: fair.attendances.filter(number="A1").update(arrived_at=fair.event.ends_at), "A1"),
    "who entered it": (
        lambda fair: fair.attendances.filter(number="A1").update(entered_by=Account.objects.first()),
        "A1",
    ),
    "openings": (lambda fair: fair.event.vacancies.filter(number="P2").update(openings=6), "P2"),
    "a wage": (lambda fair: fair.event.vacancies.filter(number="P2").update(wage_max=9000), "P2"),
    "a post's duties": (lambda fair: fair.event.vacancies.filter(number="P2").update(duties="别的"), "P2"),
    "a post's title": (lambda fair: fair.event.vacancies.filter(number="P2").update(title="别的"), "P2"),
    "a post taken back": (lambda fair: fair.event.vacancies.filter(number="P2").update(state="withdrawn"), "P2"),
    "an intent's word": (lambda fair: fair.intents.filter(number="I1").update(employer_agrees=False), "I1"),
    "a résumé's booth": (lambda fair: fair.submissions.filter(number="S1").update(participation=None), "S1"),
    "a viewing's length": (lambda fair: first(fair.viewings, seconds=9999), "viewings"),
    "a minute's viewers": (lambda fair: first(fair.stream.minutes, watching=99), "M-0"),
    "a service's minutes": (lambda fair: fair.services.filter(number="Z-0").update(minutes=99), "Z-0"),
    "a maker's name": (lambda fair: fair.makers.filter(number="K-0").update(shown_as="别人"), "K-0"),
    "an exhibit taken out": (lambda fair: first(Exhibit.objects, is_withdrawn=True), "K-0"),
    "an employer withdrawn": (lambda fair: first(fair.participations, is_withdrawn=True), "employers"),
    "an employer's name": (
        lambda fair: first(fair.participations.first().employer.__class__.objects, name="别家"),
        "employers",
    ),
    "an employer's industry": (
        lambda fair: first(fair.participations.first().employer.__class__.objects, industry="A"),
        "employers",
    ),
    "an employer's credit code": (
        lambda fair: first(fair.participations.first().employer.__class__.objects, credit_code="91150203MA0PQ00000"),
        "employers",
    ),
    "a person's county": (
        lambda fair: Person.objects.filter(registrations__fair=fair).update(region=Region.objects.get(code="150221")),
        "A1",
    ),
    "a county's name": (lambda fair: Region.objects.filter(code="150203").update(name="别区"), "Region"),
    "another person behind a registration": (point_elsewhere, "Registration"),
    "two people swapped": (swap_people, "Registration"),
    "two people's names swapped": (swap_names_of_people, "Person"),
    "a value": (lambda fair: Figure.objects.filter(pk=figure("posts").pk).update(value=70), "posts"),
    "a definition": (lambda fair: Figure.objects.filter(pk=figure("posts").pk).update(definition="都算"), "口径"),
    "a figure's name": (lambda fair: Figure.objects.filter(pk=figure("posts").pk).update(name="岗位"), "名称"),
    "a public table": (move_a_cell, "包头市东河区"),
    "when it was frozen": (
        lambda fair: Figure.objects.filter(pk=figure("posts").pk).update(frozen_at=fair.event.ends_at),
        "定格时间",
    ),
    "who froze it": (lambda fair: Figure.objects.filter(pk=figure("posts").pk).update(frozen_by=None), "定格人"),
    "a row of the frozen list altered": (
        lambda fair: figure("posts").entries.filter(number="P1").update(amount=20),
        "P1",
    ),
    "a row of the frozen list taken out": (lambda fair: figure("posts").entries.filter(number="P1").delete(), "P1"),
    "what a row of the frozen list stands on": (
        lambda fair: figure("posts").entries.filter(number="P1").update(stands_on={}),
        "清单",
    ),
    "facts kept with a row": (
        lambda fair: figure("posts").entries.filter(number="P1").update(details={"title": "别的"}),
        "P1",
    ),
    "a whole figure deleted, errata too": (delete_figure, "不见了"),
    "a figure deleted with its entry in the trail": (delete_figure_and_its_entry, "接不上"),
    "everything made anew but the trail": (lower_value_everywhere, "留痕"),
    "an erratum deleted": (lambda fair: figure("people").errata.all().delete(), "没有对应的勘误"),
    "an erratum's reason": (lambda fair: Erratum.objects.update(why="另一个原因"), "原因"),
    "an erratum's author": (lambda fair: Erratum.objects.update(made_by=None), "勘误人"),
    "an erratum that nobody wrote": (
        lambda fair: Erratum.objects.create(figure=figure("posts"), old_value=9, new_value=7, why="x"),
        "查无记录",
    ),
    "a correction in the trail without an erratum": (forge_correction, "没有对应的勘误"),
    "a correction's reason in the trail": (
        lambda fair: Entry.objects.filter(pk=frozen("people").pk).update(why="另一个原因"),
        "trail verify",
    ),
    "an entry of the trail deleted": (lambda fair: Entry.objects.earliest("pk").delete(), "接不上"),
    "the trail cut, its head set back": (
        lambda fair: (
            Entry.objects.latest("pk").delete(),
            Head.objects.update(hash=Entry.objects.latest("pk").hash, count=Entry.objects.count()),
        ),
        "链头",
    ),
}


def test_an_untouched_fair_is_proved_in_every_table(fair):
    assert faults() == []
    assert set(rows_touched()) == {*tampering.COVERED, *tampering.KEPT}


@pytest.mark.parametrize("what", BY_NAME)
def test_a_tampering_is_named(fair, what):
    do, word = BY_NAME[what]
    said = named(Tampering(what, "", "", lambda: do(fair)))

    assert said, f"{what}: nothing was said"
    assert any(word in sentence for sentence in said), said


def test_tamperings_by_luck_are_all_named(fair, capsys):
    """Changed, swapped, deleted, added, and two at once, over all tables: what the database lets pass is found."""
    drawn: Counter[str] = Counter()
    missed = []
    for one, said in tampering.many(COUNT, seed=COUNT):
        drawn[one.kind] += 1
        if not said:
            missed.append(str(one))
    with capsys.disabled():
        if COUNT > 60:
            for kind, count in sorted(drawn.items()):
                gone = sum(one.startswith(kind) for one in missed)
                print(f"\n{kind:<8} {count:>4} drawn {count - gone:>4} named", end="")

    assert missed == []


def test_every_covered_column_is_named_when_it_is_altered(fair):
    """Column by column: what stands in the list of covered ones is covered."""
    unnamed = []
    for table, pks in rows_touched().items():
        for column in columns_of(table):
            tries = (
                named(Tampering("change", table, column, partial(change, table, column, pks[0], seed)))
                for seed in range(9)
            )
            if not next((said for said in tries if said is not None), []):
                unnamed.append(f"{table}.{column}")

    assert unnamed == []


def test_a_correction_heals_no_other_entry(fair, gao):
    """A person was changed for another one; then a clerk corrects something else in the same figure."""
    point_elsewhere(fair)
    before = {sentence for sentence in faults() if "Registration" in sentence}
    fair.attendances.get(number="A3").delete()

    actions.correct(figure=figure("attendances"), why="A3 录入有误", by=gao)

    assert before & set(faults())


def test_the_digest_of_whom_an_entry_is_about_needs_the_key(fair, settings):
    """Who reads the database cannot try out people until a digest fits."""
    pk = Person.objects.first().pk
    mine = row_digests("people.person", [pk])
    settings.SECRETS = dataclasses.replace(settings.SECRETS, hashing="ab" * 32)

    assert row_digests("people.person", [pk]) != mine


def test_without_the_keys_one_sentence_a_figure_says_so(fair, settings):
    settings.SECRETS = dataclasses.replace(settings.SECRETS, trail=("ab" * 32,))
    said = [sentence for sentence in faults() if "密钥" in sentence]

    assert len(said) == Figure.objects.count() + 1
    assert "secrets.json" in said[0]


def test_a_frozen_list_keeps_the_facts_themselves(fair):
    kept = FigureEntry.objects.get(figure=figure("posts"), number="P2")

    assert kept.details["title"] == "面点师"
    assert kept.details["openings"] == 5
    assert kept.cells == {"industry": "C"}
