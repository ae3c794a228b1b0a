"""Files as they come in: the bytes of each, those inside a zip as files of their own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from exporters.forms.opening import content
from exporters.forms.score.read import read_bytes
from exporters.incoming import workbook_kind, workbook_zip
from models.collecting.inbox import Foreseen, Said, kind_of
from models.collecting.intake import FormReading
from models.errors import Problem
from models.season import Season
from models.submission import Submission

NO_FORM = "form-not-ours"
_OFFICE = b"[Content_Types].xml"  # the first file inside, as most programs write it
_FIRST_NAME = 30  # where the name of the first file stands in a zip


@dataclass(frozen=True)
class Arrival:
    """One file: its own name ("thu.zip › BDV.xlsx" inside a zip), its bytes, or why there are none.

    `path` is the name with the folder it lay in, as a reading of it is called.
    """

    name: str
    data: bytes = b""
    problem: Problem | None = None
    path: str = ""

    @property
    def is_there(self) -> bool:
        """Whether its bytes could be had, be they none."""
        return bool(self.data) or self.problem is None

    @cached_property
    def sha256(self) -> str:
        """The hash of its bytes, as the inbox knows them."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file_name(self) -> str:
        """The name without the zip it came in."""
        return self.name.rsplit(workbook_zip.ARROW, maxsplit=1)[-1]


def unpack(path: Path) -> Iterator[Arrival]:
    """The file, or each file of a zip; at least one. Nothing is raised for a bad file."""
    data, problem = content(path)
    if problem is None and is_zip(path.name, data):
        problem = workbook_zip.refusal(data)
        if problem is None:
            for it in workbook_zip.members(data):
                name = f"{path.name}{workbook_zip.ARROW}{it.name}"
                yield Arrival(name, it.data, it.problem, f"{path}{workbook_zip.ARROW}{it.name}")
            return
    yield Arrival(path.name, data, problem, str(path))


def is_zip(name: str, data: bytes) -> bool:
    """Whether the file is a zip of files, not one of the formats that are zips inside."""
    # An Office file says so at once: a zip of Office files names them further down only.
    if not data.startswith(b"PK") or data[_FIRST_NAME : _FIRST_NAME + len(_OFFICE)] == _OFFICE:
        return False
    problem = workbook_kind.not_a_workbook(name, data)
    return problem is not None and problem.code == "file-archive"


def read(arrival: Arrival, season: Season, unit: str = "") -> Said:
    """What it says as a unit's form; `unit` is whose it is where the clerk has said so."""
    path = arrival.path or arrival.name
    if arrival.problem:
        return FormReading(path, problems=(arrival.problem,))
    name = arrival.file_name
    if name != arrival.name and is_zip(name, arrival.data):
        return FormReading(path, problems=(workbook_zip.NESTED,))
    found = read_bytes(path, name, arrival.data, season, unit)
    if any(it.code == NO_FORM for it in found.problems):
        from exporters.forms.registration.lines import KIND
        from exporters.forms.registration.read import read

        other = read(arrival.data, season, path)
        if KIND.not_ours not in other.problems:
            return other
    return found


def submission(arrival: Arrival, preview: Foreseen, when: datetime) -> Submission:
    """The entry of the inbox for it, not numbered yet."""
    unit = preview.unit.id if preview.unit else ""
    return Submission(
        0,
        arrival.name,
        when,
        arrival.sha256,
        len(arrival.data),
        unit=unit,
        kind=kind_of(preview.reading) if unit else "",
    )
