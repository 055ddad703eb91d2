"""Files sealed on the disk: AES-256-GCM chunks, written once, read from any place.

A file is ``MARK``, 16 random bytes, then chunks of 64 KiB with a tag of 16 bytes each. The random bytes, the store's
key and the label give the file a key of its own, so that it opens in no other place; a chunk's number and whether it
is the last are its nonce, so that no chunk can be changed, moved, left out or cut off (STREAM: Hoang and others
2015). Nothing in clear touches the disk, and no more than one chunk is held in memory.
"""

import hashlib
import hmac
import io
import os
import time
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

MARK = b"TXsealed"
SALT, CHUNK, TAG = 16, 64 * 1024, 16
HEAD = len(MARK) + SALT
DRAFT = ".sealing"
"""What the name of a file ends with that is not sealed to its end yet."""


def _cipher(key: str, salt: bytes, label: str) -> AESGCM:
    return AESGCM(hmac.digest(bytes.fromhex(key), MARK + salt + label.encode(), hashlib.sha256))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


class SealingWriter(io.RawIOBase):
    """Seals what is written to it, in order, into ``target``; only ``close`` makes it whole. ``target`` stays open."""

    def __init__(self, target, *, label: str, purpose: str = "files"):
        super().__init__()
        salt = os.urandom(SALT)
        self._target, self._rest, self._number = target, bytearray(), 0
        self._cipher = _cipher(settings.SECRETS.keys_for(purpose)[0], salt, label)
        target.write(MARK + salt)

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        view = memoryview(data).cast("B")
        self._rest += view
        while len(self._rest) > CHUNK:  # the last chunk is sealed as such when it is known to be the last
            self._put(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]
        return len(view)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._rest), last=True)
            super().close()


class SealedReader(io.RawIOBase):
    """What was sealed into ``source``, from any place on; closing it closes ``source``.

    Raises ``ValueError`` when it is no sealed file, no key fits, or a chunk was changed, moved or cut off.
    """

    def __init__(self, source, *, label: str, purpose: str = "files"):
        super().__init__()
        self._source, self._label, self._place = source, label, 0
        size = source.seek(0, os.SEEK_END) - HEAD
        source.seek(0)
        if source.read(len(MARK)) != MARK or size < TAG:
            raise ValueError(f"{label}: this is no sealed file.")
        salt = source.read(SALT)
        self._chunks = -(-size // (CHUNK + TAG))
        self.size = size - self._chunks * TAG
        self._number, self._chunk = -1, b""
        for key in settings.SECRETS.keys_for(purpose):
            self._cipher = _cipher(key, salt, label)
            try:
                self._open_chunk(0)
                return
            except InvalidTag:
                continue
        raise ValueError(f"{label}: none of the keys in secrets.json opens this; was the file changed?")

    def _open_chunk(self, number: int) -> None:
        if number != self._number:
            self._source.seek(HEAD + number * (CHUNK + TAG))
            sealed = self._source.read(CHUNK + TAG)
            self._chunk = self._cipher.decrypt(_nonce(number, last=number == self._chunks - 1), sealed, None)
            self._number = number

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer) -> int:
        if self._place >= self.size:
            return 0
        number, start = divmod(self._place, CHUNK)
        try:
            self._open_chunk(number)
        except InvalidTag:
            raise ValueError(f"{self._label}: chunk {number} was changed, moved or cut off.") from None
        part = self._chunk[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
            super().close()


class SealedStorage(FileSystemStorage):
    """Where uploads lie: as Django's own storage, each file sealed for the name under which it lies."""

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError(f"{name}: a sealed file is written once, by save.")
        return File(io.BufferedReader(SealedReader(open(self.path(name), "rb"), label=name)), name)

    def _save(self, name, content):
        """Written beside, then linked to its name: a name that another process took meanwhile is not overwritten."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=self.directory_permissions_mode or 0o777)
        while True:
            draft = seal_beside(path, content.chunks(), label=name, mode=self.file_permissions_mode or 0o600)
            try:
                os.link(draft, path)
                return name
            except FileExistsError:
                name = self.get_available_name(name)
                path = Path(self.path(name))
            finally:
                draft.unlink()

    def size(self, name):
        with self._open(name) as file:
            return file.file.raw.size


def seal_beside(path: Path, chunks, *, label: str, mode: int = 0o600) -> Path:
    """A sealed draft beside ``path``, whole and on the disk, not yet under its name."""
    draft = path.with_name(f"{path.name}.{os.urandom(4).hex()}{DRAFT}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            with SealingWriter(file, label=label) as writer:
                for chunk in chunks:
                    writer.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def seal_old_files() -> int:
    """Seal what lies among the uploads from before files were sealed; says how many. Done twice, it is done.

    A draft that is a day old is of a process that died, and goes. What ``fairs.waiting_files`` keeps is sealed there.
    """
    root, count = Path(settings.MEDIA_ROOT), 0
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if name.parts[0] == "waiting" or not path.is_file():
            continue
        if path.name.endswith(DRAFT):
            if time.time() - path.stat().st_mtime > 24 * 3600:
                path.unlink(missing_ok=True)
            continue
        with path.open("rb") as file:
            if file.read(len(MARK)) == MARK:
                continue
            file.seek(0)
            draft = seal_beside(path, iter(partial(file.read, CHUNK), b""), label=name.as_posix())
        os.replace(draft, path)
        count += 1
    return count
