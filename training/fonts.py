"""Fetches the faces of `fonts.toml` from Debian, npm and PyPI: `python -m training.fonts FOLDER`.

Each face comes to FOLDER/<role>/<Family>-<Style>.<ttf|otf>; packages are kept in FOLDER/packages. Needs `apt-get`,
`dpkg`, `npm` and `pip` on the PATH, and fontTools with brotli for the web subsets.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("fonts.toml")
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of faces as `fonts.toml` names it; `files` are paths inside the package."""

    role: str
    name: str
    source: str
    package: str
    files: tuple[str, ...]
    licence: str
    look: str
    weight: int

    def face_names(self) -> tuple[str, ...]:
        """The names that the fetched files get, in the order of `files`: Regular, then Bold."""
        stem = self.name.replace(" ", "")
        styles = ("Regular", "Bold")
        return tuple(
            f"{stem}-{style}{'.otf' if file.endswith('.otf') else '.ttf'}"
            for style, file in zip(styles, self.files, strict=True)
        )


def families(path: Path = LIST) -> tuple[Family, ...]:
    """All families of the list. Raises TypeError or KeyError where an entry is not whole."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["family"]
    return tuple(Family(**{**entry, "files": tuple(entry["files"])}) for entry in entries)


def fetch(family: Family, packages: Path) -> Path:
    """Downloads and unpacks a family's package once; returns the folder that `files` are relative to."""
    label = family.package.replace("/", "_").replace("@", "_").replace("=", "_")
    folder = packages / family.source / label
    if folder.exists():
        return folder
    archive = packages / f"{label}.download"
    archive.mkdir(parents=True, exist_ok=True)
    commands = {
        "apt": ["apt-get", "download", family.package],
        "npm": ["npm", "pack", "--silent", family.package],
        "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", family.package],
    }
    subprocess.run(commands[family.source], cwd=archive, check=True)
    [file] = archive.iterdir()
    folder.mkdir(parents=True)
    if family.source == "apt":
        subprocess.run(["dpkg", "-x", str(file), str(folder)], check=True)
    else:
        shutil.unpack_archive(file, folder, "zip" if family.source == "pip" else "gztar")
    shutil.rmtree(archive)
    return folder


def place(parts: list[Path], target: Path) -> None:
    """Copies one file, or joins the Thai and the Latin subset of a web font into one TrueType file."""
    if len(parts) == 1:
        shutil.copyfile(parts[0], target)
        return
    from fontTools.merge import Merger  # noqa: PLC0415  (the list of families is read without it)
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    plain = []
    for number, part in enumerate(parts):
        font = TTFont(part)
        font.flavor = None
        plain.append(target.with_suffix(f".part{number}"))
        font.save(plain[-1])
    Merger().merge([str(path) for path in plain]).save(target)
    for path in plain:
        path.unlink()


def lacking(face: Path) -> str:
    """The Thai digits that a face has no glyph of."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    covered = TTFont(face).getBestCmap() or {}
    return "".join(digit for digit in THAI_DIGITS if ord(digit) not in covered)


def main(folder: Path) -> None:
    """Fetches every face of the list and refuses one without Thai digits."""
    for family in families():
        source = fetch(family, folder / "packages")
        (folder / family.role).mkdir(parents=True, exist_ok=True)
        for file, name in zip(family.files, family.face_names(), strict=True):
            target = folder / family.role / name
            place([source / part for part in file.split("+")], target)
            if missing := lacking(target):
                sys.exit(f"{target}: no glyph of {missing}; take the family from fonts.toml.")
        print(family.role, family.name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the fonts shall go: python -m training.fonts FOLDER")
    main(Path(sys.argv[1]))
