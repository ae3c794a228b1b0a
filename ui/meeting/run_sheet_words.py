"""The words and forms of the run sheet: what can be done now, an item as a form, the meeting as a form."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from models.hall.scenes import KIND_NAMES
from models.meeting import AgendaItem, Meeting, Quorum
from models.meeting_day import agenda, attendance_sheet
from models.season import Season
from ui.widgets.field import share_fields
from ui.widgets.forms import Field, FormDialog, Values

_ABOUT: dict[str, str] = {
    "unit": "unit",
    "criterion": "criterion",
    "message": "words",
    "countdown": "words",
}
"""The scenes of which the form asks what they are about, and in which field."""
_HOW_TO_COUNT = "Số phút rồi tên, ví dụ “10 Tham luận”. Để trống thì lấy số phút dự kiến."


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


def item_fields(season: Season) -> tuple[Field, ...]:
    """The fields of one item of the agenda; of those about the scene `ItemDialog` shows what it needs."""
    later = ("", "Chọn ở thẻ điều khiển")
    units = [(it.id, it.name) for it in season.units]
    rows = [(it.code, f"{it.code} {it.title}") for it in season.table.criteria()]
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
        Field("unit", "Cảnh chiếu về đơn vị nào", "choice", choices=(later, *units)),
        Field("criterion", "Cảnh chiếu về tiêu chí nào", "choice", choices=(later, *rows)),
        Field("words", "Chữ trên màn chiếu"),
        Field("handout", "Tài liệu phát", placeholder="Bảng tổng hợp kết quả chấm điểm"),
        Field("note", "Ghi chú", placeholder="Chỉ người điều khiển thấy"),
    )


def item_values(item: AgendaItem) -> dict[str, Any]:
    """What the form shows of an item; no minutes planned is an empty field."""
    names = ("title", "part", "person", "scene", "handout", "note")
    about = dict.fromkeys(_ABOUT.values(), "")
    if item.scene in _ABOUT:
        about[_ABOUT[item.scene]] = item.about
    return {**{it: getattr(item, it) for it in names}, **about, "minutes": item.minutes or None}


class ItemDialog(FormDialog):
    """The form of one item; of the fields about the scene only the one that the chosen scene needs is shown."""

    def __init__(self, title: str, season: Season, item: AgendaItem, parent: QWidget) -> None:
        super().__init__(title, item_fields(season), item_values(item), parent=parent)
        self.form.changed.connect(self._follow)
        self._follow()
        # It was made as high as all fields together; before it is shown nothing tells the layouts.
        for it in (self.form, self._inner):
            it.adjustSize()
        self._scroll.setMinimumHeight(0)
        self._fit()
        self.resize(self.sizeHint().width(), 0)  # no lower than what is shown

    def _follow(self) -> None:
        values = self.form.values()
        scene = values["scene"]
        needed = _ABOUT.get(scene)
        self.form.show_only([it for it in values if it not in _ABOUT.values() or it == needed])
        self.form.set_help("words", _HOW_TO_COUNT if scene == "countdown" else "")


def item_of(item: AgendaItem, values: Values) -> AgendaItem:
    """The item as the form says; an empty field of minutes plans none."""
    asked = {it: said for it, said in values.items() if it not in _ABOUT.values()}
    scene = values["scene"]
    # What a scene is about is asked of some kinds only; of the others it stays while the kind does.
    about = item.about if scene == item.scene else ""
    if scene in _ABOUT:
        about = values[_ABOUT[scene]]
    return replace(item, **{**asked, "about": about, "minutes": values["minutes"] or 0})


# ---- the meeting itself


def meeting_fields() -> tuple[Field, ...]:
    """The fields of the meeting."""
    return (
        Field("name", "Tên hội nghị", required=True),
        Field("day", "Ngày họp", "day", help="Các hạn tính từ ngày họp đổi theo."),
        Field("begins", "Giờ bắt đầu", placeholder="08:00", help="In trên giấy mời, chương trình."),
        Field("place", "Địa điểm"),
        Field("chair", "Chủ trì", placeholder="Họ tên, chức vụ"),
        Field("secretary", "Thư ký", placeholder="Họ tên, chức vụ"),
        *share_fields(
            "Tối thiểu phải dự",
            "Ví dụ 2 / 3: từ 2/3 số đơn vị. Để trống cả hai khi khối chưa quy định.",
        ),
        Field("more", "Phải nhiều hơn tỷ lệ này, bằng là chưa đủ", "yes_no"),
        Field("document", "Văn bản quy định", placeholder="Quy chế của khối, số, ngày"),
    )


def meeting_values(season: Season) -> dict[str, Any]:
    """What the form shows of the meeting."""
    meeting = season.meeting
    names = ("name", "begins", "place", "chair", "secretary")
    values = {it: getattr(meeting, it) for it in names}
    values["day"] = season.plan.meeting
    if meeting.quorum is not None:
        values["numerator"] = meeting.quorum.numerator
        values["denominator"] = meeting.quorum.denominator
        values["more"] = not meeting.quorum.at_least
        values["document"] = meeting.quorum.document
    return values


def meeting_faults(values: Values) -> Mapping[str, str]:
    """What is wrong with the hour and the quorum."""
    if values["begins"] and agenda.minutes_of_day(values["begins"]) is None:
        return {"begins": "Ghi giờ và phút, ví dụ 08:00; chưa định thì để trống."}
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
    begins = values["begins"].strip().zfill(len("00:00")) if values["begins"] else ""
    return replace(meeting, quorum=quorum, begins=begins, **{it: values[it] for it in names})
