"""Files broken in the ways that the open web breaks them, and in ways that somebody might mean: input for a fuzzer."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]
MOST_GROWTH = 2 << 20  # bytes: a mutation may repeat a part, not fill the disk

TOKENS = (
    b"\x1b]0;title\x07\x1b[2J",  # a terminal's escape sequences
    b"<script>alert(1)</script>",
    b'=HYPERLINK("x")',
    b"\x00" * 64,
    b"\xff\xfe",
    b"\xef\xbf\xbd",
    "\u202e\u0e33\u0e33\u0e4d".encode(),
    b"<table>" * 200,
    b"<td rowspan=65535 colspan=65535>",
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>&b;",
    b"|" * 5000,
    b"\t" * 5000,
    b"endstream endobj trailer << /Root 1 0 R /Prev 0 >> startxref 0 %%EOF",
    b"/Kids [2 0 R 2 0 R] /Count 99999999",
    b"/MediaBox [0 0 1e30 -1e30]",
    b" 1e308 0 0 1e308 0 0 cm ",
    b"9" * 400,
    "๙".encode() * 400,
)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def lose_the_start(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(len(data) + 1) :]


def flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 4, 32, 256))):
        if changed:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def remove_a_part(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[end:]


def repeat_a_part(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    part = data[start:end]
    times = min(dice.choice((2, 10, 1000)), MOST_GROWTH // max(1, len(part)))
    return data[:start] + part * max(1, times) + data[end:]


def put_zeros(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + bytes(end - start) + data[end:]


def swap_parts(data: bytes, dice: random.Random) -> bytes:
    one, two, three = sorted(dice.randrange(len(data) + 1) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def insert_token(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 3, 10))):
        place = dice.randrange(len(data) + 1)
        data = data[:place] + dice.choice(TOKENS) + data[place:]
    return data


def as_if_recoded(data: bytes, dice: random.Random) -> bytes:
    """Saved in one encoding and opened in another."""
    return data.decode(dice.choice(("cp1252", "cp874", "latin-1")), "replace").encode(errors="replace")


BY_BYTES: tuple[Mutation, ...] = (
    cut, lose_the_start, flip, flip, remove_a_part, repeat_a_part, put_zeros, swap_parts, insert_token, as_if_recoded,
)  # fmt: skip


def inside_zip(data: bytes, dice: random.Random) -> bytes:
    """A zip (a Word file) whose one member is mutated: the archive itself stays whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(item.filename, archive.read(item)) for item in archive.infolist()]
    except Exception:  # an earlier mutation broke the archive, in any of the ways that zipfile has words for
        members = []
    if not members:
        return flip(data, dice)
    target = dice.randrange(len(members))
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for place, (name, content) in enumerate(members):
                archive.writestr(name, dice.choice(BY_BYTES)(content, dice) if place == target else content)
        return out.getvalue()


def mutate(data: bytes, seed: int) -> bytes:
    """One to three mutations of a file, the same for the same seed."""
    dice = random.Random(seed)
    mutations: Sequence[Mutation] = (*BY_BYTES, *([inside_zip] * 6 if data.startswith(b"PK") else []))
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        data = dice.choice(mutations)(data, dice)
    return data


def mutated(files: Sequence[Path], count: int, start: int = 0) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of `count` mutations, of each file in turn."""
    contents = [(path, path.read_bytes()) for path in files]
    for number in range(start, start + count):
        path, data = contents[number % len(contents)]
        yield f"mutated_{number:05d}{path.suffix}", mutate(data, number)
