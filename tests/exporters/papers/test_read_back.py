"""Letters are looked for in files of type, and a PDF is read back: both can fail, and say so."""

from pathlib import Path

import pytest

from exporters.papers.fonts import files
from exporters.papers.read_back import LETTERS, missing_letters, text_of_pdf
from models.errors import AppError
from resources import path


def test_the_letters_are_those_of_the_alphabet() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 2 * (12 * 6 + 1)
    assert LETTERS[: len(LETTERS) // 2].upper() == LETTERS[len(LETTERS) // 2 :]


@pytest.mark.parametrize(
    "font", [*sorted(path("fonts").glob("*.ttf")), *files()], ids=lambda it: it.name
)
def test_every_shipped_type_has_every_letter(font: Path) -> None:
    assert missing_letters(font) == ""


def test_a_type_without_vietnamese_is_found_out() -> None:
    import reportlab

    plain = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    assert "ệ" in missing_letters(plain)
    assert "a" not in missing_letters(plain)


def test_what_is_no_type_and_no_pdf_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(AppError, match="phông chữ"):
        missing_letters(broken)
    with pytest.raises(AppError, match="đọc lại không được"):
        text_of_pdf(broken)
