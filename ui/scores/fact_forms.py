"""The forms of the recorded facts: which fields each kind has, and what a filled form still lacks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from models.points import show_short
from models.scores.adjustments import FAULT_TITLES, HELD
from models.scores.criterion_words import POLICY_TITLES
from models.season import Season
from ui.widgets.forms import Field, Values
from ui.words import text

FAULTS = tuple(FAULT_TITLES.items())


def _note() -> Field:
    return Field("note", "Ghi chú", "multiline")


def target_fields(season: Season) -> Sequence[Field]:
    """A registered target and how it ended."""
    rule = season.pack.bonus
    limit = f"Tối đa {show_short(rule.each_max)} điểm mỗi chỉ tiêu. " if rule else ""
    if rule is not None and rule.each_points is None:
        empty = "Để trống: chưa thưởng, vì bộ quy tắc để khối quyết định từng chỉ tiêu."
    else:
        empty = "Để trống: theo mức của bộ quy tắc."
    sections = [(row.code, f"Mục {row.code}. {row.title}") for row in season.table.sections()]
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
            help=f"{limit}{empty}",
            step=season.pack.step,
            highest=rule.each_max if rule else None,
        ),
        _note(),
    )


def reminder_fields(season: Season) -> Sequence[Field]:
    """A written reminder or criticism."""
    basis = season.pack.citation("exclude-serious")
    return (
        Field("document", "Văn bản", required=True, placeholder="Số, ký hiệu"),
        Field("issued", "Ngày", "day"),
        Field("issuer", "Cơ quan ban hành", placeholder="Tỉnh ủy, Ủy ban nhân dân tỉnh…"),
        Field("extended", "Việc đã được gia hạn", "yes_no", help="Được gia hạn vẫn trừ điểm."),
        Field(
            "serious",
            "Phê bình về vi phạm nghiêm trọng",
            "yes_no",
            help="Đơn vị có thể không được bình xét, suy tôn"
            f"{f' ({basis})' if basis else ''}. Khối quyết định và ghi riêng.",
        ),
        _note(),
    )


def dossier_fields(season: Season) -> Sequence[Field]:
    """Award dossiers found ineligible."""
    return (
        Field("count", "Số hồ sơ", "whole", required=True),
        Field(
            "notice",
            "Văn bản thông báo",
            help=f"Của {season.pack.board_name}. Chưa có văn bản thì chưa trừ điểm.",
        ),
        _note(),
    )


def fault_fields(_season: Season) -> Sequence[Field]:
    """A breach of the block's own rules."""
    return (
        Field("fault", "Vi phạm", "choice", required=True, choices=FAULTS),
        Field("what", "Nội dung", placeholder="Cuộc họp, văn bản nào"),
        Field("happened", "Ngày", "day"),
        Field("document", "Văn bản", placeholder="Biên bản, thông báo ghi nhận, nếu có"),
        _note(),
    )


def own_fields(season: Season) -> Sequence[Field]:
    """Cases of the block's own deduction on one criterion."""
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


def exclusion_fields(_season: Season) -> Sequence[Field]:
    """Why the unit is not reviewed."""
    return (
        Field("reason", "Lý do", required=True),
        Field("document", "Văn bản", placeholder="Số, ký hiệu"),
        Field("since", "Từ ngày", "day"),
        Field(
            "hold",
            f"{HELD[:1].upper()}{HELD[1:]}",
            "yes_no",
            help="Không bình xét, suy tôn cho đến khi có kết luận.",
        ),
        Field(
            "scope",
            "Áp dụng cho",
            placeholder="Danh hiệu tập thể…",
            help="Để trống: mọi danh hiệu, hình thức khen thưởng.",
        ),
        Field(
            "lifted", "Đã bỏ ngày", "day", help="Ghi ngày khi đơn vị được bình xét, suy tôn lại."
        ),
    )


def classification_fields(_season: Season) -> Sequence[Field]:
    """The official classification of the year."""
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


def _row_choices(season: Season) -> list[tuple[str, str]]:
    return [
        (row.code, f"{'    ' * depth}{'Mục ' if depth == 0 else ''}{row.code}  {row.title}")
        for depth, row in season.table.walk()
    ]


def not_applicable_fields(season: Season) -> Sequence[Field]:
    """A row that does not apply to the unit, and what holds instead."""
    pack = season.pack
    by_pack = "Bộ quy tắc chưa nói cách tính: chọn một cách."
    if pack.not_applicable is not None:
        by_pack = f"Bộ quy tắc: {POLICY_TITLES[pack.not_applicable]}."
    policies = [(key, f"{it[:1].upper()}{it[1:]}") for key, it in POLICY_TITLES.items()]
    criteria = [(it.code, f"{it.code}  {it.title}") for it in season.table.criteria()]
    percent = pack.not_applicable_percent
    default = (
        "" if percent is None else f" Để trống: {text.points_short(percent)}% theo bộ quy tắc."
    )
    return (
        Field(
            "criterion",
            "Mục, tiêu chí",
            "choice",
            required=True,
            choices=(("", "Chưa chọn"), *_row_choices(season)),
        ),
        Field("reason", "Lý do", required=True, placeholder="Không được giao, không có tổ chức…"),
        Field("document", "Văn bản", placeholder="Số, ký hiệu"),
        Field(
            "policy",
            "Cách tính",
            "choice",
            choices=((None, "Theo bộ quy tắc"), *policies),
            help=by_pack,
        ),
        Field(
            "substitute",
            "Tiêu chí lấy thay",
            "choice",
            choices=(("", "Không lấy"), *criteria),
            help="Điểm của tiêu chí này được quy theo hai mức tối đa.",
        ),
        Field(
            "percent",
            "Tính đến (%)",
            "points",
            highest=Decimal(100),
            help=f"Phần điểm tối đa được tính.{default}",
        ),
    )


def meant(season: Season, values: Values) -> frozenset[str]:
    """The fields of a row that does not apply which mean something under the chosen policy."""
    policy = values["policy"] or season.pack.not_applicable
    more = {"substitute": {"substitute"}, "percent_cap": {"percent"}}.get(policy or "", set())
    return frozenset({"criterion", "reason", "document", "policy", *more})


def check_not_applicable(season: Season, values: Values) -> Mapping[str, str]:
    """What the chosen policy still needs; the pack's own stands where none was chosen."""
    pack = season.pack
    policy = values["policy"] or pack.not_applicable
    if policy is None:
        return {"policy": "Bộ quy tắc chưa nói cách tính. Chọn một cách."}
    if policy == "substitute" and not values["substitute"]:
        return {"substitute": "Chọn tiêu chí lấy kết quả thay."}
    if policy == "substitute" and values["substitute"] == values["criterion"]:
        return {"substitute": "Chọn một tiêu chí khác với tiêu chí không áp dụng."}
    open_percent = values["percent"] is None and pack.not_applicable_percent is None
    if policy == "percent_cap" and open_percent:
        return {"percent": "Ghi số phần trăm điểm tối đa được tính."}
    return {}


def class_fields(season: Season) -> Sequence[Field]:
    """The class that the competent body set."""
    names = dict.fromkeys(it.name for it in season.pack.classes)
    return (
        Field("name", "Xếp loại", "choice", required=True, choices=[(it, it) for it in names]),
        Field("document", "Văn bản", placeholder="Số, ký hiệu, cơ quan quyết định"),
        Field("decided", "Ngày", "day"),
        _note(),
    )
