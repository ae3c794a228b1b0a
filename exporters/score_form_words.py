"""Every word printed on the unit's form: headings, notes, prompts, instructions."""

from collections.abc import Sequence

from exporters import score_form_layout as layout
from models.block import Unit
from models.errors import AppError
from models.points import show_short
from models.season import Season
from models.table import TableRow

_LONGEST_CELL = 32_767
_EVIDENCE = "Hồ sơ tài liệu kiểm chứng"


def headers(keys: Sequence[str]) -> dict[str, str]:
    """Column key → its heading. The evidence column carries the name that the guide demands
    (HD 1560/SNV-TĐKT, II.1); where the table names the documents it stands twice."""
    twice = layout.REQUIRED in keys
    return {
        layout.CODE: "Mã",
        layout.TITLE: "Nội dung, tiêu chí",
        layout.MAXIMUM: "Điểm tối đa",
        layout.GUIDANCE: "Cách chấm, mức trừ",
        layout.POINTS: "Đơn vị tự chấm",
        layout.REQUIRED: f"{_EVIDENCE} khối yêu cầu",
        layout.EVIDENCE: f"{_EVIDENCE} đơn vị gửi" if twice else _EVIDENCE,
        layout.NOTE: "Ghi chú",
    }


def guidance(row: TableRow) -> str:
    """How the criterion is scored, with the block's own deduction per case."""
    parts = [layout.tidy(row.guidance)]
    if row.deduct_each is not None:
        parts.append(f"Trừ {show_short(row.deduct_each)} điểm mỗi trường hợp.")
    return "\n".join(part for part in parts if part)


def group_note(season: Season, unit: Unit, row: TableRow) -> str:
    """What holds for this unit in the section scored on the Party organisation's result, or ""."""
    rule = season.pack.organisation
    if rule is None or row.code != rule.section or unit.has_party:
        return ""
    if unit.has_union:
        return "Đơn vị không có tổ chức đảng: tính theo kết quả tổ chức công đoàn."
    percent = show_short(rule.neither_percent)
    return f"Đơn vị không có tổ chức đảng và công đoàn: tối đa {percent}% số điểm của mục."


def fitting(text: str, row: TableRow) -> str:
    """`text` as it goes into a cell; AppError when Excel would drop it for its length."""
    kept = layout.tidy(text)
    if len(kept) > _LONGEST_CELL:
        raise AppError(
            f"Hồ sơ hoặc ghi chú của tiêu chí {row.code} dài hơn 32.767 chữ, một ô Excel không"
            " chứa được. Rút gọn rồi xuất lại."
        )
    return kept


def validation(season: Season, row: TableRow, limits: layout.Limits) -> dict[str, object]:
    """The rule of one input cell with its prompt and its error box (Excel allows 32 and 255 letters)."""
    lowest, highest = season.pack.criterion_floor, limits[row.code]
    code, low = row.code[:20], show_short(lowest)
    span = f"từ {low} trở lên" if highest is None else f"từ {low} đến {show_short(highest)}"
    rule: dict[str, object] = {
        "validate": "decimal",
        "input_title": f"Tiêu chí {code}",
        "input_message": f"Ghi {span}, bước {show_short(season.pack.step)}.",
        "error_title": "Điểm không hợp lệ",
        "error_message": f"Tiêu chí {code}: chỉ ghi số {span}. Phần lẻ dùng dấu phẩy;"
        " máy không nhận thì dùng dấu chấm.",
    }
    if highest is None:
        return rule | {"criteria": ">=", "value": float(lowest)}
    return rule | {"criteria": "between", "minimum": float(lowest), "maximum": float(highest)}


def closing_notes(season: Season) -> str:
    """The notes beside the signature."""
    if not (season.pack.bonus or season.pack.deductions):
        return ""
    return "Điểm thưởng, điểm trừ do khối ghi riêng, không tính trong bảng này."


def instructions(season: Season) -> list[str]:
    """The numbered lines of the sheet "Hướng dẫn"."""
    head = season.unit(season.head)
    receiver = f"đơn vị Trưởng khối ({head.name})" if head else "đơn vị Trưởng khối"
    texts = [
        (
            f"Chỉ ghi vào các ô màu vàng của trang “{layout.SHEET}”. Các ô khác đã khóa; độ rộng cột và"
            " độ cao dòng vẫn chỉnh được."
        ),
        (
            f"Điểm từ {show_short(season.pack.criterion_floor)} đến điểm tối đa của tiêu chí, bước"
            f" {show_short(season.pack.step)} điểm. Phần lẻ dùng dấu phẩy (9,5); máy không nhận thì dùng"
            " dấu chấm (9.5)."
        ),
        "Chưa chấm thì để trống. Ghi 0 nghĩa là tự chấm 0 điểm.",
        "Ô chuyển màu đỏ là ô sai: không phải số, vượt điểm tối đa hoặc lẻ hơn bước điểm.",
        "Cột hồ sơ tài liệu kiểm chứng ghi số, ngày, tên văn bản làm căn cứ chấm điểm"
        + ("; tiêu chí có điểm phải có hồ sơ." if season.pack.evidence_required else "."),
        (
            "Không chèn, không xóa dòng hoặc cột; không chép trang sang tệp khác. Dán từ nơi khác thì"
            " chọn dán giá trị (Paste Values)."
        ),
        "Điểm từng mục và tổng điểm tự tính.",
        "Lưu tệp dạng .xlsx, không lưu sang .xls, .ods hoặc PDF. Đổi tên tệp không ảnh hưởng.",
        "In trang bảng chấm điểm trên giấy A4 nằm ngang, thủ trưởng ký, đóng dấu.",
        f"Gửi tệp .xlsx và bản đã ký về {receiver} trước ngày ……/……/…………",
    ]
    return [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
