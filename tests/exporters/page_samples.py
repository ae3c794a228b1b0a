"""A .docx as small as it gets, with what a program wrote down about its pages."""

import io
import zipfile

WORD = "Microsoft Office Word"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def package(app: str | None) -> bytes:
    """A package as small as it gets: with `docProps/app.xml`, or without it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", "<w/>")
        if app is not None:
            made.writestr("docProps/app.xml", app)
    return file.getvalue()


def saved(application: str = WORD, **counts: str) -> bytes:
    """Two pages and 640 words by Word, unless said otherwise; "" leaves a property out."""
    values = {"Pages": "2", "Words": "640", **counts, "Application": application}
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in values.items() if value)
    return package(f'<Properties xmlns="{PROPERTIES}">{inside}</Properties>')
