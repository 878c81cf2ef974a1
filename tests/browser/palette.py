"""Small pictures: a PNG as Chromium takes it, written again with 256 colours.

The format is that of the PNG specification (W3C): 8 bits a channel, no interlacing, one filter for each row.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel for each colour type that a browser writes: RGB and RGBA."""

Colour = tuple[int, int, int]


def reduced(picture: bytes) -> bytes:
    """The same picture with its 256 commonest colours; every other becomes the nearest of them."""
    chunks = list(_chunks(picture))
    width, height, _, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    packed = b"".join(body for name, body in chunks if name == b"IDAT")
    step = CHANNELS[kind]
    rows = [_colours(row, step) for row in _rows(zlib.decompress(packed), width * step, step)]
    counted = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: index for index, colour in enumerate(palette)}
    place |= {colour: _nearest(colour, palette) for colour in counted if colour not in place}
    drawn = b"".join(b"\x00" + bytes(place[colour] for colour in row) for row in rows)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(value for colour in palette for value in colour)),
            _chunk(b"IDAT", zlib.compress(drawn, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(packed: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The rows without their filters."""
    above = bytearray(length)
    for start in range(0, len(packed), length + 1):
        row = bytearray(packed[start + 1 : start + 1 + length])
        _unfilter(packed[start], row, above, step)
        yield row
        above = row


def _unfilter(kind: int, row: bytearray, above: bytearray, step: int) -> None:
    for at in range(len(row) if kind else 0):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        match kind:
            case 1:
                guess = left
            case 2:
                guess = above[at]
            case 3:
                guess = (left + above[at]) // 2
            case _:
                guess = _paeth(left, above[at], corner)
        row[at] = (row[at] + guess) & 0xFF


def _paeth(left: int, above: int, corner: int) -> int:
    expected = left + above - corner
    return min((left, above, corner), key=lambda each: abs(expected - each))


def _colours(row: bytearray, step: int) -> list[Colour]:
    return list(zip(row[0::step], row[1::step], row[2::step], strict=True))


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    return min(
        range(len(palette)),
        key=lambda at: sum((mine - other) ** 2 for mine, other in zip(colour, palette[at], strict=True)),
    )
