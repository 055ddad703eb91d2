"""Photographs as they are kept: made anew from their pixels, so that nothing hidden travels with them."""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from tongxing.common.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG", "WEBP", "MPO")


def reencoded(data: bytes) -> bytes:
    """``data`` as a JPEG of at most 2000 pixels a side, turned upright, without place, time or camera.

    Raises ``Refused`` when it is no photograph (by its content, whatever its name says), or too large.
    """
    if len(data) > MOST_BYTES:
        raise Refused(_("The photograph is larger than 10 MiB. Make it smaller and choose it again."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(_("The photograph has more than 60 million pixels. Make it smaller and choose it again."))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            opaque = _on_white(upright)
    except Refused:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files; each means the same to the reader
        raise Refused(_("This file is not a photograph. Choose a JPEG, PNG or WebP file.")) from error
    out = io.BytesIO()
    opaque.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency and without anything beside its pixels."""
    rgba = image.convert("RGBA")
    ground = Image.new("RGB", rgba.size, (255, 255, 255))
    ground.paste(rgba, mask=rgba.getchannel("A"))
    return ground
