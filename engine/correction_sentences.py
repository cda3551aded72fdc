"""What a correction is told as: the sentences of `findings` and of the table `corrections`, English and Thai."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 200  # letters of a text that a sentence repeats

# Why a correction is refused. {names} are filled in.
_WHY = {
    "no_table": (
        "“{table}” is no table whose rows can be corrected; those are {known}",
        "“{table}” ไม่ใช่ตารางที่แก้ไขได้ ตารางที่แก้ไขได้คือ {known}",
    ),
    "no_column": (
        "the table {table} has no column “{column}”",
        "ตาราง {table} ไม่มีคอลัมน์ “{column}”",
    ),
    "fixed_column": (
        "{table}.{column} says which row it is, where it stands, what is printed there or what follows from that, "
        "and cannot be corrected",
        "แก้ไข {table}.{column} ไม่ได้ เพราะระบุตัวแถว ตำแหน่ง ข้อความตามที่พิมพ์ หรือค่าที่คำนวณจากสิ่งเหล่านั้น",
    ),
    "no_row": (
        "no row of {table} has the key “{key}”; a key is like “{example}”",
        "ไม่มีแถวของ {table} ที่มีคีย์ “{key}” ตัวอย่างคีย์คือ “{example}”",
    ),
    "no_rows": (
        "the report has no rows in {table}",
        "รายงานนี้ไม่มีแถวใน {table}",
    ),
    "several_rows": (
        "{count} rows of {table} have the key “{key}”; say which, as “{example}”",
        "มี {count} แถวของ {table} ที่ตรงกับคีย์ “{key}” โปรดระบุให้ชัด เช่น “{example}”",
    ),
    "no_reason": (
        "it gives no reason; write why",
        "ไม่ได้ให้เหตุผล โปรดเขียนเหตุผล",
    ),
    "no_day": (
        "in the column when, {trouble}",
        "คอลัมน์ when ไม่ใช่วันที่แบบ ค.ศ. เช่น 2023-03-01: “{when}”",
    ),
    "no_value": (
        "in the column {where}, “{text}” is no value of {table}.{column}; write {wanted}",
        "คอลัมน์ {where}: “{text}” ไม่ใช่ค่าของ {table}.{column} โปรดเขียน {wanted}",
    ),
    "stale": (
        "the value of {table}.{column} was to be {expected} and is {found} now; look at the report again",
        "{table}.{column} ควรเป็น {expected} แต่ขณะนี้เป็น {found} โปรดตรวจรายงานอีกครั้ง",
    ),
    "needless": (
        "the value of {table}.{column} is {found} without it; delete the line",
        "{table}.{column} เป็น {found} อยู่แล้ว ลบบรรทัดนี้ได้",
    ),
    "against_contract": (
        "the data contract does not allow the new value ({trouble})",
        "ข้อกำหนดของข้อมูลไม่อนุญาตค่าใหม่ ({trouble})",
    ),
}
_APPLIED = (
    "{table}.{column} of “{key}” was corrected from {found} to {value} (line {line} of corrections.csv: {reason}).",
    "แก้ไข {table}.{column} ของ “{key}” จาก {found} เป็น {value} (บรรทัดที่ {line} ของ corrections.csv: {reason})",
)
_REFUSED = (
    "The correction in line {line} of corrections.csv was refused: {why}.",
    "ไม่ใช้การแก้ไขในบรรทัดที่ {line} ของ corrections.csv: {why}",
)
_NOTHING = ("nothing", "ค่าว่าง")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same thing said in English and in Thai."""

    en: str
    th: str


Said = Sentence | str | int


class CorrectionRefused(Exception):  # noqa: N818 - it says what became of the correction
    """A correction that cannot be applied: why, as half a sentence, and what stands there, if anything does."""

    def __init__(self, why: str, *, standing: str | None = None, **said: Said) -> None:
        super().__init__(why)
        self.standing = standing
        self.why = _filled(_WHY[why], said)


def quoted(text: str | None) -> Sentence:
    """A value in a sentence; null has a word for it."""
    return Sentence(*_NOTHING) if text is None else Sentence(*[f"“{_short(text)}”"] * 2)


def applied_sentence(**said: Said) -> Sentence:
    """Of table, column, key, found, value, line and reason."""
    return _filled(_APPLIED, said)


def refused_sentence(line: int, why: Sentence) -> Sentence:
    return _filled(_REFUSED, {"line": line, "why": why})


def _filled(said: tuple[str, str], values: Mapping[str, Said]) -> Sentence:
    sentences = {name: value if isinstance(value, Sentence) else _same(value) for name, value in values.items()}
    en = said[0].format(**{name: value.en for name, value in sentences.items()})
    return Sentence(en, said[1].format(**{name: value.th for name, value in sentences.items()}))


def _same(value: str | int) -> Sentence:
    return Sentence(*[_short(value) if isinstance(value, str) else str(value)] * 2)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
