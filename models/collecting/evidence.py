"""Evidence of a season: what each criterion asks for, what is there, what is lacking, how files are named.

Pure: what the files themselves are like is told by `storage/evidence_folder.py`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.collected import EvidenceFile
from models.collecting.intake import form_stage
from models.points import ZERO
from models.scores.scoring import score
from models.season import Season
from models.table import TableRow
from models.texts import clean

State = Literal["ok", "missing", "changed", "empty", "unreadable"]
"""What a kept file is like now, beside what was recorded when it was copied."""

LONGEST_NAME = 110
"""Letters of a name without its suffix; with one it stays below 120."""
_MOST_BYTES = 230  # file systems that count bytes end at 255: room for a suffix and a number
_UNIT_LETTERS, _PLACE_LETTERS, _FOLDER_LETTERS = 40, 24, 60
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SLASHES = re.compile(r"[/\\]")
_TOLD = re.compile(r"^.+ - \d\d+ - (?=\S)")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one unit: what the table asks for (`required`), the files, the words of the form.

    `is_missing`: points were claimed, evidence is asked for, and there is none. `title` is "" for a
    criterion that the table in force no longer has.
    """

    code: str
    title: str
    required: str
    files: tuple[EvidenceFile, ...] = ()
    text: str = ""
    is_missing: bool = False


def lines(season: Season, unit: str) -> tuple[Line, ...]:
    """The rows of the "Danh mục hồ sơ kiểm chứng" of one unit, in the order of the table.

    Files of criteria that are no longer in the table stand at the end, so that none is lost.
    """
    lacking = {code for owner, code in missing(season) if owner == unit}
    files: dict[str, list[EvidenceFile]] = {}
    for it in season.facts.evidence_files:
        if it.unit == unit:
            files.setdefault(it.criterion, []).append(it)
    found = [
        Line(
            row.code,
            row.title,
            row.evidence,
            tuple(files.pop(row.code, ())),
            evidence_text(season, unit, row.code),
            row.code in lacking,
        )
        for row in season.table.criteria()
    ]
    return (*found, *(Line(code, "", "", tuple(left)) for code, left in files.items()))


def evidence_text(season: Season, unit: str, code: str) -> str:
    """What the stages say of the evidence of a criterion, each said once."""
    said = (season.score(unit, code, it.code).evidence.strip() for it in season.pack.stages)
    return "; ".join(dict.fromkeys(it for it in said if it))


def missing(season: Season) -> tuple[tuple[str, str], ...]:
    """(unit's id, criterion's code) where the unit claims points and has neither text nor file.

    Only with a pack that asks for evidence (evidence-column, HD 1560/SNV-TĐKT, II.1) and where the
    row of the table names some; that a row names none is told by the checks of the table. What a
    unit is fined or what does not apply to it needs no paper of its own.
    """
    if not season.pack.evidence_required or not season.pack.stages:
        return ()
    asked = [row.code for row in _asking(season)]
    first = form_stage(season.pack)
    if not asked or not any(key.stage == first for key in season.scores):
        return ()
    kept = {(it.unit, it.criterion) for it in season.facts.evidence_files}
    settled = _not_applicable(season)
    found = []
    for result in score(season, first):
        unit = result.unit.id
        for code in asked:
            points = result.lines[code].points
            if not season.score(unit, code, first).is_filled or points is None or points <= ZERO:
                continue
            if (unit, code) in kept or (unit, code) in settled:
                continue
            if not evidence_text(season, unit, code):
                found.append((unit, code))
    return tuple(found)


def _asking(season: Season) -> Iterator[TableRow]:
    for section in season.table.rows:
        if section.role != "deduction":
            yield from (it for _, it in section.walk() if it.is_criterion and it.evidence.strip())


def _not_applicable(season: Season) -> set[tuple[str, str]]:
    found = set()
    for fact in season.facts.not_applicable:
        row = season.table.row(fact.criterion)
        if row is not None:
            found |= {(fact.unit, it.code) for _, it in row.walk()}
    return found


# ---- names


def safe_name(text: str, longest: int = LONGEST_NAME) -> str:
    """`text` as the name of a file or folder that Windows takes too, Vietnamese letters kept.

    At most `longest` letters, cut between words; "Không tên" where nothing is left.
    """
    plain = "".join(" " if it.isspace() else it for it in clean(text) if _is_seen(it))
    plain = _FORBIDDEN.sub(" ", _SLASHES.sub("-", plain))
    name = cut(" ".join(plain.split()).strip(" .~-"), longest)
    name = _RESERVED.sub(r"\1_", name, count=1) if _RESERVED.match(name) else name
    return name or "Không tên"


def _is_seen(letter: str) -> bool:
    """Blanks and letters; not the marks that turn the direction of writing and hide a suffix."""
    return letter.isspace() or unicodedata.category(letter)[0] != "C"


def cut(text: str, longest: int) -> str:
    """`text` with at most `longest` letters, ended between words where it can."""
    while len(text) > longest or len(text.encode()) > _MOST_BYTES:
        shorter = text[: min(longest, len(text) - 1)]
        whole = shorter.rpartition(" ")[0]
        text = whole if len(whole) * 2 > len(shorter) else shorter
        text = text.rstrip(" .-")
    return text


def telling_name(unit: str, section: str, number: int, title: str) -> str:
    """The name of a file of evidence without its suffix: "Ban Dân vận - I.2 - 01 - Báo cáo tổng kết".

    `section` is the place in the table in letters (`place`), `number` counts the files of a criterion.
    """
    parts = (safe_name(unit, _UNIT_LETTERS), safe_name(section, _PLACE_LETTERS), f"{number:02}")
    return safe_name(" - ".join((*parts, safe_name(title))))


def unit_folder(season: Season, unit: str) -> str:
    """The name of the unit's own folder inside the folder of the year.

    Where a unit before it in the block's list has the same, as Windows sees it, its number in the list
    stands in front.
    """
    made = _folder_name(season, unit)
    before: list[str] = []
    for number, other in enumerate(season.units, 1):
        if other.id == unit:
            is_taken = made.casefold() in before
            return safe_name(f"{number:02} {made}", _FOLDER_LETTERS) if is_taken else made
        before.append(_folder_name(season, other.id).casefold())
    return made


def _folder_name(season: Season, unit: str) -> str:
    return safe_name(unit_name(season, unit), _FOLDER_LETTERS)


def unit_name(season: Season, unit: str) -> str:
    """The unit's name as files and folders carry it; the short one where the name is too long for that."""
    found = season.unit(unit)
    if found is None:
        return unit
    return (found.short_name or found.name) if len(found.name) > _UNIT_LETTERS else found.name


def place(season: Season, code: str) -> str:
    """A criterion's code with its section where the code alone does not tell it: "I.2", "II 1.a"."""
    section = season.table.section_codes().get(code, "")
    alone = not section or code == section or re.match(rf"{re.escape(section)}\W", code)
    return code if alone else f"{section} {code}"


def title_of(original: str) -> str:
    """A first title for a file that came as `original`: its name without suffix, lines and blanks, and
    without what a telling name puts before the title."""
    stem = original.rpartition(".")[0] or original
    words = " ".join(clean(stem).replace("_", " ").split())
    return _TOLD.sub("", words) or words or original


def packed_names(season: Season, unit: str) -> dict[str, str]:
    """File (as recorded) → its name in what is sent to the Board, by the order and titles of today.

    A file that backs two criteria is sent once, under the name of the first.
    """
    names: dict[str, str] = {}
    for line in lines(season, unit):
        for number, it in enumerate(line.files, 1):
            suffix = _suffix(it.file)
            stem = telling_name(unit_name(season, unit), place(season, line.code), number, it.title)
            names.setdefault(it.file, f"{stem}{suffix}")
    return names


def _suffix(file: str) -> str:
    stem, dot, suffix = file.rpartition("/")[2].rpartition(".")
    return f"{dot}{suffix}" if stem and dot else ""
