"""What ships with the program: rule packs, year plans, holidays, the sample block and its forms. No Qt."""

from pathlib import Path
from typing import NamedTuple

from models.dates.plan_template import PlanTemplate
from models.errors import AppError
from models.rulepack import RulePack
from models.season import Season
from models.signer import Signer
from models.texts import fold
from models.year_plan import DayOff
from resources import path
from storage import exchange

SAMPLE_FORMS = "sample/forms"


def packs() -> tuple[RulePack, ...]:
    """The rule packs that ship with the program, in the order of their file names."""
    files = sorted(path("packs").glob("*.json"))
    return tuple(exchange.read_pack(it.read_text(encoding="utf-8")) for it in files)


def find_pack(pack_id: str) -> RulePack | None:
    """The shipped pack with this id, or None."""
    return next((it for it in packs() if it.id == pack_id), None)


def plans() -> tuple[PlanTemplate, ...]:
    """The year plans that ship with the program, in the order of their titles."""
    from storage import plan_files

    files = path("plans").glob("*.json")
    found = (plan_files.loads(it.read_text(encoding="utf-8")) for it in files)
    return tuple(sorted(found, key=lambda it: fold(it.title)))


def days_off(year: int) -> tuple[DayOff, ...]:
    """The holidays of `year` and of the quarter after it, as the program knows them without the network."""
    from resources.public_holidays import days_off

    return tuple(DayOff(*it) for it in days_off(year, with_next_quarter=True))


class Shared(NamedTuple):
    """A rule pack that somebody shared: the pack, the bytes it was read from, who signed them (None: nobody)."""

    pack: RulePack
    data: bytes
    signer: Signer | None


def read_pack_file(file: Path) -> Shared:
    """The rule pack of a file that somebody shared; the file is read once, so all is told of the same bytes.

    Raises AppError when it is none that can be used, or when the signature beside it does not fit.
    """
    from storage import pack_files, pack_signature

    data = pack_files.content(file)
    signer = pack_signature.read(file, data)
    return Shared(pack_files.taken(file.name, data), data, signer)


def write_pack_file(file: Path, pack: RulePack) -> None:
    """Write a rule pack into a file of its own, for others. Raises AppError when it cannot."""
    from storage import pack_files

    pack_files.write(file, pack)


def changes() -> str:
    """The list of changes of every version, as CHANGELOG.md has it; "" where it was not shipped."""
    try:
        return path("../CHANGELOG.md").read_text(encoding="utf-8")
    except OSError:
        return ""


def sample() -> Season:
    """The sample block: Party offices of Lào Cai, 2023, illustrative figures."""
    return exchange.load(path("sample/lao_cai_2023.json").read_text(encoding="utf-8"), find_pack)


def sample_forms() -> tuple[Path, ...]:
    """Forms of the sample block, filled in, to try the import on."""
    return tuple(sorted(path(SAMPLE_FORMS).glob("*.xlsx")))


def put_sample_forms(folder: Path) -> tuple[Path, ...]:
    """Copy the filled forms of the sample into `folder`, never over a file that is there; the new files.

    Raises AppError when it cannot.
    """
    from exporters.files import free_name, save

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(f"Không tạo được thư mục “{folder}”. Chọn thư mục khác.") from error
    written = []
    for form in sample_forms():
        written.append(free_name(folder / form.name))
        save(written[-1], form.read_bytes())
    return tuple(written)
