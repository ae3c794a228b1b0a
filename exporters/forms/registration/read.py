"""The registration form read back. Nothing is raised: why a file cannot be taken stands in `problems`."""

from pathlib import Path

from exporters.forms.opening import content, opened
from exporters.forms.registration.lines import KIND, Reader
from exporters.incoming import workbook_kind
from exporters.incoming.workbook_sums import summed
from models.collecting.registration import RegistrationReading
from models.season import Season


def read(source: Path | bytes, season: Season, name: str = "") -> RegistrationReading:
    """What a file says, given by its path or by its bytes with the `name` it came under.

    Whatever is wrong stands in `problems`; nothing is raised for a bad file. `unit` is filled only when
    the form belongs to this block and year.
    """
    if isinstance(source, bytes):
        return _read(name, source, season)
    data, problem = content(source)
    if problem:
        return RegistrationReading(str(source), problems=(problem,))
    return _read(str(source), data, season)


def _read(path: str, data: bytes, season: Season) -> RegistrationReading:
    not_xlsx = workbook_kind.not_a_workbook(RegistrationReading(path).name, data)
    found = opened(KIND, data, not_xlsx, season)
    if found.unit is None or found.sheet is None:
        unit = found.unit.id if found.unit else ""
        problems = (found.problem,) if found.problem else ()
        return RegistrationReading(path, unit, problems=problems)
    return Reader(path, summed(found.sheet), season, found.unit).reading()
