"""The registry: a new kind of event brings its figures by a file."""

import pytest

from tests import cast
from tongxing.figures import actions, definitions, registry

NEW_FILE = """
from tongxing.fairs.models import Attendance
from tongxing.figures.registry import Definition

KIND = "show"
FIGURES = (
    Definition(
        suffix="performances",
        name="Performances",
        unit="场",
        text="Counts each performance.",
        rows=lambda event: event.vacancies.all(),
        facts={"title": "title"},
        applies=lambda event: True,
        check_ready=lambda event: None,
        show=lambda event, numbers: {},
    ),
)
"""


@pytest.fixture
def show_file(tmp_path, monkeypatch):
    """A file more in ``figures/definitions``."""
    (tmp_path / "show.py").write_text(NEW_FILE)
    monkeypatch.setattr(definitions, "__path__", [*definitions.__path__, str(tmp_path)])
    registry.found.cache_clear()
    yield
    registry.found.cache_clear()


@pytest.mark.django_db
def test_a_new_kind_of_event_adds_its_figures_by_a_file(show_file, han):
    event = cast.EventFactory(kind="show", key="show.region")
    cast.VacancyFactory.create_batch(2, event=event)

    figure = actions.freeze(event=event, key="show.region.performances", by=han)

    assert (figure.value, figure.unit) == (2, "场")


def test_every_definition_says_what_counts_what_not_and_when():
    for kind in registry.found().values():
        for one in kind:
            text = one.words()["text"]
            assert "计入：" in text
            assert "不计入：" in text
            assert "定格时" in text
