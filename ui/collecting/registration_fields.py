"""The forms of targets, titles and pledges: their fields, what they lack, the records they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, cast

from models.collected import Pledge, RegisteredTitle
from models.collecting.registration import plan_fields
from models.facts import Target
from models.points import ZERO
from models.scores.criterion_inputs import ONE
from models.season import Season
from models.texts import same_name
from ui.scores.fact_forms import target_fields
from ui.widgets.forms import Field, Values

_GROUP = 3
_FIGURES = ("planned", "registered", "last_year", "half_year_before", "half_year", "result")
_ORDER = (
    *("name", "section", "measure", "planned", "registered", "last_year", "better", "counted"),
    *("half_year_before", "half_year", "result", "criterion", "bonus", "note"),
)
KINDS = (("title", "Danh hiệu thi đua"), ("commendation", "Hình thức khen thưởng"))
WHOM = (("collective", "Tập thể"), ("individual", "Cá nhân"))


def unit_field(season: Season) -> Field:
    """Which unit a new record is about."""
    choices = (("", "Chưa chọn"), *((it.id, it.name) for it in season.units))
    return Field("unit", "Đơn vị", "choice", required=True, choices=choices)


def fields_of_target(season: Season) -> Sequence[Field]:
    """A target from its registration to its result; the criterion only where the table has one for it."""
    known = {it.name: it for it in target_fields(season)}
    known["last_year"] = Field("last_year", "Kết quả năm trước", "points", lowest=None)
    known["half_year_before"] = Field(
        "half_year_before", "Cùng kỳ năm trước", "points", lowest=None
    )
    known["half_year"] = Field("half_year", "Kết quả 6 tháng", "points", lowest=None)
    known["counted"] = Field("counted", "Cách tính", "multiline")
    linked = [it for it in season.table.criteria() if plan_fields(it)]
    if linked:
        choices = (("", "Không gắn"), *((it.code, f"{it.code}  {it.title}") for it in linked))
        known["criterion"] = Field(
            "criterion",
            "Tiêu chí của bảng",
            "choice",
            choices=choices,
            help="Kế hoạch và kết quả của chỉ tiêu được đưa vào tiêu chí này khi ô còn trống.",
        )
    # A target is counted in its own unit of measure, as finely as it needs.
    figures = {key: replace(known[key], step=ZERO) for key in _FIGURES}
    return [{**known, **figures}[key] for key in _ORDER if key in known]


def fields_of_title(_season: Season) -> Sequence[Field]:
    """A title or a form of commendation that a unit registers for."""
    return (
        Field("title", "Danh hiệu, hình thức", required=True, placeholder="Cờ thi đua, Bằng khen…"),
        Field("kind", "Loại", "choice", required=True, choices=KINDS),
        Field("whom", "Tập thể, cá nhân", "choice", required=True, choices=WHOM),
        Field("count", "Số lượng", "whole", required=True, lowest=ONE, help="Từ 1 trở lên."),
        Field("name", "Tên", help="Tên tập thể, cá nhân khi đã rõ."),
        Field("note", "Ghi chú", "multiline"),
    )


def fields_of_pledge() -> Sequence[Field]:
    """The day on which a unit signed; empty where it has not."""
    return (
        Field("signed", "Ngày ký", "day", help="Để trống: chưa ký."),
        Field("note", "Ghi chú", "multiline"),
    )


def values_of(fact: Target | RegisteredTitle | Pledge | None) -> Mapping[str, Any]:
    """What a form starts with."""
    if fact is None:
        return {"count": 1}
    values = {it.name: getattr(fact, it.name) for it in fields(fact)}
    return values | {key: _typed(values[key]) for key in _FIGURES if values.get(key) is not None}


def _typed(value: Decimal) -> str:
    """A figure as it is typed: with dots for thousands ("12.500") it could be read two ways."""
    typed = f"{value:f}".replace(".", ",")
    # "1,234" could be a thousand and more, "1,2340" cannot.
    return f"{typed}0" if len(typed.partition(",")[2]) == _GROUP else typed


def target_of(values: Values, old: Target | None) -> Target:
    """The record that a filled form means; what the form does not show stays as it is."""
    if old is not None:
        return replace(old, **values)
    return Target(**values)


def title_of(values: Values, old: RegisteredTitle | None) -> RegisteredTitle:
    """The record that a filled form means."""
    if old is not None:
        return replace(old, **values)
    return RegisteredTitle(**values)


def check_target(
    season: Season, values: Values, old: Target | None, unit: str
) -> Mapping[str, str]:
    """Two targets of one name could not be told apart when a form comes in."""
    owner = unit or cast("str", values.get("unit", ""))
    others = [it for it in season.facts.targets if it.unit == owner and it is not old]
    if any(same_name(it.name, values["name"]) for it in others):
        return {"name": "Đơn vị đã có chỉ tiêu tên này. Ghi tên khác, hoặc sửa chỉ tiêu đã có."}
    return {}
