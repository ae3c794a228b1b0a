"""The self-test on a disk that is nearly full, and in a folder that cannot be written."""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.selftest.test_selftest_checks import NOW, run
from ui.book import places, shipped
from ui.selftest import folders


class Usage(NamedTuple):
    """A disk, as far as it is asked after."""

    free: int


@pytest.mark.parametrize(
    ("free", "state", "words"),
    [
        (12_340_000_000, "ok", "còn trống 12,3 GB"),
        (499_999_999, "warning", "chỉ còn trống 499 MB"),
        (49_999_999, "fault", "gần đầy, còn trống 49 MB"),
    ],
)
def test_room_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: str, words: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(free))
    found = folders.folder_of(tmp_path, "Thư mục")
    assert found[0] == state
    assert words in found[1]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    state, _, _, detail = folders.folder_of(tmp_path / "không có", "Thư mục")
    assert (state, detail) == ("fault", "FileNotFoundError 2")


def test_a_full_disk_is_told_as_such_and_not_as_a_failed_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'no-bus'}")
    path = tmp_path / "Khối.khoi"
    BlockFile.create(path, shipped.sample(), Act(NOW - timedelta(days=1), "Tạo sổ")).close()
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(50_100_000))
    found = {it.code: it for it in run(path).findings}
    for code in ("backup", "results", "clock"):
        assert found[code].state == "fault"
        assert "còn trống 50 MB, bản sao để thử cần 5" in found[code].text
        assert found[code].todo.startswith("Xóa bớt tệp")
    assert list(places.work().iterdir()) == []
