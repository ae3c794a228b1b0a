"""Each file as units send it, held against what it must say: codes, cells, sentences, and the points taken.

After a wanted change: `python -m tests.exporters.forms.test_bad_forms` writes expected.txt anew; read the difference.
"""

import tempfile
from pathlib import Path

import pytest

from exporters.forms import score_form
from models.collecting.intake import FormReading, previews
from tests.exporters.bad_form_cases import CASES
from tests.exporters.bad_form_files import KEPT
from tests.exporters.form_samples import FULL, SEASON

EXPECTED = KEPT / "expected.txt"


def said(reading: FormReading) -> str:
    """What was told and taken, one line each; points and texts as far as they are not the usual ones."""
    told = [f"{it.severity} {it.code} [{it.cell}] {it.text}" for it in reading.problems]
    (preview,) = previews(SEASON, [reading])
    taken = [f"{preview.state}: {len(reading.lines)} tiêu chí"]
    for line in reading.lines:
        if str(line.points) != FULL[line.criterion]:
            taken.append(f"{line.criterion} = {line.points}")
        if line.evidence != "Báo cáo số 12":
            taken.append(f"{line.criterion} hồ sơ {line.evidence!r}")
        if line.note:
            taken.append(f"{line.criterion} ghi chú {line.note!r}")
    return "\n".join([*told, *taken])


def expected() -> dict[str, str]:
    parts = EXPECTED.read_text(encoding="utf-8").split("## ")[1:]
    return {name: text.strip() for name, _, text in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("name", CASES)
def test_each_file_says_exactly_what_it_must(name: str, tmp_path: Path) -> None:
    assert said(score_form.read(CASES[name](tmp_path), SEASON)) == expected()[name]


def test_there_are_enough_files_and_none_is_forgotten() -> None:
    assert len(CASES) >= 60
    assert expected().keys() == CASES.keys()


def write_expected() -> None:
    parts = []
    for name, make in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            parts.append(f"## {name}\n{said(score_form.read(make(Path(folder)), SEASON))}\n")
    EXPECTED.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    write_expected()
