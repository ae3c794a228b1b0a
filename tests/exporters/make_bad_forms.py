"""Makes the files in tests/data/bad_forms with LibreOffice: `python -m tests.exporters.make_bad_forms`.

To be run again when the id of the sample form changes; the tests themselves need no LibreOffice.
"""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.exporters import office
from tests.exporters.bad_form_files import KEPT, edited, good
from tests.exporters.bad_form_word import word
from tests.exporters.filling import put


def _faults(sheet: Worksheet) -> None:
    """What each container must tell as well as .xlsx does."""
    put(sheet, "I.1", "=1/0")
    put(sheet, "I.2.a", "8/10")
    put(sheet, "I.2.b", "７，５ điểm")
    put(sheet, "I.3", "=SUM(F10:F10)+2")
    put(sheet, "II.1", 12.3)
    put(sheet, "II.2", date(2023, 5, 7))
    put(sheet, "I.1", "B¸o c¸o sè 12/BC-VP ngµy 05/12", "evidence")
    put(sheet, "II.1", date(2023, 12, 5), "note")


def _far(sheet: Worksheet) -> None:
    sheet["C20001"] = "x"


def _other(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Danh sách cán bộ"
    book.save(folder / "other.xlsx")
    return folder / "other.xlsx"


def main() -> None:
    """Every file, made anew."""
    makers = {"good": good, "faults": edited(_faults), "far": edited(_far), "other": _other}
    with tempfile.TemporaryDirectory() as place:
        for name, make in makers.items():
            folder = Path(place) / name
            folder.mkdir()
            source = make(folder).rename(folder / f"{name}.xlsx")
            for suffix in ("xls", "ods", "xlsx"):
                if (name, suffix) not in {("far", "xlsx"), ("other", "xlsx")}:
                    shutil.copy(office.convert(source, suffix, folder / "out"), KEPT)
        _word(Path(place) / "word")


def _word(folder: Path) -> None:
    """A Word file as LibreOffice writes one: through its own format, or it would not write it anew."""
    folder.mkdir()
    source = word()(folder).rename(folder / "good.docx")
    own = office.convert(source, "odt", folder / "own")
    shutil.copy(office.convert(own, "docx", folder / "out"), KEPT)


if __name__ == "__main__":
    main()
