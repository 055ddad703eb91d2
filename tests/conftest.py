"""What every test can count on."""

import os
import tempfile

# Before the settings are read: tests have secrets, uploads and a database of their own.
os.environ["TONGXING_VAR"] = tempfile.mkdtemp(prefix="tongxing-tests-")

import pytest
from django.conf import settings

from tongxing.common import installation
from tools import catalogues

catalogues.compile_all()

TOUCHES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_user"}


def pytest_configure(config):
    config.addinivalue_line("markers", "database: touches the database; run on both of them")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or TOUCHES_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def _fresh_installation():
    """What the process remembers of the database's mark is forgotten between tests."""
    installation.is_demo.cache_clear()
    yield
    installation.is_demo.cache_clear()


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def demo(db):
    """A database marked as a demonstration: identity numbers of region 990000 are accepted."""
    installation.mark(demo=True)


assert settings.VAR
