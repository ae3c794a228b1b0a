"""The register of numbers: which number comes next in a series, which are missing, which stand twice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import Problem
from models.paper_record import PaperRecord
from models.papers.numbers import CODE_NAMES
from models.season import Season
from models.texts import few

_NUMBER = re.compile(r"0*(\d{1,4})\s*([a-zđ]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Series:
    """The papers of one kind of number ("BC"; "" for letters), by their numbers; those without one at the end."""

    code: str
    records: tuple[PaperRecord, ...]

    @property
    def taken(self) -> tuple[int, ...]:
        """The numbers in use, in order, each as often as it stands."""
        return tuple(sorted(it for record in self.records if (it := figure_of(record.number))))


def figure_of(number: str) -> int | None:
    """The figure in a number as it is written ("05", "5a"), None where there is none to count with."""
    found = _NUMBER.fullmatch(number.strip())
    return int(found[1]) or None if found else None


def as_written(number: int) -> str:
    """A number with its leading zero below 10 (NĐ 30/2020, Phụ lục I, II.3)."""
    return f"{number:02}"


def register(season: Season, codes: Mapping[str, str]) -> tuple[Series, ...]:
    """The series of the year in the order of their codes. `codes`: kind of paper → its code in a number."""
    by_code: dict[str, list[PaperRecord]] = {}
    for record in season.plan.written:
        if record.kind in codes and (record.number or record.issued):
            by_code.setdefault(codes[record.kind], []).append(record)
    return tuple(
        Series(code, tuple(sorted(found, key=lambda it: figure_of(it.number) or 10_000)))
        for code, found in sorted(by_code.items())
    )


def next_number(series: Series | None, last_before: int = 0) -> str:
    """The number that comes after the highest one of a series."""
    taken = series.taken if series else ()
    return as_written(max((*taken, last_before)) + 1)


def number_faults(series: Series, last_before: int = 0) -> tuple[Problem, ...]:
    """Numbers that stand twice, and those left out between the first and the last. `last_before`: the last number
    before this year, where numbers run on through a term."""
    found: list[Problem] = []
    named = CODE_NAMES.get(series.code, series.code)
    named = f"{named[:1].lower()}{named[1:]}"
    written = [as_written_in(it.number) for it in series.records if figure_of(it.number)]
    for number in sorted({it for it in written if written.count(it) > 1}):
        what = f"Số {number} của loại {named} cấp cho {written.count(number)} văn bản."
        advice = "Cấp lại số, mỗi văn bản một số."
        found.append(Problem("number-twice", what, advice, severity="warning"))
    taken = series.taken
    missing = sorted(set(range(last_before + 1, taken[-1])) - set(taken)) if taken else []
    if missing:
        what = f"Loại {named} còn trống {few([as_written(it) for it in missing], 'số', 5)}."
        advice = "Ghi văn bản đã lấy số đó, hoặc để trống nếu số đã hủy."
        found.append(Problem("number-gap", what, advice, severity="warning"))
    return tuple(found)


def as_written_in(number: str) -> str:
    """A number as the register compares it: "5a" and "05A" are one."""
    found = _NUMBER.fullmatch(number.strip())
    return f"{int(found[1]):02}{found[2].lower()}" if found else number.strip()
