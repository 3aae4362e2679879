"""Photos as a phone takes them: JPEG, with the place where they were taken."""

import io
import random

from PIL import Image, ImageDraw

GPS = 0x8825


def photo(text: str, chance: random.Random) -> bytes:
    """A small JPEG with a caption, noise, and GPS data in its EXIF."""
    image = Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3))
    ImageDraw.Draw(image).text((8, 50), text, fill="white", stroke_width=2, stroke_fill="black")
    exif = Image.Exif()
    exif[0x010F] = "Paw Camera"
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 45.0, 21.0), 3: "E", 4: (37.0, 37.0, 2.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def tells_where(photo: bytes) -> bool:
    """Whether a photo still says where or with what it was taken."""
    return bool(dict(Image.open(io.BytesIO(photo)).getexif().get_ifd(GPS))) or b"Paw" in photo
