"""The list of recent files."""

from pathlib import Path

from ui.book.recent import MOST, Recent


def test_the_last_opened_stands_first_and_once(tmp_path: Path) -> None:
    recent = Recent(tmp_path / "cài đặt")
    for name in ("a", "b", "a"):
        recent.add(tmp_path / f"{name}.khoi")
    assert [it.stem for it in recent.paths()] == ["a", "b"]
    assert [it.stem for it in Recent(tmp_path / "cài đặt").paths()] == ["a", "b"]


def test_it_stays_short(tmp_path: Path) -> None:
    recent = Recent(tmp_path)
    for number in range(MOST + 4):
        recent.add(tmp_path / f"{number}.khoi")
    assert len(recent.paths()) == MOST
    assert recent.paths()[0].stem == str(MOST + 3)


def test_a_file_can_be_forgotten(tmp_path: Path) -> None:
    recent = Recent(tmp_path)
    recent.add(tmp_path / "a.khoi")
    recent.forget(tmp_path / "a.khoi")
    assert recent.paths() == ()


def test_a_broken_list_is_an_empty_one(tmp_path: Path) -> None:
    for broken in ("{", '{"a": 1}', "[1, null]"):
        (tmp_path / "gan-day.json").write_text(broken, encoding="utf-8")
        assert Recent(tmp_path).paths() == ()
