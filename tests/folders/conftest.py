"""A small folder, and loading it."""

import pytest

from tests.folders.small import SmallFolder
from tongxing.folders.actions import load_campaign


@pytest.fixture
def small(tmp_path):
    return SmallFolder(tmp_path)


@pytest.fixture
def load(db):
    return lambda path, **options: load_campaign(folder=path, by="tests", **options)
