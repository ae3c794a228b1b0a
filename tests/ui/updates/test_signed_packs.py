"""A signed pack from a stick: what is told of its signer, and what has to be confirmed before it is taken."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.errors import AppError
from models.rulepack import RulePack
from models.signer import Signer
from storage import pack_signature
from tests.ui.light_pages import NOW
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.rules.take import TakePack
from ui.updates import keys, words
from ui.updates.box import UpdateBox
from ui.updates.look import PackFile, look

WHO = "Ban Thi đua tỉnh A"
SAMPLE = shipped.sample()
NEWER = replace(SAMPLE.pack, version=SAMPLE.pack.version + 1, board="Nơi khác")
KEY, OTHER = pack_signature.new_key(), pack_signature.new_key()


def signed(path: Path, key: str = KEY, who: str = WHO) -> Signer:
    """Put a signature beside a pack's file."""
    signer, text = pack_signature.sign(key, who, path.read_bytes())
    pack_signature.beside(path).write_bytes(text)
    return signer


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The file of a pack on a stick, newer than the sample's."""
    (tmp_path / "USB").mkdir()
    path = tmp_path / "USB" / "Quy định.json"
    shipped.write_pack_file(path, NEWER)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    session = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    session.create(tmp_path / "Khối.khoi", SAMPLE)
    made = MainWindow(session, Jobs(), tmp_path / "thiết lập")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    session.close()


def shown(window: MainWindow, path: Path, qtbot: QtBot) -> UpdateBox:
    made = UpdateBox(window.session, window.jobs, window.settings, path, window)
    made.show()
    made.begin()
    qtbot.waitUntil(made.step.isVisible)
    return made


def texts(box: UpdateBox) -> str:
    QApplication.processEvents()
    return "\n".join(it.text() for it in box.findChildren(QLabel) if it.isVisibleTo(box))


def badges(box: UpdateBox) -> list[str]:
    assert box.advice is not None
    return [it.badge for it in box.advice.lines]


# ---- in the window


def test_without_a_signature_nothing_is_asked(
    window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    box = shown(window, stick, qtbot)
    assert "Không có chữ ký: bên cạnh không có tệp “Quy định.json.chuky”" in texts(box)
    assert "SHA-256: " in texts(box)
    assert "Mã khóa" not in texts(box)
    assert box.confirm_button is None
    assert box.act_button is not None
    assert not (window.settings / keys.NAME).exists()


def test_a_new_key_is_confirmed_once(window: MainWindow, stick: Path, qtbot: QtBot) -> None:
    signer = signed(stick)
    box = shown(window, stick, qtbot)
    assert badges(box) == ["Mới hơn", "Khóa mới"]
    assert f"Mã khóa: {signer.fingerprint}" in texts(box)
    assert f"“{WHO}”" in texts(box)
    assert box.act_button is None
    assert box.confirm_button is not None
    assert not box.confirm_button.isDefault(), "Enter alone confirms nothing"
    height = box.height()
    assert not (window.settings / keys.NAME).exists()
    box.confirm_button.click()
    qtbot.waitUntil(lambda: box.height() < height)  # fewer words, no gap
    assert badges(box) == ["Mới hơn", "Đã ký"]
    assert "khóa chưa gặp" not in texts(box)
    assert not box.confirm_button.isVisible()
    assert box.act_button is not None
    assert box.act_button.isVisible()
    assert keys.read(window.settings) == (signer,)
    box.reject()
    again = shown(window, stick, qtbot)
    assert badges(again) == ["Mới hơn", "Đã ký"]
    assert f"khóa đã xác nhận của “{WHO}”" in texts(again)
    assert again.confirm_button is None
    assert again.act_button is not None


def test_another_key_under_a_known_name_is_a_warning_first(
    window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    before = signed(stick)
    keys.write(window.settings, [before])
    other = signed(stick, OTHER, "BAN THI ĐUA TỈNH A")
    box = shown(window, stick, qtbot)
    assert badges(box)[1] == "Khác khóa"
    assert "có người mạo danh" in texts(box)
    assert f"(mã {before.fingerprint})" in texts(box)
    assert f"Mã khóa: {other.fingerprint}" in texts(box)
    assert box.act_button is None
    assert box.confirm_button is not None
    box.reject()
    assert keys.read(window.settings) == (before,)
    box = shown(window, stick, qtbot)
    assert box.confirm_button is not None
    box.confirm_button.click()
    assert keys.read(window.settings) == (before, other)
    assert badges(box)[1] == "Đã ký"


def test_a_known_key_under_another_name_says_both(
    window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    keys.write(window.settings, [signed(stick)])
    signed(stick, KEY, "Sở Nội vụ tỉnh A")
    box = shown(window, stick, qtbot)
    assert badges(box)[1] == "Đổi tên"
    assert f"“{WHO}”, nhưng lần này ghi tên “Sở Nội vụ tỉnh A”" in texts(box)
    assert box.act_button is not None


def test_a_signature_that_does_not_fit_offers_nothing(
    window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    keys.write(window.settings, [signed(stick)])
    stick.write_bytes(stick.read_bytes().replace("Nơi khác".encode(), "Nơi khắc".encode()))
    box = shown(window, stick, qtbot)
    assert "không khớp “Quy định.json”" in texts(box)
    assert (box.act_button, box.confirm_button, box.advice) == (None, None, None)
    assert "SHA-256" not in texts(box)


def test_a_key_that_cannot_be_kept_is_told_and_asked_again(
    window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    signed(stick)
    box = shown(window, stick, qtbot)
    (window.settings / keys.NAME).mkdir(parents=True)  # nothing can be put in its place
    assert box.confirm_button is not None
    box.confirm_button.click()
    assert "Chưa ghi được mã khóa" in texts(box)
    assert box.act_button is not None
    again = shown(window, stick, qtbot)
    assert "Không đọc được danh sách khóa đã xác nhận" in texts(again)
    assert again.confirm_button is not None


def test_what_was_looked_at_is_taken_whatever_the_file_holds_by_then(
    window: MainWindow, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.write(window.settings, [signed(stick)])

    def press(box: UpdateBox) -> int:
        box.show()
        qtbot.waitUntil(lambda: box.act_button is not None)
        shipped.write_pack_file(stick, replace(NEWER, board="Kẻ khác"))
        assert box.act_button is not None
        box.act_button.click()
        return 1

    monkeypatch.setattr(UpdateBox, "exec", press)
    monkeypatch.setattr(TakePack, "exec", lambda _box: 1)
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: stick)
    window.do("pack-file")
    assert window.session.season.pack == replace(NEWER, decided=())


@pytest.fixture
def unwritable(stick: Path) -> Iterator[Path]:
    signed(stick)
    stick.parent.chmod(0o555)
    yield stick
    stick.parent.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others there")
def test_a_stick_that_cannot_be_written_is_read(unwritable: Path) -> None:
    found = look(unwritable, lambda *_: None)
    assert isinstance(found, PackFile)
    assert found.signer is not None
    assert sorted(it.name for it in unwritable.parent.iterdir()) == [
        "Quy định.json",
        "Quy định.json.chuky",
    ]


def test_the_library_is_loaded_only_for_a_signature(stick: Path, tmp_path: Path) -> None:
    import subprocess

    def loaded() -> str:
        code = (
            "import sys; from pathlib import Path; from ui.updates.look import look;"
            f"look(Path({str(stick)!r}), print); print('ecdsa' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        return done.stdout.decode().strip()

    assert loaded() == "False"
    signed(stick)
    assert loaded() == "True"


# ---- what is to be done, in words


def advice(
    stick: Path, used: RulePack | None, locked: str = "", confirmed: tuple[Signer, ...] | None = ()
) -> words.Advice:
    found = look(stick, lambda *_: None)
    assert isinstance(found, PackFile)
    return words.of_pack(found, used, locked, confirmed)


def test_a_key_is_confirmed_before_all_else_but_a_broken_file(stick: Path) -> None:
    signer = signed(stick)
    for used, locked in ((None, ""), (NEWER, ""), (SAMPLE.pack, "Đã chốt."), (SAMPLE.pack, "")):
        first = advice(stick, used, locked)
        assert (first.act, first.to_confirm) == ("", signer)
        assert first.step.startswith(f"Gọi cho “{WHO}”")
        assert advice(stick, used, locked, (signer,)).to_confirm is None
    assert advice(stick, SAMPLE.pack, "", (signer,)).act == "take"
    sums = stick.with_name("SHA256SUMS")
    sums.write_text(f"{'0' * 64}  {stick.name}\n", encoding="utf-8")
    broken = advice(stick, SAMPLE.pack)
    assert (broken.act, broken.to_confirm) == ("", None)
    assert broken.step.startswith("Không dùng tệp này")
    assert [it.badge for it in broken.lines] == ["Mới hơn", "Khóa mới", "Không khớp"]
    sums.write_text("", encoding="utf-8")
    assert [it.badge for it in advice(stick, SAMPLE.pack).lines] == ["Mới hơn", "Khóa mới"]


# ---- the confirmed keys


def put(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def test_keys_are_kept_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "chưa có" / "thiết lập"
    assert keys.read(folder) == ()
    kept = (Signer(WHO, "a" * 64), Signer("Sở Nội vụ", "b" * 64))
    keys.write(folder, kept)
    assert keys.read(folder) == kept


@pytest.mark.parametrize(
    "spoil",
    [
        put(""),
        put("[]"),
        put('{"keys": 3}'),
        put('{"keys": [3]}'),
        put('{"keys": [{"who": "A"}]}'),
        put(json.dumps({"keys": [{"who": "A", "key": "a"}]})),
        put(json.dumps({"keys": [{"who": "", "key": "a" * 64}]})),
        put(json.dumps({"keys": [{"who": 3, "key": "a" * 64}]})),
        put(json.dumps({"keys": [{"who": "A", "key": 3}]})),
        put("[" * 100_000),
        lambda path: path.write_bytes(b"\xff\xfe"),
        lambda path: path.mkdir(),
    ],
)
def test_a_list_that_is_none_is_not_taken_for_an_empty_one(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(tmp_path / keys.NAME)
    with pytest.raises(ValueError):
        keys.read(tmp_path)


def test_a_settings_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    with pytest.raises(AppError, match="lần sau chương trình hỏi lại"):
        keys.write(tmp_path / "tệp", [Signer(WHO, "a" * 64)])
