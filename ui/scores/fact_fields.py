"""The recorded facts as lists and forms: for each kind its title, its fields and how a record reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from models.facts import FACT_KINDS, Fact
from models.points import ZERO, show_signed
from models.scores.adjustments import HELD
from models.scores.criterion_words import POLICY_TITLES
from models.scores.results import UnitResult
from models.season import Season
from ui.scores import fact_forms
from ui.scores.fact_forms import FAULTS
from ui.widgets.forms import Field, Values
from ui.words import text

OWN_RULE = "block-own-deductions"
EXCLUDE_RULE = "exclude-serious"
PROVISIONAL_RULE = "honest-provisional"
NOT_APPLICABLE_RULE = "not-applicable"
CLASSES_RULE = "classes"


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
    check: Callable[[Season, Values], Mapping[str, str]] = lambda _season, _values: {}
    meant: Callable[[Season, Values], frozenset[str]] | None = None
    """The fields that mean something beside the values of the others; None: always all."""
    heading: str = ""
    """What the form of a new record does, where "Thêm" and its noun do not say it."""

    def offered(self, season: Season) -> bool:
        """Whether facts of this kind can mean anything under the pack and the table."""
        if self.kind == "not_applicable":
            return bool(season.table.rows)
        if self.kind == "class_decisions":
            return bool(season.pack.classes)
        return bool(self.rules(season))

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
        own_rules = {"not_applicable": NOT_APPLICABLE_RULE, "class_decisions": CLASSES_RULE}
        if self.kind in own_rules:
            return (own_rules[self.kind],)
        return tuple(rule.name for rule in pack.deductions if rule.fact == self.kind)

    def records(self, season: Season, unit: str) -> tuple[Fact, ...]:
        """The unit's facts of this kind, in the order of entry."""
        return tuple(it for it in getattr(season.facts, self.kind) if it.unit == unit)

    def values(self, fact: Fact | None) -> Mapping[str, Any]:
        """What the form starts with."""
        return {} if fact is None else {it.name: getattr(fact, it.name) for it in fields(fact)}

    def make(self, season: Season, unit: str, values: Values, old: Fact | None = None) -> Fact:
        """The record that a filled form means; what is hidden in it is left out, and what no form asks
        for stays as it was in `old`."""
        asked = {it.name for it in self.fields(season)}
        kept = {name: it for name, it in self.values(old).items() if name not in asked}
        if self.meant is not None:
            shown = self.meant(season, values)
            values = {name: it for name, it in values.items() if name in shown}
        made: Fact = FACT_KINDS[self.kind](**{**kept, **values, "unit": unit})
        return made


def effect(season: Season, result: UnitResult, kind: FactKind) -> tuple[str, tuple[str, ...]]:
    """What the facts of a kind do: the amount ("+ 1,00", "" when none) and the sentences behind it."""
    if kind.kind == "classifications":
        return _classified(season, result), ()
    if kind.kind == "not_applicable":
        count = len(kind.records(season, result.unit.id))
        return (f"{count} phần" if count else ""), ()
    if kind.kind == "class_decisions":
        names = [it.name for it in season.facts.class_decisions if it.unit == result.unit.id]
        return (names[-1] if names else ""), ()
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


def _not_applicable_line(season: Season, it: Any) -> str:
    row = season.table.row(it.criterion)
    called = "Mục " if row is not None and not row.is_criterion else ""
    return f"{called}{it.criterion} {row.title if row else ''}".strip()


def _policy_words(season: Season, it: Any) -> str:
    policy = it.policy or season.pack.not_applicable
    if policy is None:
        return "bộ quy tắc chưa nói cách tính"
    words = POLICY_TITLES[policy]
    if policy == "substitute" and it.substitute:
        words = f"lấy theo kết quả tiêu chí {it.substitute}"
    elif policy == "percent_cap":
        percent = season.pack.not_applicable_percent if it.percent is None else it.percent
        if percent is not None:
            words = f"chỉ tính đến {text.points_short(percent)}% điểm tối đa"
    return words


KINDS: tuple[FactKind, ...] = (
    FactKind(
        "targets",
        "Chỉ tiêu vượt đăng ký",
        "chỉ tiêu",
        "Chưa ghi chỉ tiêu nào.",
        fact_forms.target_fields,
        lambda _season, it: it.name,
        _target_line,
    ),
    FactKind(
        "reminders",
        "Văn bản nhắc nhở, phê bình",
        "văn bản nhắc nhở",
        "Không có văn bản nào.",
        fact_forms.reminder_fields,
        lambda _season, it: it.document,
        lambda _season, it: _joined(
            _day(it.issued),
            it.issuer,
            "vi phạm nghiêm trọng" if it.serious else "",
            "đã gia hạn" if it.extended else "",
            it.note,
        ),
    ),
    FactKind(
        "dossiers",
        "Hồ sơ khen thưởng không đủ điều kiện",
        "hồ sơ không đủ điều kiện",
        "Không có hồ sơ nào.",
        fact_forms.dossier_fields,
        lambda _season, it: f"{it.count} hồ sơ",
        lambda _season, it: _joined(it.notice or "chưa có văn bản thông báo, chưa trừ", it.note),
    ),
    FactKind(
        "discipline",
        "Vi phạm quy định của khối",
        "vi phạm",
        "Không có vi phạm nào.",
        fact_forms.fault_fields,
        lambda _season, it: it.what or dict(FAULTS)[it.fault],
        lambda _season, it: _joined(
            dict(FAULTS)[it.fault] if it.what else "", _day(it.happened), it.document, it.note
        ),
    ),
    FactKind(
        "own_deductions",
        "Điểm trừ riêng của khối theo tiêu chí",
        "điểm trừ riêng",
        "Không có lần nào.",
        fact_forms.own_fields,
        _own_line,
        lambda _season, it: _joined(f"{it.cases} lần", it.note),
    ),
    FactKind(
        "exclusions",
        "Không bình xét, suy tôn",
        "lý do không bình xét",
        "Đơn vị được bình xét, suy tôn.",
        fact_forms.exclusion_fields,
        lambda _season, it: it.reason,
        lambda _season, it: _joined(
            HELD if it.hold else "",
            f"áp dụng cho {it.scope}" if it.scope else "",
            it.document,
            f"từ {_day(it.since)}" if it.since else "",
            f"đã bỏ {_day(it.lifted)}" if it.lifted else "",
        ),
        heading="Ghi đơn vị không bình xét, suy tôn",
    ),
    FactKind(
        "classifications",
        "Kết quả xếp loại chính thức",
        "kết quả xếp loại chính thức",
        "Chưa có kết quả xếp loại chính thức.",
        fact_forms.classification_fields,
        lambda _season, it: it.document or "Đã có kết quả xếp loại",
        lambda _season, it: _joined(_day(it.issued), it.note),
    ),
    FactKind(
        "not_applicable",
        "Không áp dụng cho đơn vị",
        "phần không áp dụng",
        "Mọi tiêu chí đều áp dụng.",
        fact_forms.not_applicable_fields,
        _not_applicable_line,
        lambda season, it: _joined(_policy_words(season, it), it.reason, it.document),
        fact_forms.check_not_applicable,
        fact_forms.meant,
    ),
    FactKind(
        "class_decisions",
        "Xếp loại do cấp có thẩm quyền quyết định",
        "quyết định xếp loại",
        "Chưa có quyết định; xếp loại theo điểm.",
        fact_forms.class_fields,
        lambda _season, it: it.name,
        lambda _season, it: _joined(it.document, _day(it.decided), it.note),
    ),
)
