"""Which files are read as forms: all of them or a sentence, always in the same order."""

import os
from pathlib import Path

import pytest

from models.errors import AppError
from ui.files import form_files
from ui.files.form_files import collect


def put(folder: Path, *names: str) -> None:
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"x")


def test_a_folder_stands_for_every_file_in_it_but_what_systems_put_there(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "b/c.pdf", "z.docx", "ảnh.jpg", "~$a.xlsx", ".DS_Store", "Thumbs.db")
    assert sorted(it.name for it in collect([tmp_path])) == ["a.xlsx", "c.pdf", "z.docx", "ảnh.jpg"]


def test_too_many_files_are_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_files, "MOST_FILES", 3)
    put(tmp_path / "Ổ D", *(f"{it}.xlsx" for it in range(4)))
    with pytest.raises(AppError, match="“Ổ D” có quá nhiều tệp, chưa đọc tệp nào"):
        collect([tmp_path / "Ổ D"])


def test_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.xlsx", "a/z.xlsx", "a.xlsx", "c/a.xlsx")
    expected = [tmp_path / it for it in ("a/z.xlsx", "a.xlsx", "b.xlsx", "c/a.xlsx")]
    assert list(collect([tmp_path])) == sorted(expected)


def test_a_folder_that_cannot_be_searched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.xlsx", "riêng/b.xlsx")
    real = os.scandir

    def closed(path: str) -> object:
        """The administrator, who runs some of these tests, may look into every folder."""
        if str(path).endswith("riêng"):
            raise PermissionError(13, "", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(AppError, match="Không xem được thư mục “riêng”"):
        collect([tmp_path])


def test_an_odd_name_is_left_to_the_reader(tmp_path: Path) -> None:
    odd = tmp_path / ("a" * 300)
    assert collect([odd]) == (odd,)
