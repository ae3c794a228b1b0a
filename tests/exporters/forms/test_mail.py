"""The message to a unit as a file, read back by the standard library's own parser."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from exporters.forms.mail import addresses_in, write_eml
from models.errors import AppError

BODY = "Kính gửi Ban Dân vận Tỉnh ủy,\n\n1. Lỗi – ô F8: “tám” không phải là số điểm.\nTrân trọng cảm ơn."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def parsed(path: Path) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    assert part.get_content_charset() == "utf-8"
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


def test_the_message_says_what_was_meant_and_carries_the_file(tmp_path: Path) -> None:
    target, name = tmp_path / "thư.eml", "Bảng tự chấm – cần sửa.xlsx"
    write_eml(target, "Bảng tự chấm điểm: cần sửa", BODY, (name, b"PK\x03\x04\x00\r\n\xff"), "")
    message = parsed(target)
    assert message["Subject"] == "Bảng tự chấm điểm: cần sửa"
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["To"] is None
    assert body_of(message) == BODY
    [attached] = message.iter_attachments()
    assert attached.get_filename() == name
    assert attached.get_content_type() == XLSX
    assert attached.get_content() == b"PK\x03\x04\x00\r\n\xff"


def test_without_a_file_it_is_plain_text(tmp_path: Path) -> None:
    write_eml(tmp_path / "a.eml", "Thư", BODY)
    message = parsed(tmp_path / "a.eml")
    assert message.get_content_type() == "text/plain"
    assert body_of(message) == BODY
    assert list(message.iter_attachments()) == []


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("Chị Lan, lan.nt@laocai.gov.vn, 0912 345 678", ("lan.nt@laocai.gov.vn",)),
        ("<a@b.vn>; c_d+e@f.gov.vn; a@b.vn", ("a@b.vn", "c_d+e@f.gov.vn")),
        ("Zalo 0912 345 678", ()),
        ("@lan, lan@, lan@laocai", ()),
        ("", ()),
    ],
)
def test_the_addresses_noted_of_the_unit_receive_it(
    contact: str, found: tuple[str, ...], tmp_path: Path
) -> None:
    assert addresses_in(contact) == found
    write_eml(tmp_path / "a.eml", "Thư", BODY, None, contact)
    said = parsed(tmp_path / "a.eml")["To"]
    assert tuple(it.addr_spec for it in said.addresses) == found if found else said is None


def test_no_text_can_write_a_header_of_its_own(tmp_path: Path) -> None:
    write_eml(
        tmp_path / "a.eml", "Thư\r\nBcc: x@y.vn", BODY, ("a\r\nX: 1.docx", b"x"), "a@b.vn\r\nX: 1"
    )
    message = parsed(tmp_path / "a.eml")
    assert set(message.keys()) == {"Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"}
    assert message["Subject"] == "Thư Bcc: x@y.vn"
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "a X: 1.docx"


def test_a_long_subject_and_a_very_long_line_stay_whole(tmp_path: Path) -> None:
    subject, line = "Bảng tự chấm điểm năm 2023 của Ủy ban Kiểm tra " * 5, "Điểm chưa rõ " * 300
    write_eml(tmp_path / "a.eml", subject, line)
    message = parsed(tmp_path / "a.eml")
    assert message["Subject"] == subject.strip()
    assert body_of(message) == line
    assert max(map(len, (tmp_path / "a.eml").read_bytes().split(b"\r\n"))) < 998


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError):
        write_eml(tmp_path / "missing" / "a.eml", "Thư", BODY)
