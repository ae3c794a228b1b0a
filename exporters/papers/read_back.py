"""What was written, read back from its file, and letters looked for in a file of type: for the self-test."""

from pathlib import Path

from models.errors import AppError

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ"
)
"""Every vowel of Vietnamese with every tone, and đ."""


def missing_letters(font: Path) -> str:
    """The letters of `LETTERS` that a file of type has no glyph for. Raises `AppError` when it is no such file."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        known = TTFontFile(str(font)).charToGlyph
    except (TTFError, OSError) as error:
        raise AppError(f"Không đọc được tệp phông chữ “{font.name}”.") from error
    return "".join(it for it in LETTERS if not known.get(ord(it)))


def text_of_pdf(file: Path) -> str:
    """All text of a PDF. Raises `AppError` when it cannot be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(it.extract_text() for it in PdfReader(file).pages)
    except (PyPdfError, OSError, ValueError) as error:
        raise AppError(f"Tệp PDF “{file.name}” đọc lại không được.") from error
