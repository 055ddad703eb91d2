"""Résumés that come as files: what they are is read from their content, never from their name."""

import io
from dataclasses import dataclass
from pathlib import PurePath

import filetype
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from engines.wording import without_controls, without_invisible
from tongxing.common.refusal import Refused
from tongxing.jobs import documents

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = documents.LARGEST_UNPACKED
MOST_PIXELS = 60_000_000
LONGEST_NAME = 100
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""What is kept, and as what it is sent out again."""


@dataclass(frozen=True)
class Upload:
    """A file that was looked at: what it is, its bytes as they will be kept, and a name to show."""

    kind: str
    content: bytes
    name: str


def look_at(file) -> Upload:
    """What ``file`` (name, size, ``read``) holds. Raises ``Refused`` when it is no résumé that can be kept.

    Photographs are written anew, so that place and time of the picture do not travel with them.
    """
    if file.size > LARGEST:
        raise Refused(_("This file is larger than 10 MiB. Make it smaller, or photograph the page with less detail."))
    content = file.read(LARGEST + 1)
    if not content:
        raise Refused(_("This file is empty. Choose another one."))
    if len(content) > LARGEST:
        raise Refused(_("This file is larger than 10 MiB. Make it smaller, or photograph the page with less detail."))
    found = filetype.guess(content)
    kind = found.extension if found else ""
    if content.startswith(b"PK\x03\x04"):
        documents.check_document(content)
        kind = "docx"
    elif kind == "pdf":
        _check_pdf(content)
    elif kind in {"jpg", "png"}:
        content = _clean_picture(content, kind)
    else:
        raise Refused(
            _("“%(name)s” is not a PDF, a Word document (.docx) or a picture (JPG, PNG), whatever its name says.")
            % {"name": _shown(file.name)}
        )
    stem = PurePath(_shown(file.name)).stem or "resume"
    return Upload(kind, content, f"{stem[:LONGEST_NAME]}.{kind}")


def _shown(name: str) -> str:
    """The name without folders and without signs that a header or a file system takes amiss."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = " ".join(without_invisible(without_controls(last)).split())
    return "".join(sign for sign in plain if sign not in '<>:"|?*')[:LONGEST_NAME]


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(_("This PDF is cut off. Save it again and choose the new file."))
    if b"/Encrypt" in content:
        raise Refused(_("This PDF is locked with a password. Save it without one."))


def _clean_picture(content: bytes, kind: str) -> bytes:
    """The picture alone, upright, without what the camera wrote beside it."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("This picture has more than 60 million points. Make it smaller."))
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGB" if kind == "jpg" else "RGBA" if upright.mode in {"P", "LA", "PA"} else None)
    except Refused:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(_("This picture cannot be opened. Photograph the page again.")) from error
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    written = io.BytesIO()
    clean.save(written, format="JPEG" if kind == "jpg" else "PNG", quality=88)
    return written.getvalue()
