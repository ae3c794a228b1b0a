"""The words and forms of the run sheet: what can be done now, an item as a form, the meeting as a form."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models import agenda, attendance_sheet
from models.meeting import AgendaItem, Meeting, Quorum
from models.scenes import KIND_NAMES
from models.season import Season
from ui.widgets.forms import Field, Values

ONE = Decimal(1)


def sentence(season: Season) -> str:
    """Where the meeting stands in its agenda."""
    meeting = season.meeting
    if not meeting.agenda:
        return "Chưa có chương trình hội nghị."
    day = agenda.when_words(season)
    minutes = agenda.clock(agenda.planned(meeting.agenda) * 60)
    held = f", ngày {day}" if day else ", chưa ghi ngày họp"
    current = agenda.current(meeting)
    if current is None:
        return f"{len(meeting.agenda)} nội dung, dự kiến {minutes}{held}."
    number = meeting.agenda.index(current) + 1
    taken = agenda.clock(agenda.used(meeting.agenda))
    return f"Nội dung {number}/{len(meeting.agenda)}, đã dùng {taken} trên {minutes} dự kiến."


def attendance_sentence(season: Season) -> str:
    """Who is there, in numbers."""
    found = attendance_sheet.sheet(season)
    if not found.lines:
        return "Chưa có đơn vị nào. Ghi các đơn vị ở trang Đơn vị."
    return f"{attendance_sheet.summary(found)}; {len(found.guests)} đại biểu mời."


# ---- one item


def item_fields() -> tuple[Field, ...]:
    """The fields of one item of the agenda."""
    return (
        Field("title", "Nội dung", required=True),
        Field("part", "Thuộc", "choice", choices=tuple(agenda.PARTS.items())),
        Field("person", "Người thực hiện", placeholder="Họ tên, chức vụ"),
        Field("minutes", "Số phút dự kiến", "whole", highest=Decimal(600)),
        Field(
            "scene",
            "Màn chiếu",
            "choice",
            choices=tuple(KIND_NAMES.items()),
            help="Màn hội trường thấy khi đến nội dung này.",
        ),
        Field(
            "about",
            "Màn chiếu nói về",
            help="Lời nhắn: nội dung. Đếm ngược: số phút rồi tên, ví dụ “10 Tham luận”. Bỏ phiếu, đơn vị, "
            "tiêu chí: để trống, chọn ở thẻ điều khiển.",
        ),
        Field("handout", "Tài liệu phát", placeholder="Bảng tổng hợp kết quả chấm điểm"),
        Field("note", "Ghi chú", placeholder="Chỉ người điều khiển thấy"),
    )


def item_values(item: AgendaItem) -> dict[str, Any]:
    """What the form shows of an item; no minutes planned is an empty field."""
    names = ("title", "part", "person", "scene", "about", "handout", "note")
    return {**{it: getattr(item, it) for it in names}, "minutes": item.minutes or None}


def item_of(item: AgendaItem, values: Values) -> AgendaItem:
    """The item as the form says; an empty field of minutes plans none."""
    return replace(item, **{**values, "minutes": values["minutes"] or 0})


# ---- the meeting itself


def meeting_fields() -> tuple[Field, ...]:
    """The fields of the meeting."""
    return (
        Field("name", "Tên hội nghị", required=True),
        Field("day", "Ngày họp", "day", help="Các hạn tính từ ngày họp đổi theo."),
        Field("place", "Địa điểm"),
        Field("chair", "Chủ trì", placeholder="Họ tên, chức vụ"),
        Field("secretary", "Thư ký", placeholder="Họ tên, chức vụ"),
        Field("numerator", "Tối thiểu phải dự: tử số", "whole", lowest=ONE),
        Field(
            "denominator",
            "Mẫu số",
            "whole",
            lowest=ONE,
            help="Ví dụ 2 và 3: từ 2/3 số đơn vị. Để trống cả hai khi khối chưa quy định.",
        ),
        Field("more", "Phải nhiều hơn tỷ lệ này, bằng là chưa đủ", "yes_no"),
        Field("document", "Văn bản quy định", placeholder="Quy chế của khối, số, ngày"),
    )


def meeting_values(season: Season) -> dict[str, Any]:
    """What the form shows of the meeting."""
    meeting = season.meeting
    names = ("name", "place", "chair", "secretary")
    values = {it: getattr(meeting, it) for it in names}
    values["day"] = season.plan.meeting
    if meeting.quorum is not None:
        values["numerator"] = meeting.quorum.numerator
        values["denominator"] = meeting.quorum.denominator
        values["more"] = not meeting.quorum.at_least
        values["document"] = meeting.quorum.document
    return values


def meeting_faults(values: Values) -> Mapping[str, str]:
    """What is wrong with a quorum."""
    top, bottom = values["numerator"], values["denominator"]
    if (top is None) != (bottom is None):
        name = "numerator" if top is None else "denominator"
        return {name: "Ghi đủ tử số và mẫu số, hoặc để trống cả hai."}
    if top is not None and (top > bottom or (top == bottom and values["more"])):
        return {"numerator": "Tỷ lệ này không đơn vị nào đạt được. Xem lại tử số và mẫu số."}
    return {}


def meeting_of(meeting: Meeting, values: Values) -> Meeting:
    """The meeting as the form says."""
    quorum = None
    if values["numerator"] is not None:
        quorum = Quorum(
            values["numerator"], values["denominator"], not values["more"], values["document"]
        )
    names = ("name", "place", "chair", "secretary")
    return replace(meeting, quorum=quorum, **{it: values[it] for it in names})
