"""What every test can count on."""

import os

import hypothesis
import pytest
from django.test import TransactionTestCase

from engines.matching import warm
from tests import cast, clock, template_database
from tongxing.common import guards, installation
from tongxing.jobs.matching import forget_open_posts
from tongxing.people.models import Role
from tools import catalogues

clock.start()
template_database.start()
catalogues.compile_all()

# How long an example takes says nothing about whether it is right; speed belongs in benchmarks. The same examples are
# drawn each time, so that a change is judged and not luck; HYPOTHESIS=seek draws others, to find what is still hidden.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.register_profile("seek", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "house"))


def pytest_sessionstart(session):
    """Compile the matching engine once, before any worker: no browser waits for it in the middle of a story."""
    if not hasattr(session.config, "workerinput"):
        warm()


TOUCHES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_user"}


def pytest_configure(config):
    config.addinivalue_line("markers", "database: touches the database; run on both of them")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or TOUCHES_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


_flush_tables = TransactionTestCase._fixture_teardown


def _flush_past_the_guards(case):
    """Between tests that write for good, the tables are emptied by who owns them."""
    with guards.lifted():
        _flush_tables(case)


TransactionTestCase._fixture_teardown = _flush_past_the_guards


@pytest.fixture
def past_the_guards(db):
    """Whoever owns the schema has dropped the triggers: what is altered now must be named afterwards."""
    with guards.lifted():
        yield


@pytest.fixture(autouse=True)
def _same_moment():
    """Every test begins at the same moment of the same day."""
    clock.turn_back()


@pytest.fixture(autouse=True)
def _fresh_installation():
    """What the process remembers of the database's mark is forgotten between tests."""
    installation.is_demo.cache_clear()
    forget_open_posts()
    yield
    installation.is_demo.cache_clear()


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _own_live_folder(settings, tmp_path, monkeypatch):
    """What passes between the site and the live hub is each test's own, and pages show what is true now."""
    settings.LIVE_FOLDER, settings.LIVE_PAGE_SECONDS = tmp_path / "live", 0
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture
def demo(db):
    """A database marked as a demonstration: identity numbers of region 990000 are accepted."""
    installation.mark(demo=True)


@pytest.fixture
def lin(db):
    """林晓雯: deaf, lives in Kundulun, looks for her first job."""
    return cast.somebody("lin", "林晓雯", "19900000001", "150203", "sign_interpreter")


@pytest.fixture
def bao(db):
    """包志强: uses a wheelchair, lives in Tumed Right Banner."""
    return cast.somebody("bao", "包志强", "19900000002", "150221", "step_free", "accessible_toilet")


@pytest.fixture
def bakery(db):
    """The bakery that 赵敏 hires for."""
    return cast.OrganisationFactory(name="麦香坊烘焙有限公司", region="150203")


@pytest.fixture
def zhao(bakery):
    """赵敏: hires for the bakery."""
    account = cast.AccountFactory(username="zhao", name="赵敏")
    cast.member(account, bakery)
    return account


@pytest.fixture
def han(db):
    """韩主任: lead of the region's federation."""
    return cast.staff("han", "韩主任", Role.What.LEAD, "150000")


@pytest.fixture
def gao(db):
    """高云: clerk of Baotou's federation."""
    return cast.staff("gao", "高云", Role.What.CLERK, "150200")


@pytest.fixture
def qi(db):
    """齐红: clerk of Chifeng's federation, a sister city of Baotou."""
    return cast.staff("qi", "齐红", Role.What.CLERK, "150400")


@pytest.fixture
def auditor(db):
    """何审: auditor of the region's federation."""
    return cast.staff("he", "何审", Role.What.AUDITOR, "150000")


@pytest.fixture
def surina(db):
    """苏日娜: sign-language interpreter in Baotou."""
    return cast.staff("surina", "苏日娜", Role.What.INTERPRETER, "150200")
