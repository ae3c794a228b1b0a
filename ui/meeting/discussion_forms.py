"""The two forms of a discussion: what is proposed, and how the meeting decided."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from models.collected import Discussion
from models.meeting_day.discussion import (
    METHODS,
    hands_words,
    last_decided,
    new_points_fault,
    recall_words,
)
from models.scores.criteria import limits
from models.season import Season
from models.table import TableRow
from ui.widgets.forms import Field, FormDialog, Values
from ui.words import text

_HANDS = ("for_", "against", "abstained")


def proposal_form(
    season: Season, unit: str, row: TableRow, old: Decimal | None, parent: QWidget
) -> FormDialog:
    """Ask for the new points of one criterion, who proposes them and why; a point that was decided already is
    recalled first."""
    lowest, highest = limits(row, season.pack)
    found = season.unit(unit)
    most = "" if highest is None else f", tối đa {text.points_short(highest)}"
    intro = (
        f"{found.name if found else unit}. {row.code} {row.title}: đang tính {text.points_short(old)}"
        f"{most}."
    )
    before = last_decided(season, unit, row.code)
    if before is not None:
        intro = f"{intro} {recall_words(before)}"

    def check(values: Values) -> Mapping[str, str]:
        return {"new": new_points_fault(season, row, old, values["new"])}

    return FormDialog(
        "Đề nghị sửa điểm",
        (
            Field(
                "new",
                "Điểm đề nghị",
                "points",
                required=True,
                step=season.pack.step,
                lowest=lowest,
                highest=highest,
            ),
            Field("by", "Người đề nghị", required=True, placeholder="Họ tên, đơn vị"),
            Field("why", "Lý do", "multiline", required=True),
            Field("evidence", "Minh chứng", placeholder="Tên, số, ngày văn bản"),
        ),
        check=check,
        ok_text="Nêu đề nghị",
        intro=intro,
        parent=parent,
    )


def decision_form(
    it: Discussion, change: str, present: int | None, parent: QWidget, *, accept: bool
) -> FormDialog:
    """Ask how it was decided; hands that speak against the decision, or are more than the units that are
    there, are asked about once: nothing says how many are enough."""

    def doubt(values: Values) -> Mapping[str, str]:
        return _doubts(_counted(it, values), present, accept=accept)

    def check(values: Values) -> Mapping[str, str]:
        if values["method"] == "hands" and not any(values[name] for name in _HANDS):
            return {"for_": "Ghi số người giơ tay."}
        return {}

    whole = (
        ("for_", "Đồng ý"),
        ("against", "Không đồng ý"),
        ("abstained", "Không có ý kiến"),
    )
    dialog = FormDialog(
        "Thông qua" if accept else "Không thông qua",
        (
            Field("method", "Quyết định bằng", "choice", choices=METHODS),
            *(Field(name, words, "whole") for name, words in whole),
            Field("note", "Kết luận, ghi chú"),
        ),
        {"method": "agreement", "note": it.note},
        check=check,
        ok_text="Ghi kết quả",
        intro=f"{change[:1].upper()}{change[1:]}.",
        parent=parent,
        doubt=doubt,
    )

    def say() -> None:
        values = dialog.form.values()
        hands = values["method"] == "hands"
        dialog.form.show_only(("method", "note", *(_HANDS if hands else ())))
        counted = hands and any(values[name] for name in _HANDS)
        dialog.form.set_help("abstained", hands_words(_counted(it, values)) if counted else "")

    dialog.form.changed.connect(say)
    say()
    return dialog


def decision_of(values: Values) -> dict[str, object]:
    """The fields of a decision; by agreement nobody counted."""
    hands = values["method"] == "hands"
    counts = {name: (values[name] or 0) if hands else 0 for name in _HANDS}
    return {"method": values["method"], "note": values["note"], **counts}


def _counted(it: Discussion, values: Values) -> Discussion:
    return replace(
        it,
        method=values["method"],
        for_=values["for_"] or 0,
        against=values["against"] or 0,
        abstained=values["abstained"] or 0,
    )


def _doubts(it: Discussion, present: int | None, *, accept: bool) -> Mapping[str, str]:
    if it.method != "hands":
        return {}
    counted = it.for_ + it.against + it.abstained
    if present is not None and counted > present:
        return {
            "abstained": f"Cộng {counted}, nhiều hơn {present} đơn vị có mặt. Đếm lại, hoặc vẫn lưu nếu "
            "mỗi đơn vị có nhiều người biểu quyết."
        }
    if accept and it.for_ <= it.against:
        return {"for_": f"{hands_words(it)} Vẫn ghi là thông qua?"}
    if not accept and it.for_ > it.against:
        return {"for_": f"{hands_words(it)} Vẫn ghi là không thông qua?"}
    return {}
