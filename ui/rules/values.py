"""The single values of a rule pack by their path, and every value that a source may leave open. No Qt.

A path names a field of the pack ("step"), of a record that may be missing ("bonus.each_max"), of one
record of a list ("deductions.deduct-discipline.each_time"), or a whole list ("quotas").
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.points import ZERO
from models.rulepack import BonusRule, OpenValue, OrganisationRule, RulePack
from ui.rules import record_words
from ui.rules.kinds import (
    HUNDRED,
    RECORD_KINDS,
    SECTIONS,
    TIE_BREAKS,
    Kind,
    percent,
    points,
    rules_in,
    whole,
)
from ui.rules.parts import Choices, Part, Scene

RANK_STYLES = (
    ("competition", "1, 2, 2, 4 (sau đồng hạng bỏ một số)"),
    ("dense", "1, 2, 2, 3 (sau đồng hạng không bỏ số)"),
)
RANK_ON = (("exact", "Số chính xác, không làm tròn"), ("rounded", "Số đã làm tròn"))
ROUNDING = (
    ("half_up", "Từ nửa trở lên thì làm tròn lên"),
    ("half_even", "Nửa thì về số chẵn"),
    ("half_down", "Đúng nửa thì làm tròn xuống"),
    ("down", "Luôn cắt xuống"),
    ("up", "Luôn lên"),
)
POLICIES = (
    (None, "Chưa quy định; ghi cho từng trường hợp"),
    ("leave_out", "Không tính, so theo tỷ lệ điểm có thể đạt"),
    ("full", "Cho đủ điểm"),
    ("substitute", "Thay bằng kết quả của tiêu chí khác"),
    ("percent_cap", "Chấm tối đa một tỷ lệ của điểm tối đa"),
    ("own_group", "So riêng trong nhóm các đơn vị không có"),
)
MOST_DECIMALS = Decimal(6)
"""The most places a total is rounded to, as `models.checking.faults` has it."""

_WITH_BONUS = ("bonus.has", (True,))
_WITH_ORGANISATION = ("organisation.has", (True,))
BLANKS = {
    "bonus": BonusRule("", "Điểm thưởng vượt chỉ tiêu", (), ZERO, ZERO),
    "organisation": OrganisationRule("", "", "", HUNDRED),
}
"""What stands in the form of a record that the pack does not have yet."""

_PARTS = (
    Part("name", "Tên bộ quy tắc", required=True),
    whole("version", "Phiên bản", required=True, lowest=Decimal(1)),
    Part("board", "Cơ quan thẩm định, nhận hồ sơ", help="Nơi góp ý bảng, thẩm định điểm, nhận hồ sơ."),
    points("total", "Tổng điểm của bảng", nothing="không giới hạn", help="Để trống nếu không giới hạn tổng."),
    points("content_total", "Tổng điểm các mục nội dung", nothing="không quy định", help="Phần không kể điểm thưởng, ví dụ 95 hoặc 950."),
    points("step", "Bước điểm", required=True, lowest=Decimal("0.01"), help="Chênh lệch nhỏ nhất giữa hai mức điểm."),
    points("criterion_floor", "Điểm thấp nhất của một tiêu chí", required=True, lowest=None),
    Part("evidence_required", "Mỗi tiêu chí phải ghi hồ sơ tài liệu kiểm chứng", "yes_no"),
    Part("bonus_over_total", "Điểm thưởng được vượt tổng điểm", "yes_no",
         help="Khi đó tổng điểm chỉ giới hạn các nội dung."),
    points("bonus_max", "Điểm thưởng tối đa tất cả", nothing="không giới hạn",
           help="Kể cả điểm thưởng trong bảng. Để trống nếu không giới hạn."),
    points("deductions_max", "Điểm trừ tối đa tất cả", nothing="không giới hạn", help="Để trống nếu không giới hạn."),
    Part("bonus.has", "Có điểm thưởng khi vượt chỉ tiêu đăng ký", "yes_no"),
    Part("bonus.title", "Tên", required=True, when=_WITH_BONUS),
    Part("bonus.sections", "Chỉ tiêu thuộc các mục", "codes", when=_WITH_BONUS, help="Mã mục cách nhau dấu phẩy."),
    points("bonus.each_max", "Thưởng tối đa mỗi chỉ tiêu", required=True, when=_WITH_BONUS),
    points("bonus.total_max", "Thưởng tối đa tất cả", required=True, when=_WITH_BONUS, help="Mọi chỉ tiêu vượt cộng lại."),
    points("bonus.each_points", "Điểm thưởng cho mỗi chỉ tiêu vượt", when=_WITH_BONUS, nothing="ghi riêng từng chỉ tiêu",
           help="Để trống: ghi riêng từng chỉ tiêu."),
    Part("bonus.name", "Quy tắc nguồn", "choice", choices=rules_in, when=_WITH_BONUS, default=""),
    Part("provisional_sections", "Các mục tạm tính", "codes", nothing="không có",
         help="Mục dựa vào kết quả xếp loại chưa công bố khi chấm, ví dụ II."),
    Part("not_applicable", "Tiêu chí không áp dụng cho đơn vị thì", "choice", choices=POLICIES),
    percent("not_applicable_percent", "Tỷ lệ tối đa", nothing="không ghi", when=("not_applicable", ("percent_cap",))),
    Part("organisation.has", "Có mục chấm theo kết quả của tổ chức đảng", "yes_no"),
    Part("organisation.section", "Mục", required=True, when=_WITH_ORGANISATION, help="Mã mục, ví dụ II."),
    percent("organisation.neither_percent", "Không có cả đảng và công đoàn: tối đa", required=True, when=_WITH_ORGANISATION),
    Part("organisation.union_rule", "Không có đảng thì theo công đoàn", "choice", choices=rules_in,
         when=_WITH_ORGANISATION, default=""),
    Part("organisation.neither_rule", "Không có cả hai", "choice", choices=rules_in, when=_WITH_ORGANISATION, default=""),
    Part("rank_on", "Xếp hạng theo", "choice", choices=RANK_ON),
    whole("decimals", "Số chữ số lẻ của tổng", required=True, highest=MOST_DECIMALS, unit="chữ số"),
    Part("rounding", "Cách làm tròn", "choice", choices=ROUNDING),
    Part("rank_style", "Cách ghi hạng khi đồng hạng", "choice", choices=RANK_STYLES),
    points("class_cap", "Xếp loại trên tối đa", nothing="không giới hạn",
           help="Ví dụ 100: phần điểm vượt không nâng loại."),
)  # fmt: skip
PLAIN = {it.name: it for it in _PARTS}
"""Path → the single value of the pack there."""

GROUPS = {
    "rounding": ("rank_on", "decimals", "rounding"),
    "bonus": (
        *(it for it in PLAIN if it.startswith("bonus.")),
        "bonus_over_total",
        "bonus_max",
    ),
    "organisation": tuple(it for it in PLAIN if it.startswith("organisation.")),
    "not_applicable": ("not_applicable", "not_applicable_percent"),
}
"""An open value that stands for several single values."""
_GROUP_TITLES = (
    ("bonus", "Điểm thưởng (tất cả các giá trị)"),
    ("organisation", "Mục chấm theo kết quả của tổ chức đảng (tất cả các giá trị)"),
)
"""Groups that have no single value of their own name."""
EACH_SECTION = "sections.max_points"
_WITH_IT = {
    EACH_SECTION: (SECTIONS.key,),
    "classes": ("class_cap",),
    "deductions": ("deductions_max",),
}
"""Open value → what else is left open with it."""


def _openable(scene: Scene) -> Choices:
    """Every value that a source can leave open."""
    singles = [(it.name, it.label) for it in _PARTS if it.name not in ("name", "version")]
    lists = [(it.key, it.title) for it in RECORD_KINDS]
    times = [
        (f"deductions.{it.name}.each_time", f"{it.title}: trừ một lần hay từng lần")
        for it in scene.pack.deductions
    ]
    return ((EACH_SECTION, "Điểm của từng mục"), *_GROUP_TITLES, *singles, *lists, *times)


OPEN_VALUES = Kind(
    "open_values", "Giá trị văn bản để mở", "giá trị để mở", OpenValue,
    (
        Part("field", "Giá trị", "choice", choices=_openable, required=True),
        Part("title", "Câu hỏi với khối", required=True),
        Part("note", "Nguồn nói gì", "multiline"),
    ),
    lambda it: it.title, record_words.open_value, mark="field", made=False,
    empty="Bộ quy tắc không để mở giá trị nào.",
)  # fmt: skip
KINDS = {it.key: it for it in (*RECORD_KINDS, OPEN_VALUES)}
"""Field of the pack → the kind of record in that list."""


def get(pack: RulePack, path: str) -> Any:
    """The value at a path."""
    if path in KINDS:
        return getattr(pack, path)
    head, _, rest = path.partition(".")
    if head in BLANKS and rest:
        held = getattr(pack, head)
        return held is not None if rest == "has" else getattr(held or BLANKS[head], rest)
    if head in KINDS:
        _, record, field = _one(pack, path)
        return getattr(record, field)
    return getattr(pack, path)


def put(pack: RulePack, path: str, value: Any) -> RulePack:
    """The pack with another value at a path. The values of a record that is missing change nothing."""
    head, _, rest = path.partition(".")
    change: dict[str, Any] = {path: tuple(value) if path in KINDS else value}
    if head in BLANKS and rest:
        held = getattr(pack, head)
        if rest == "has":
            change = {head: (held or BLANKS[head]) if value else None}
        else:
            change = {head: held and replace(held, **{rest: value})}
    elif head in KINDS and rest:
        place, record, field = _one(pack, path)
        records = list(getattr(pack, head))
        records[place] = replace(record, **{field: value})
        change = {head: tuple(records)}
    return replace(pack, **change)


def put_all(pack: RulePack, values: Mapping[str, Any]) -> RulePack:
    """The pack with several values; those that bring a record into being come first."""
    for path in sorted(values, key=lambda it: not it.endswith(".has")):
        pack = put(pack, path, values[path])
    return pack


def part_at(pack: RulePack, path: str) -> Part | None:
    """The description of the value at a path, None where the path is none of a single value."""
    if path in PLAIN:
        return PLAIN[path]
    try:
        _, record, field = _one(pack, path)
    except LookupError:
        return None
    kind = KINDS[path.partition(".")[0]]
    part = next((it for it in kind.parts if it.name == field), None)
    return part and replace(part, name=path, label=f"{kind.name(record)}: {_lower(part.label)}", when=None)  # fmt: skip


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _one(pack: RulePack, path: str) -> tuple[int, Any, str]:
    """The record of a list that a path leads into: its place, itself, the field."""
    head, _, rest = path.partition(".")
    mark, _, field = rest.rpartition(".")
    kind = KINDS.get(head)
    for place, record in enumerate(getattr(pack, head) if kind else ()):
        if kind and kind.mark_of(record) == mark and hasattr(record, field):
            return place, record, field
    message = f"no value at {path}"
    raise LookupError(message)


def paths_of(pack: RulePack, field: str) -> tuple[str, ...]:
    """The single values that an open value stands for, () for a list or for one unknown here."""
    if field in GROUPS:
        return GROUPS[field]
    if field == EACH_SECTION:
        return tuple(f"{SECTIONS.key}.{it.code}.max_points" for it in pack.sections)
    return (field,) if part_at(pack, field) is not None else ()


def parts_of(pack: RulePack, field: str) -> tuple[Part, ...]:
    """The single values of an open value; what decides whether one matters is kept inside the group."""
    paths = paths_of(pack, field)
    found = [it for path in paths if (it := part_at(pack, path)) is not None]
    return tuple(
        it if it.when is None or it.when[0] in paths else replace(it, when=None) for it in found
    )


def list_of(pack: RulePack, field: str) -> Kind | None:
    """The list that an open value is settled in: the whole of it or one of its records; else None."""
    head = field.partition(".")[0]
    return KINDS.get(head) if not paths_of(pack, field) else None


def covering(pack: RulePack, path: str) -> OpenValue | None:
    """The open value that a path belongs to, or None."""
    return next((it for it in pack.open_values if path in _covered(pack, it.field)), None)


def _covered(pack: RulePack, field: str) -> Iterator[str]:
    yield field
    yield from paths_of(pack, field)
    yield from _WITH_IT.get(field, ())


def words_of(scene: Scene, field: str) -> str:
    """What the pack says at an open value, in words; "" where nothing is there."""
    kind = list_of(scene.pack, field)
    if kind is not None:
        _, _, mark = field.partition(".")
        records = [it for it in get(scene.pack, kind.key) if mark in ("", kind.mark_of(it))]
        between = ", rồi " if kind is TIE_BREAKS else "; "
        return between.join(record_line(scene.pack, kind, it) for it in records)
    parts = parts_of(scene.pack, field)
    held = {it.name: get(scene.pack, it.name) for it in parts}
    told = [it for it in parts if it.matters(held)]
    words = [it.words(held[it.name], scene) for it in told]
    if len(told) > 1:
        words = [f"{it.label}: {said}" for it, said in zip(told, words, strict=True)]
    return "; ".join(words)


def record_line(pack: RulePack, kind: Kind, record: Any) -> str:
    """A record in one line: what it is called, and what it says."""
    return ": ".join(part for part in (kind.name(record), kind.detail(pack, record)) if part)
