"""The message to a unit as a file: who receives it, what it says, the marked copy in it."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from exporters.forms import score_form
from exporters.forms.score.layout import SHEET
from exporters.forms.score.marked import LIST
from models.collecting.intake import Preview, previews
from models.season import Season
from tests.exporters.filling import fill
from tests.ui.page_samples import season, session_of
from ui.book.jobs import Jobs
from ui.files import form_back
from ui.pages.base import Page

CONTACT = "Chị Lan, lan@laocai.gov.vn, 0912 345 678"


class Desk:
    """A page without anything on it, and what it tells."""

    def __init__(self, qtbot: QtBot, folder: Path, given: Season) -> None:
        self.folder = folder
        self.session = session_of(folder, given)
        self.page = Page(self.session, Jobs())
        qtbot.addWidget(self.page)
        self.told: list[str] = []
        self.page.told.connect(lambda words, _tone, _act: self.told.append(words))

    def form(self, points: object) -> tuple[Preview, bytes]:
        """The form of u3 with this for I.1."""
        unit = self.session.season.unit("u3")
        assert unit is not None
        path = self.folder / "BDV.xlsx"
        score_form.write(self.session.season, unit, path)
        fill(path, {"I.1": points})
        return self.preview(path), path.read_bytes()

    def preview(self, path: Path) -> Preview:
        reading = score_form.read(path, self.session.season)
        return previews(self.session.season, [reading])[0]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    given = season()
    units = tuple(replace(it, contact=CONTACT if it.id == "u3" else "") for it in given.units)
    made = Desk(qtbot, tmp_path, replace(given, units=units))
    yield made
    made.session.close()


def saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, preview: Preview, data: bytes
) -> EmailMessage:
    asked: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kind: str) -> Path:
        asked.append(name)
        return desk.folder / "thư"

    monkeypatch.setattr(form_back, "ask_save", ask)
    form_back.save_mail(desk.page, preview, data)
    assert asked == [f"{Path(preview.reading.path).stem} - thu.eml"]
    message = message_from_bytes((desk.folder / "thư.eml").read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_message_carries_the_marked_copy_to_the_unit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = saved(desk, monkeypatch, *desk.form(999))
    assert message["To"] == "lan@laocai.gov.vn"
    assert message["Subject"] == "Bảng tự chấm điểm năm 2023 của Ban Dân vận Tỉnh ủy: cần sửa"
    body = message.get_body()
    assert body is not None
    assert "999" in body.get_content()
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "BDV - can sua.xlsx"
    assert openpyxl.load_workbook(BytesIO(attached.get_content())).sheetnames[:2] == [LIST, SHEET]
    assert desk.told == ["Đã lưu “thư.eml”, mở bằng Outlook rồi gửi."]


def test_what_cannot_be_marked_goes_without_a_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.folder / "anh.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    message = saved(desk, monkeypatch, desk.preview(path), path.read_bytes())
    assert message["To"] is None
    assert message["Subject"] == "Bảng tự chấm điểm năm 2023: cần sửa"
    assert list(message.iter_attachments()) == []
    (told,) = desk.told
    assert "Thư không kèm tệp vì tệp này không đánh dấu lỗi được." in told
    assert told.endswith("Ghi địa chỉ nhận trước khi gửi.")


def test_a_form_with_remarks_only_is_to_be_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = saved(desk, monkeypatch, *desk.form(5))
    assert message["Subject"].endswith("cần xem lại")


def test_a_form_without_a_remark_is_answered_without_a_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, data = desk.form(5)
    clean = replace(preview, problems=())
    message = saved(desk, monkeypatch, clean, data)
    assert message["Subject"].endswith(": đã nhận, không có lỗi")
    assert list(message.iter_attachments()) == []
    assert desk.told == ["Đã lưu “thư.eml”, mở bằng Outlook rồi gửi."]


def test_nothing_is_written_when_no_place_is_chosen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_back, "ask_save", lambda *_args: None)
    form_back.save_mail(desk.page, *desk.form(999))
    assert not list(desk.folder.glob("*.eml"))
    assert desk.told == []
