"""The recorded facts as lists and forms: for each kind its title, its fields and how a record reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from models.facts import FACT_KINDS, Fact
from models.points import ZERO, show_short, show_signed
from models.results import UnitResult
from models.season import Season
from ui import text
from ui.widgets.forms import Field

FAULTS = (
    ("absent", "Vắng họp khối"),
    ("wrong_composition", "Dự họp sai thành phần"),
    ("late_paper", "Gửi văn bản, hồ sơ chậm"),
    ("other", "Việc khác"),
)
OWN_RULE = "block-own-deductions"
EXCLUDE_RULE = "exclude-serious"
PROVISIONAL_RULE = "honest-provisional"


@dataclass(frozen=True, slots=True)
class FactKind:
    """One list of facts. `first` and `second` say a record in words; `fields` make its form."""

    kind: str
    title: str
    noun: str
    empty: str
    fields: Callable[[Season], Sequence[Field]]
    first: Callable[[Season, Any], str]
    second: Callable[[Season, Any], str]

    def rules(self, season: Season) -> tuple[str, ...]:
        """The names of the pack's rules that weigh these facts."""
        pack = season.pack
        if self.kind == "targets":
            return (pack.bonus.name,) if pack.bonus else ()
        if self.kind == "own_deductions":
            own = any(row.deduct_each is not None for row in season.table.criteria())
            return (OWN_RULE,) if own else ()
        if self.kind == "exclusions":
            return (EXCLUDE_RULE,)
        if self.kind == "classifications":
            return (PROVISIONAL_RULE,) if pack.provisional_sections else ()
        return tuple(rule.name for rule in pack.deductions if rule.fact == self.kind)

    def records(self, season: Season, unit: str) -> tuple[Fact, ...]:
        """The unit's facts of this kind, in the order of entry."""
        return tuple(it for it in getattr(season.facts, self.kind) if it.unit == unit)

    def values(self, fact: Fact | None) -> Mapping[str, Any]:
        """What the form starts with."""
        return {} if fact is None else {it.name: getattr(fact, it.name) for it in fields(fact)}

    def make(self, unit: str, values: Mapping[str, Any]) -> Fact:
        """The record that a filled form means."""
        made: Fact = FACT_KINDS[self.kind](unit=unit, **values)
        return made


def effect(season: Season, result: UnitResult, kind: FactKind) -> tuple[str, tuple[str, ...]]:
    """What the facts of a kind do: the amount ("+ 1,00", "" when none) and the sentences behind it."""
    if kind.kind == "classifications":
        return _classified(season, result), ()
    if kind.kind == "exclusions":
        return ("Không bình xét, suy tôn" if result.excluded is not None else ""), ()
    steps = [it for it in result.steps if it.rule in kind.rules(season)]
    total = sum((it.points for it in steps if it.kind == "sum"), ZERO)
    words = tuple(it.detail if it.kind == "sum" else f"{it.label}: {it.detail}" for it in steps)
    return (show_signed(total) if total else ""), words


def _classified(season: Season, result: UnitResult) -> str:
    """Whether the unit's points still wait for its official classification."""
    if any(it.unit == result.unit.id for it in season.facts.classifications):
        return "Đã có kết quả"
    return "Tạm tính" if result.provisional else ""


def _note() -> Field:
    return Field("note", "Ghi chú", "multiline")


def _target_fields(season: Season) -> Sequence[Field]:
    rule = season.pack.bonus
    limit = f"Tối đa {show_short(rule.each_max)} điểm mỗi chỉ tiêu. " if rule else ""
    sections = [(row.code, f"Mục {row.code}. {row.title}") for row in season.table.rows]
    return (
        Field("name", "Chỉ tiêu", required=True),
        Field("section", "Thuộc mục", "choice", required=True, choices=sections),
        Field("measure", "Đơn vị tính", placeholder="tỷ đồng, %, hồ sơ…"),
        Field("registered", "Đăng ký đầu năm", "points", lowest=None),
        Field("result", "Kết quả thực hiện", "points", lowest=None),
        Field(
            "planned",
            "Cấp trên giao",
            "points",
            lowest=None,
            help="Chỉ để đối chiếu, không tính thưởng.",
        ),
        Field(
            "better",
            "Thế nào là vượt",
            "choice",
            choices=(("higher", "Cao hơn đăng ký"), ("lower", "Thấp hơn đăng ký")),
        ),
        Field(
            "bonus",
            "Điểm thưởng",
            "points",
            help=f"{limit}Để trống: theo mức của bộ quy tắc.",
            step=season.pack.step,
            highest=rule.each_max if rule else None,
        ),
        _note(),
    )


def _reminder_fields(_season: Season) -> Sequence[Field]:
    return (
        Field("document", "Văn bản", required=True, placeholder="Số, ký hiệu, cơ quan ban hành"),
        Field("issued", "Ngày", "day"),
        Field("extended", "Việc đã được gia hạn", "yes_no", help="Được gia hạn vẫn trừ điểm."),
        _note(),
    )


def _dossier_fields(season: Season) -> Sequence[Field]:
    return (
        Field("count", "Số hồ sơ", "whole", required=True),
        Field(
            "notice",
            "Văn bản thông báo",
            help=f"Của {season.pack.board_name}. Chưa có văn bản thì chưa trừ điểm.",
        ),
        _note(),
    )


def _fault_fields(_season: Season) -> Sequence[Field]:
    return (
        Field("fault", "Vi phạm", "choice", required=True, choices=FAULTS),
        Field("what", "Nội dung", placeholder="Cuộc họp, văn bản nào"),
        Field("happened", "Ngày", "day"),
        _note(),
    )


def _own_fields(season: Season) -> Sequence[Field]:
    own = [row for row in season.table.criteria() if row.deduct_each is not None]
    choices = [
        (row.code, f"{row.code} {row.title} (trừ {text.points_short(row.deduct_each)} mỗi lần)")
        for row in own
    ]
    return (
        Field("criterion", "Tiêu chí", "choice", required=True, choices=choices),
        Field("cases", "Số lần", "whole", required=True),
        _note(),
    )


def _exclusion_fields(_season: Season) -> Sequence[Field]:
    return (
        Field("reason", "Lý do", required=True),
        Field("document", "Văn bản", placeholder="Số, ký hiệu"),
        Field("since", "Từ ngày", "day"),
        Field(
            "lifted", "Đã bỏ ngày", "day", help="Ghi ngày khi đơn vị được bình xét, suy tôn lại."
        ),
    )


def _classification_fields(_season: Season) -> Sequence[Field]:
    return (
        Field(
            "document",
            "Văn bản",
            placeholder="Số, ký hiệu, cơ quan ban hành",
            help="Ghi khi đã có kết quả; điểm của đơn vị hết tạm tính.",
        ),
        Field("issued", "Ngày", "day"),
        _note(),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(value: Any) -> str:
    return text.day(value) if value else ""


def _target_line(_season: Season, it: Any) -> str:
    measure = f" {it.measure}" if it.measure else ""
    registered = text.points_short(it.registered)
    done = f"đăng ký {registered}, thực hiện {text.points_short(it.result)}{measure}"
    return _joined(f"Mục {it.section}", done, it.note)


def _own_line(season: Season, it: Any) -> str:
    row = season.table.row(it.criterion)
    return f"{it.criterion} {row.title if row else ''}".strip()


KINDS: tuple[FactKind, ...] = (
    FactKind(
        "targets",
        "Chỉ tiêu vượt đăng ký",
        "chỉ tiêu",
        "Chưa ghi chỉ tiêu nào.",
        _target_fields,
        lambda _season, it: it.name,
        _target_line,
    ),
    FactKind(
        "reminders",
        "Văn bản nhắc nhở, phê bình",
        "văn bản nhắc nhở",
        "Không có văn bản nào.",
        _reminder_fields,
        lambda _season, it: it.document,
        lambda _season, it: _joined(_day(it.issued), "đã gia hạn" if it.extended else "", it.note),
    ),
    FactKind(
        "dossiers",
        "Hồ sơ khen thưởng không đủ điều kiện",
        "hồ sơ không đủ điều kiện",
        "Không có hồ sơ nào.",
        _dossier_fields,
        lambda _season, it: f"{it.count} hồ sơ",
        lambda _season, it: _joined(it.notice or "chưa có văn bản thông báo, chưa trừ", it.note),
    ),
    FactKind(
        "discipline",
        "Vi phạm quy định của khối",
        "vi phạm",
        "Không có vi phạm nào.",
        _fault_fields,
        lambda _season, it: it.what or dict(FAULTS)[it.fault],
        lambda _season, it: _joined(
            dict(FAULTS)[it.fault] if it.what else "", _day(it.happened), it.note
        ),
    ),
    FactKind(
        "own_deductions",
        "Điểm trừ riêng của khối theo tiêu chí",
        "điểm trừ riêng",
        "Không có lần nào.",
        _own_fields,
        _own_line,
        lambda _season, it: _joined(f"{it.cases} lần", it.note),
    ),
    FactKind(
        "exclusions",
        "Không bình xét, suy tôn",
        "lý do không bình xét",
        "Đơn vị được bình xét, suy tôn.",
        _exclusion_fields,
        lambda _season, it: it.reason,
        lambda _season, it: _joined(
            it.document,
            f"từ {_day(it.since)}" if it.since else "",
            f"đã bỏ {_day(it.lifted)}" if it.lifted else "",
        ),
    ),
    FactKind(
        "classifications",
        "Kết quả xếp loại chính thức",
        "kết quả xếp loại chính thức",
        "Chưa có kết quả xếp loại chính thức.",
        _classification_fields,
        lambda _season, it: it.document or "Đã có kết quả xếp loại",
        lambda _season, it: _joined(_day(it.issued), it.note),
    ),
)
