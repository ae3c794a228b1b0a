"""How many pages a paper has that a unit sent, where the file itself says so; never a guess."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import Any

_PROPERTIES = "docProps/app.xml"
_LARGEST = 1024 * 1024
_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_WORD = re.compile(r"Microsoft .*Word")


def count_pages(name: str, content: bytes) -> int | None:
    """The pages of a .pdf, and of a .docx as Word counted them when it saved it; None where nobody counted
    ("chưa đếm được"): every other format, other programs, a damaged or locked file.

    Of a .docx only laying a paper out tells its pages. Word does that and writes the number down; libraries that
    write .docx keep the number of an empty template, which then says that there are no words.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        return _of_pdf(content)
    if suffix != ".docx":
        return None
    said = _properties(content)
    pages, words = said.get("Pages", ""), said.get("Words", "")
    if not _WORD.fullmatch(said.get("Application", "")):
        return None
    if not (pages.isascii() and pages.isdigit()) or words in ("", "0"):
        return None
    return int(pages) or None


def _of_pdf(content: bytes) -> int | None:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of what every scanner does
    try:
        return len(PdfReader(io.BytesIO(content)).pages) or None
    except Exception:  # noqa: BLE001 - a damaged file fails in a dozen ways, none of which matters
        return None


def _properties(content: bytes) -> dict[str, str]:
    """What the program that saved the file wrote about it; nothing where that cannot be read."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if package.getinfo(_PROPERTIES).file_size > _LARGEST:
                return {}
            raw = package.read(_PROPERTIES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root: Any = etree.fromstring(raw, parser)
    except (KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return {}
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError):
        return {}
    found = ((str(it.tag).removeprefix(_NAMESPACE), it.text or "") for it in root)
    return {key: text.strip() for key, text in found}
