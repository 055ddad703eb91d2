"""Files on the disk: sealed whole, read from any place, and every change to them noticed."""

import io
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from hypothesis import given
from hypothesis import strategies as st

from config.secrets import Secrets
from tongxing.common import sealed_files
from tongxing.common.sealed_files import CHUNK, HEAD, TAG, SealedReader, SealedStorage, SealingWriter, seal_old_files
from tongxing.home.tables import bring_up_to_date

CANARY = "金丝雀的简历".encode()
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


def sealed(content: bytes, label="resumes/one.pdf") -> bytes:
    target = io.BytesIO()
    with SealingWriter(target, label=label) as writer:
        for place in range(0, len(content), 10_000):
            writer.write(content[place : place + 10_000])
    return target.getvalue()


def opened(raw: bytes, label="resumes/one.pdf") -> bytes:
    return SealedReader(io.BytesIO(raw), label=label).read()


@pytest.fixture
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back(size):
    content = os.urandom(size)

    assert opened(sealed(content)) == content
    assert SealedReader(io.BytesIO(sealed(content)), label="resumes/one.pdf").size == size


CONTENT = os.urandom(2 * CHUNK + 500)
SEALED = sealed(CONTENT)


@given(start=st.integers(0, len(CONTENT) + 9), length=st.integers(0, CHUNK * 2))
def test_it_is_read_from_any_place(start, length):
    reader = io.BufferedReader(SealedReader(io.BytesIO(SEALED), label="resumes/one.pdf"))
    reader.seek(start)

    assert reader.read(length) == CONTENT[start : start + length]


@pytest.mark.parametrize(
    "changed",
    [
        SEALED[:-1],
        SEALED[: HEAD + 2 * (CHUNK + TAG)],
        SEALED[: HEAD + CHUNK + TAG],
        SEALED[:HEAD],
        SEALED[:40] + bytes([SEALED[40] ^ 1]) + SEALED[41:],
        SEALED[:HEAD] + SEALED[HEAD + CHUNK + TAG : HEAD + 2 * (CHUNK + TAG)] + SEALED[HEAD : HEAD + CHUNK + TAG],
        SEALED + b"more",
        CONTENT,
        b"",
    ],
    ids=["cut", "last chunk gone", "two gone", "all gone", "bit", "swapped", "longer", "in clear", "empty"],
)
def test_a_changed_file_does_not_open(changed):
    with pytest.raises(ValueError, match=r"resumes/one\.pdf"):
        opened(changed)


def test_a_file_opens_in_no_other_place_and_with_no_other_key(settings):
    with pytest.raises(ValueError, match=r"none of the keys in secrets\.json"):
        opened(sealed(CANARY), label="resumes/two.pdf")
    raw, keys = sealed(CANARY), settings.SECRETS.store
    settings.SECRETS = Secrets("", (), "", store=("cd" * 32,))
    with pytest.raises(ValueError, match=r"none of the keys in secrets\.json"):
        opened(raw)
    settings.SECRETS = Secrets("", (), "", store=("cd" * 32, *keys))

    assert opened(raw) == CANARY


def test_what_is_saved_lies_sealed_and_is_served_in_clear(uploads):
    name = default_storage.save("resumes/one.pdf", ContentFile(CANARY))

    lying = (uploads / name).read_bytes()
    assert CANARY not in lying
    assert (uploads / name).stat().st_mode & 0o077 == 0
    assert default_storage.size(name) == len(CANARY)
    answer = FileResponse(default_storage.open(name))
    assert (answer.getvalue(), answer["Content-Length"]) == (CANARY, str(len(CANARY)))


def test_a_name_that_is_taken_is_not_overwritten(uploads, monkeypatch):
    first = default_storage.save("resumes/one.pdf", ContentFile(b"first"))
    with monkeypatch.context() as patch:
        # As when both ask at the same moment whether the name is free.
        names = iter(["resumes/one.pdf", "resumes/two.pdf"])
        patch.setattr(SealedStorage, "get_available_name", lambda *_, **__: next(names))
        second = default_storage.save("resumes/one.pdf", ContentFile(b"second"))

    assert [default_storage.open(name).read() for name in (first, second)] == [b"first", b"second"]
    assert not list(uploads.rglob("*.sealing"))


def test_files_from_before_are_sealed_once(uploads):
    (uploads / "resumes").mkdir()
    (uploads / "resumes" / "one.pdf").write_bytes(CANARY)
    (uploads / "waiting").mkdir()
    (uploads / "waiting" / "kept").write_text("sealed in its own way")

    assert (seal_old_files(), seal_old_files()) == (1, 0)

    assert CANARY not in (uploads / "resumes" / "one.pdf").read_bytes()
    assert default_storage.open("resumes/one.pdf").read() == CANARY
    assert (uploads / "waiting" / "kept").read_text() == "sealed in its own way"


def test_a_sealing_that_breaks_off_leaves_the_old_file(uploads, monkeypatch):
    (uploads / "one.pdf").write_bytes(CANARY)
    monkeypatch.setattr(sealed_files.os, "fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        seal_old_files()

    assert [file.name for file in uploads.iterdir()] == ["one.pdf"]
    assert (uploads / "one.pdf").read_bytes() == CANARY


def test_drafts_of_a_process_that_died_go_after_a_day(uploads):
    for name, age in (("old.pdf.00.sealing", 90_000), ("new.pdf.00.sealing", 10)):
        (uploads / name).write_bytes(b"half")
        os.utime(uploads / name, (time.time() - age,) * 2)

    assert seal_old_files() == 0

    assert [file.name for file in uploads.iterdir()] == ["new.pdf.00.sealing"]


@pytest.mark.django_db
def test_a_new_version_seals_the_files_before_it_answers(uploads):
    (uploads / "one.pdf").write_bytes(CANARY)

    bring_up_to_date()

    assert CANARY not in (uploads / "one.pdf").read_bytes()


def test_what_is_sent_lies_in_no_temporary_file(rf, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/no-such-folder")
    large = CANARY * 200_000  # more than Django holds in memory of its own accord

    request = rf.post("/", {"file": ContentFile(large, "one.pdf")})

    assert request.FILES["file"].read() == large
