"""What is asked about a paper: its number and days, its texts, and who signs the papers of the block."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.block import Block
from models.paper_record import PaperRecord, Signing
from models.papers.kinds import Paper
from models.papers.prose import with_text
from models.papers.register import Series, as_written_in, figure_of, next_number
from ui.widgets.forms import Field, FormDialog

Ask = Callable[[FormDialog], dict[str, Any] | None]


def ask_record(
    paper: Paper,
    record: PaperRecord,
    series: Series | None,
    before: int,
    today: date,
    ask: Ask,
    parent: QWidget | None = None,
) -> PaperRecord | None:
    """Number, days and addressees of one paper; None when the form was left. `before`: the last number before
    this year, where numbers run on."""
    box = FormDialog(
        "Số, ngày, nơi nhận",
        _fields(paper, next_number(series, before)),
        _given(record),
        check=partial(_wrong, today),
        intro=paper.title,
        parent=parent,
        doubt=partial(_taken, series, record),
    )
    values = ask(box)
    box.deleteLater()
    if values is None:
        return None
    listed = {name: _lines(values[name]) for name in _LISTS if name in values}
    return replace(record, **{**values, **listed})


_LISTS = ("to", "recipients")


def _fields(paper: Paper, following: str) -> list[Field]:
    found = []
    if paper.has_number:
        words = f"Số tiếp theo là {following}. Bỏ trống khi chưa cấp số."
        found += [
            Field("number", "Số", help=words, placeholder=following),
            Field("issued", "Ngày văn bản", "day"),
        ]
    if paper.is_letter:
        words = "Mỗi nơi một dòng. Bỏ trống thì ghi như mẫu."
        found.append(Field("to", "Kính gửi", "multiline", words))
    if paper.has_number:
        words = "Mỗi nơi một dòng. Bỏ trống thì theo nơi nhận chung của khối."
        found.append(Field("recipients", "Nơi nhận", "multiline", words))
    return [
        *found,
        Field("signed", "Ngày ký", "day"),
        Field("sent", "Ngày gửi", "day"),
        Field("note", "Ghi chú"),
    ]


def _given(record: PaperRecord) -> dict[str, Any]:
    given = {it: getattr(record, it) for it in ("number", "issued", "signed", "sent", "note")}
    return given | {it: "\n".join(getattr(record, it)) for it in _LISTS}


def _wrong(today: date, values: Mapping[str, Any]) -> dict[str, str]:
    number = values.get("number", "")
    if number and figure_of(number) is None:
        return {"number": "Ghi số như 05 hoặc 5a, không ghi ký hiệu."}
    later = (it for it in ("signed", "sent") if values[it] and values[it] > today)
    return dict.fromkeys(later, "Ngày này sau hôm nay.")


def _taken(series: Series | None, record: PaperRecord, values: Mapping[str, Any]) -> dict[str, str]:
    number = values.get("number", "")
    others = [it for it in series.records if it != record] if series else []
    same = number and any(as_written_in(it.number) == as_written_in(number) for it in others)
    return {"number": f"Số {number} đã cấp cho văn bản khác."} if same else {}


def ask_texts(
    paper: Paper, record: PaperRecord, ask: Ask, parent: QWidget | None = None
) -> PaperRecord | None:
    """The places of a paper that the clerk writes; None when the form was left. What was taken from last year is
    said, and counts as looked over once the form is saved."""
    carried = {it.field for it in record.prose if it.carried}
    fields = [
        Field(
            it.key, it.title, "multiline",
            " ".join(part for part in ("Lấy từ năm trước, đọc lại." if it.key in carried else "", it.prompt) if part),
        )
        for it in paper.prose
    ]  # fmt: skip
    given = {it.key: record.text(it.key) for it in paper.prose}
    box = FormDialog("Lời văn của văn bản", fields, given, intro=paper.title, parent=parent)
    values = ask(box)
    box.deleteLater()
    if values is None:
        return None
    for key, text in values.items():
        record = with_text(record, key, text)
    return record


def ask_signing(block: Block, ask: Ask, parent: QWidget | None = None) -> Block | None:
    """Who signs the block's papers and who gets them; None when the form was left."""
    signing = block.signing
    fields = (
        Field(
            "lines", "Quyền hạn, chức vụ", "multiline",
            "Mỗi dòng một dòng in phía trên chữ ký, ví dụ: KT. TRƯỞNG BAN, kiêm, TRƯỞNG KHỐI THI ĐUA, PHÓ TRƯỞNG BAN. "
            "Bỏ trống thì in TRƯỞNG KHỐI và tên đơn vị.",
        ),
        Field("name", "Họ tên người ký"),
        Field("recipients", "Nơi nhận chung", "multiline", "Mỗi nơi một dòng, không ghi dấu gạch đầu dòng."),
        Field("archive", "Lưu", help="Ví dụ: VT, Ban Nội chính."),
        Field(
            "numbered_by_term", "Số văn bản nối tiếp theo nhiệm kỳ", "yes_no",
            "Bỏ trống thì mỗi năm lấy lại từ 01.",
        ),
    )  # fmt: skip
    given = {
        "lines": "\n".join(signing.lines),
        "name": signing.name,
        "recipients": "\n".join(signing.recipients),
        "archive": signing.archive,
        "numbered_by_term": block.numbered_by_term,
    }

    def check(values: Mapping[str, Any]) -> dict[str, str]:
        many = len(_lines(values["lines"])) > 5
        return {"lines": "Nhiều nhất 5 dòng."} if many else {}

    box = FormDialog(
        "Phần ký, nơi nhận", fields, given, check=check, intro=block.name, parent=parent
    )
    values = ask(box)
    box.deleteLater()
    if values is None:
        return None
    made = Signing(
        _lines(values["lines"]), values["name"], _lines(values["recipients"]), values["archive"]
    )
    return replace(block, signing=made, numbered_by_term=values["numbered_by_term"])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(it.strip() for it in text.splitlines() if it.strip())
