"""Every kind of record in a rule pack: its values, how it is called, and how it is said. No Qt.

One description here gives the list, the form, the comparison and the words of a kind.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from decimal import Decimal
from typing import Any

from models.award_rules import ClassBand, Threshold
from models.duties import Deadline, RequiredPaper
from models.points import ZERO
from models.rulepack import (
    DeductionRule,
    FrameworkSection,
    LegalBasis,
    Quota,
    Rule,
    RulePack,
    Stage,
    TieBreak,
)
from ui.frame.search import fold
from ui.rules import record_words as words
from ui.rules.parts import Choices, Part, Scene

HUNDRED = Decimal(100)
NO_RULE = "Không ghi quy tắc"
RULE_FOR = (
    ("", "Những dòng dẫn quy tắc này"),
    ("total-100", "Tổng điểm của bảng, của các mục nội dung"),
    ("section-cap", "Điểm của các mục"),
    ("step", "Bước điểm"),
    ("criterion-floor", "Điểm thấp nhất của một tiêu chí"),
    ("bonus-max", "Điểm thưởng tối đa tất cả"),
    ("deductions-max", "Điểm trừ tối đa tất cả"),
    ("board-appraisal", "Cơ quan thẩm định, nhận hồ sơ"),
    ("evidence-column", "Hồ sơ tài liệu kiểm chứng của tiêu chí"),
    ("block-own-deductions", "Mức trừ riêng của tiêu chí"),
    ("exclude-serious", "Không bình xét, suy tôn"),
    ("honest-provisional", "Các mục tạm tính"),
    ("not-applicable", "Tiêu chí không áp dụng"),
    ("rounding", "Làm tròn và so tổng điểm"),
    ("rank-style", "Cách ghi hạng"),
    ("tie-breaks", "Thứ tự phân định khi bằng điểm"),
    ("classes", "Xếp loại"),
    ("class-cap", "Xếp loại trên tối đa"),
)
"""Name of a rule → the value that it is the source of; scoring cites rules by these names."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One list of a pack. `key` is the pack's field, `one` a single record ("bước chấm").

    `mark` is the field that tells the records apart ("": their order does); where it is `made` the
    clerk never types it and it is made from the title. `source` is the field with the name of the rule
    that a record rests on, "" where there is none.
    """

    key: str
    title: str
    one: str
    record: type
    parts: tuple[Part, ...]
    name: Callable[[Any], str]
    detail: Callable[[RulePack, Any], str]
    mark: str = "code"
    made: bool = True
    source: str = ""
    empty: str = ""

    def mark_of(self, record: Any) -> Any:
        """What tells the record from the others."""
        return getattr(record, self.mark) if self.mark else record

    def blank(self) -> dict[str, Any]:
        """The values of a record that is still to be written: what must be said is left to be said."""
        given = {it.name: it.default for it in fields(self.record)}
        return {it.name: _first(it, given[it.name]) for it in self.parts}

    def values(self, record: Any) -> dict[str, Any]:
        """The values of a record."""
        return {it.name: getattr(record, it.name) for it in self.parts}

    def make(self, values: dict[str, Any], before: Any, others: tuple[Any, ...]) -> Any:
        """The record with these values; what does not matter takes its default.

        `before` is the record that is changed, None for a new one among `others`.
        """
        given = {it.name: it.default for it in fields(self.record)}
        kept = {
            it.name: values[it.name] if it.matters(values) else given[it.name] for it in self.parts
        }
        if self.mark and self.made:
            taken = {self.mark_of(it) for it in others}
            own = "" if before is None else self.mark_of(before)
            own = kept.get(self.mark, own)  # chosen in the form, "" for none
            kept[self.mark] = own or new_code(_title(self, values), taken)
        return self.record(**kept) if before is None else replace(before, **kept)


def _first(part: Part, given: Any) -> Any:
    """What a field shows at first: nothing where it must be filled, but for a choice that shapes the form."""
    if given is MISSING or part.required:
        return part.default if part.kind == "choice" else None
    return given


def _title(kind: Kind, values: dict[str, Any]) -> str:
    first = next(it.name for it in kind.parts if it.kind in ("text", "multiline") and it.required)
    return str(values[first])


def new_code(title: str, taken: set[Any]) -> str:
    """A short code from a title that no other record has: "bao-cao-nam"."""
    letters = "".join(it if it.isalnum() else " " for it in fold(title))
    code = "-".join(letters.split()[:6]) or "muc"
    number = 2
    made = code
    while made in taken:
        made, number = f"{code}-{number}", number + 1
    return made


def rules_in(scene: Scene) -> Choices:
    """The rules of the pack that a value may rest on."""
    return (("", NO_RULE), *((it.name, it.title or it.name) for it in scene.pack.rules))


def section_choices(scene: Scene) -> Choices:
    """The sections of the frame and of the table."""
    titles = {it.code: it.title for it in scene.table.rows}
    titles |= {it.code: it.title for it in scene.pack.sections}
    return tuple((code, f"Mục {code} · {title}") for code, title in titles.items())


def _deadlines(scene: Scene) -> Choices:
    return (("", "Không có hạn"), *((it.code, it.title) for it in scene.pack.deadlines))


def _written(_scene: Scene) -> Choices:
    """The papers that the program makes, to be made by what is due."""
    from models.papers.kinds import PAPERS as WRITTEN  # with every builder behind it

    return (("", "Không có"), *((it.key, it.title) for it in WRITTEN.values()))


def _bases(scene: Scene) -> Choices:
    return (("", "Chưa ghi văn bản"), *((it.code, it.document) for it in scene.pack.legal_bases))


def points(name: str, label: str, **more: Any) -> Part:
    """An amount of points."""
    return Part(name, label, "points", unit="điểm", **more)


def whole(name: str, label: str, **more: Any) -> Part:
    """A whole number that is 0 where it is left empty."""
    return Part(name, label, "whole", default=0, **more)


def percent(name: str, label: str, **more: Any) -> Part:
    """A share between 0 and 100 %."""
    return Part(name, label, "percent", unit="%", highest=HUNDRED, **more)


def _rule(name: str = "rule") -> Part:
    return Part(name, "Quy tắc nguồn", "choice", choices=rules_in, nothing=NO_RULE, default="")


_DAY = {"lowest": Decimal(1), "highest": Decimal(31)}
_MONTH = {"lowest": Decimal(1), "highest": Decimal(12)}

SECTIONS = Kind(
    "sections", "Các mục của khung và điểm của từng mục", "mục", FrameworkSection,
    (
        Part("code", "Mã mục", required=True, help="Như trong bảng chấm điểm, ví dụ I."),
        Part("title", "Tên mục", required=True),
        points("max_points", "Điểm tối đa", nothing="nguồn không ghi", help="Để trống nếu nguồn không ghi."),
    ),
    lambda it: f"{it.code} · {it.title}", words.section, made=False,
    empty="Bộ quy tắc không đặt khung mục; bảng chấm điểm tự đặt các mục.",
)  # fmt: skip

DEDUCTIONS = Kind(
    "deductions", "Các quy tắc trừ điểm", "quy tắc trừ", DeductionRule,
    (
        Part("title", "Tên", required=True),
        Part("fact", "Trừ theo", "choice", choices=words.FACTS, required=True, default="reminders"),
        Part("method", "Cách tính", "choice", choices=words.METHODS, required=True, default="per_case"),
        points("points", "Mức trừ", when=("method", ("per_case", "flat")), help="Ghi không có dấu trừ."),
        Part("tiers", "Các bậc", "tiers", when=("method", ("tiers",)), nothing="chưa ghi bậc",
             help="Mỗi dòng một bậc: số lần, dấu hai chấm, điểm trừ. Ví dụ: 1–5: 1 hoặc từ 11: 2."),
        points("cap", "Trừ tối đa", nothing="không giới hạn", help="Để trống nếu không giới hạn."),
        Part("each_time", "Số lần trừ", "choice", choices=words.TIMES, when=("method", ("flat",)), default=False),
        Part("needs_notice", "Chỉ trừ khi có văn bản thông báo", "yes_no", default=False),
        Part("name", "Quy tắc nguồn", "choice", choices=rules_in, nothing=NO_RULE, default=""),
    ),
    lambda it: it.title, words.deduction, mark="name", source="name",
    empty="Không có quy tắc trừ điểm chung; điểm trừ riêng của tiêu chí ghi ở bảng chấm điểm.",
)  # fmt: skip

STAGES = Kind(
    "stages", "Các bước chấm điểm, theo thứ tự", "bước chấm", Stage,
    (
        Part("name", "Tên bước", required=True),
        Part("sections", "Chỉ chấm các mục", "codes", nothing="cả bảng", default=(),
             help="Mã mục cách nhau dấu phẩy, ví dụ III. Để trống: chấm cả bảng."),
        whole("ranks_to", "Chỉ các hạng từ 1 đến", nothing="mọi đơn vị", help="Để trống: mọi đơn vị."),
        Part("after_meeting", "Sau hội nghị", "yes_no", default=False),
        Part("counts", "Tính vào điểm chính thức", "yes_no", default=True),
        _rule(),
    ),
    lambda it: it.name, words.stage, source="rule", empty="Phải có ít nhất một bước chấm.",
)  # fmt: skip

TIE_BREAKS = Kind(
    "tie_breaks", "Thứ tự phân định khi bằng điểm", "điều kiện xét", TieBreak,
    (
        Part("kind", "Xét", "choice", choices=words.TIES, required=True, default="section"),
        Part("section", "Mục", "choice", choices=section_choices, required=True,
             when=("kind", ("section",)), default="",
             without="Chưa có mục nào để chọn. Ghi các mục ở phần “Tổng điểm và mức trần”, hoặc lập bảng chấm điểm trước."),
    ),
    lambda it: words.tie_break(RulePack("", ""), it), lambda _pack, _it: "", mark="",
    empty="Chưa xét thêm: các đơn vị bằng điểm thì đồng hạng.",
)  # fmt: skip

QUOTAS = Kind(
    "quotas", "Số đơn vị được đề nghị khen thưởng", "chỉ tiêu", Quota,
    (
        Part("award", "Hình thức khen", required=True, help="Ví dụ: Cờ thi đua của UBND tỉnh."),
        Part("kind", "Cách tính", "choice", choices=words.QUOTAS, required=True, default="number"),
        Part("value", "Số đơn vị, hoặc số %", "points", when=("kind", ("number", "percent")),
             required=True, default=ZERO),
        Part("rounding", "Làm tròn", "choice", choices=words.QUOTA_ROUNDING,
             when=("kind", ("percent",)), default="down"),
        Part("sizes", "Theo số đơn vị", "tiers", when=("kind", ("by_size",)), required=True, default=(),
             help="Mỗi dòng: số đơn vị của khối, dấu hai chấm, số được đề nghị. Ví dụ: 5–9: 1."),
        _rule(),
    ),
    lambda it: it.award, words.quota, mark="award", made=False, source="rule",
    empty="Chưa ghi số lượng; xếp hạng không kẻ vạch khen thưởng.",
)  # fmt: skip

CLASSES = Kind(
    "classes", "Xếp loại theo điểm, từ cao xuống thấp", "loại", ClassBand,
    (
        Part("name", "Tên loại", required=True, help="Ví dụ: Hoàn thành xuất sắc nhiệm vụ."),
        points("lowest", "Điểm thấp nhất", required=True),
        Part("over", "Phải trên mức này (bằng thì chưa đạt)", "yes_no", default=False),
        Part("unit_kind", "Chỉ cho loại hình đơn vị", nothing="mọi đơn vị",
             help="Để trống: mọi đơn vị. Muốn riêng một loại hình thì ghi đúng như ô Loại hình của đơn vị, ví dụ: sở."),
        points("deductions_most", "Điểm trừ không quá", nothing="không xét"),
        percent("top_percent", "Trong số đứng đầu", nothing="không xét", help="Phần trăm số đơn vị được xếp hạng."),
        Part("none_of", "Không vướng tiêu chí", "codes", nothing="không xét", default=(),
             help="Đơn vị vướng tiêu chí nào ghi ở đây thì không đạt loại này. Ví dụ: I.3, II.1. Chỉ xét một điều của"
             " tiêu chí thì ghi thêm mã điều, ví dụ I.3:2 (ở cách chấm, chỉ chuột vào tên điều để xem mã)."),
        _rule(),
    ),
    lambda it: it.name, words.class_band, mark="", source="rule",
    empty="Bộ quy tắc không xếp loại đơn vị.",
)  # fmt: skip

THRESHOLDS = Kind(
    "thresholds", "Tỷ lệ phiếu cần có", "ngưỡng", Threshold,
    (
        Part("title", "Để làm gì", required=True, help="Ví dụ: Suy tôn đề nghị Cờ thi đua."),
        Part("method", "Cách biểu quyết", "choice", choices=words.VOTES, required=True),
        whole("numerator", "Tỷ lệ cần có", required=True, lowest=Decimal(1)),
        whole("denominator", "Mẫu số", required=True, lowest=Decimal(1), beside="/", help="4 phần 5 ghi 4 / 5; 80% ghi 80 / 100."),
        Part("base", "Tính trên", "choice", choices=words.BASES, required=True),
        Part("at_least", "Bằng đúng tỷ lệ là đạt", "yes_no", default=False),
        Part("written_votes", "Người vắng được gửi ý kiến bằng văn bản", "yes_no", default=False),
        _rule(),
    ),
    lambda it: it.title, words.threshold, source="rule",
    empty="Chưa ghi ngưỡng nào. Nguồn không quy định thì khối tự quyết định.",
)  # fmt: skip

_COUNTED = ("after_meeting", "after_item")
_DATED = ("before", "window", *_COUNTED)
_EVERY = ("every_month", "every_quarter")
_MOVABLE = (*_DATED, *_EVERY)
DEADLINE_PARTS = (
    Part("title", "Việc phải làm", required=True),
    Part("owner", "Ai làm", "choice", choices=words.OWNERS, required=True, default="head"),
    Part("kind", "Loại hạn", "choice", choices=words.DEADLINES, required=True, default="before"),
    Part("item", "Việc làm mốc", "choice", choices=_deadlines, when=("kind", ("after_item",)), default=""),
    whole("days", "Số ngày", when=("kind", _COUNTED), required=True, unit="ngày"),
    Part("earlier", "Tính về", "choice", choices=words.SIDES, when=("kind", _COUNTED), default=False),
    Part("working", "Tính theo", "choice", choices=words.DAYS, when=("kind", _COUNTED), default=False),
    Part("bound", "Nghĩa là", "choice", choices=words.BOUNDS, when=("kind", _COUNTED), default="within"),
    Part("quarter", "Quý", "choice", choices=words.QUARTERS, when=("kind", ("quarter",)), default=1),
    whole("day", "Ngày", when=("kind", (*_DATED, *_EVERY)), month=("month", _DATED), **_DAY),
    whole("month", "Tháng", when=("kind", (*_DATED, "month", "every_month")), **_MONTH),
    whole("last_day", "Đến ngày", when=("kind", ("window",)), month=("last_month", ("window",)), **_DAY),
    whole("last_month", "Đến tháng", when=("kind", ("window", "month", "every_month")), **_MONTH),
    Part("day_counts", "Đúng ngày đó vẫn kịp", "yes_no", when=("kind", ("before", *_COUNTED)), default=False),
    Part("roll", "Nếu là ngày nghỉ", "choice", choices=words.ROLLS, when=("kind", _MOVABLE), default="none"),
    Part("paper", "Văn bản làm ra", "choice", choices=_written, default=""),
    Part("years", "Của năm", "choice", choices=words.YEARS, when=("kind", (*_MOVABLE, "month", "quarter")), default=0),
)  # fmt: skip
"""What is asked of a day to keep, of a pack or of the block's own plan."""

DEADLINES = Kind(
    "deadlines", "Các hạn trong năm", "thời hạn", Deadline, (*DEADLINE_PARTS, _rule()),
    lambda it: it.title, words.deadline, source="rule", empty="Chưa ghi hạn nào.",
)  # fmt: skip

PAPERS = Kind(
    "papers", "Hồ sơ phải nộp", "hồ sơ", RequiredPaper,
    (
        Part("title", "Tên hồ sơ", required=True),
        Part("owner", "Ai nộp", "choice", choices=words.OWNERS, required=True, default="units"),
        Part("deadline", "Hạn nộp", "choice", choices=_deadlines, nothing="không có hạn", default=""),
        whole("pages", "Số trang tối đa", nothing="không giới hạn", unit="trang"),
        whole("originals", "Số bản chính", nothing="không ghi", unit="bản"),
        _rule(),
    ),
    lambda it: it.title, words.paper, source="rule", empty="Chưa ghi hồ sơ nào.",
)  # fmt: skip

LEGAL_BASES = Kind(
    "legal_bases", "Văn bản làm căn cứ", "văn bản", LegalBasis,
    (
        Part("document", "Số, ngày, cơ quan", required=True,
             help="Ví dụ: Quyết định số 3666/QĐ-UBND ngày 13/10/2021 của UBND tỉnh."),
        Part("title", "Về việc", "multiline"),
        Part("issued", "Ngày ban hành", "day"),
        Part("valid_from", "Hiệu lực từ", "day"),
        Part("valid_to", "Hiệu lực đến", "day", nothing="chưa hết", help="Để trống khi chưa hết hiệu lực."),
    ),
    lambda it: it.document, words.basis, empty="Chưa ghi văn bản nào.",
)  # fmt: skip

RULES = Kind(
    "rules", "Các quy tắc", "quy tắc", Rule,
    (
        Part("title", "Tên quy tắc", required=True),
        Part("text", "Nội dung", "multiline", required=True),
        Part("basis", "Văn bản", "choice", choices=_bases, nothing="chưa ghi văn bản", default=""),
        Part("clause", "Điều, khoản, mục", help="Ví dụ: mục II.2b."),
        Part("valid_from", "Hiệu lực từ", "day", nothing="theo văn bản", help="Để trống: theo văn bản."),
        Part("valid_to", "Hiệu lực đến", "day", nothing="theo văn bản"),
        Part("name", "Là nguồn của", "choice", choices=RULE_FOR, nothing="các dòng có dẫn nó", default=""),
    ),
    lambda it: it.title, words.rule, mark="name", source="name", empty="Chưa ghi quy tắc nào.",
)  # fmt: skip

RECORD_KINDS = (
    SECTIONS, DEDUCTIONS, STAGES, TIE_BREAKS, QUOTAS, CLASSES, THRESHOLDS, DEADLINES, PAPERS,
    LEGAL_BASES, RULES,
)  # fmt: skip
