"""Every word printed on the unit's form: headings, notes, prompts, instructions."""

from collections.abc import Sequence
from decimal import Decimal

from exporters.forms.identity import tidy
from exporters.forms.score import layout
from exporters.forms.score.formula import BY_BLOCK
from models.block import Unit
from models.collecting.paper_matrix import SELF_SCORE, asked_papers
from models.dates.due_days import due_day
from models.dates.workdays import with_weekday
from models.errors import AppError
from models.points import show_short
from models.rulepack import RulePack
from models.scores.criterion_inputs import input_fields
from models.scores.criterion_words import describe
from models.scores.entries import Exempt
from models.season import Season
from models.table import ScoringTable, TableRow

NOT_APPLICABLE = "không áp dụng"
CHECK_LABEL, NO_CODE = "Mã kiểm tra: ", "chưa tính được"
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


def guidance(row: TableRow, pack: RulePack) -> str:
    """How the criterion is scored, with its rule and the block's own deduction per case."""
    parts = [tidy(row.guidance), describe(row, pack)]
    if row.deduct_each is not None:
        parts.append(f"Trừ {show_short(row.deduct_each)} điểm mỗi trường hợp.")
    return "\n".join(part for part in parts if part)


def group_note(season: Season, unit: Unit, row: TableRow, depth: int) -> str:
    """What holds for this unit in a section or group, or "": that it does not apply, that it is bonus or
    deduction, that it is scored on the Party organisation's result."""
    exempt = layout.exemptions(season, unit).get(row.code)
    if exempt is not None and row.code in layout.not_asked(season, unit):
        return exempt_note(exempt)
    if depth == 0 and row.role != "content":
        what = "thưởng: cộng vào" if row.role == "bonus" else "trừ: trừ khỏi"
        return f"Điểm {what} tổng điểm. Không có thì để trống."
    rule = season.pack.organisation
    if rule is None or row.code != rule.section or unit.has_party:
        return ""
    if unit.has_union:
        return "Đơn vị không có tổ chức đảng: tính theo kết quả tổ chức công đoàn."
    percent = show_short(rule.neither_percent)
    return f"Đơn vị không có tổ chức đảng và công đoàn: tối đa {percent}% số điểm của mục."


def exempt_note(exempt: Exempt) -> str:
    """Why a row does not apply to the unit, and what it counts."""
    counts = {
        "leave_out": "không tính điểm",
        "full": "tính đủ điểm",
        "substitute": f"lấy kết quả tiêu chí {exempt.substitute}",
    }
    what = counts.get(exempt.policy or "", "")
    said = "; ".join(it for it in (tidy(exempt.reason).rstrip(" .;"), what) if it)
    return f"{said[:1].upper()}{said[1:]}."


def fitting(text: str, row: TableRow) -> str:
    """`text` as it goes into a cell; AppError when Excel would drop it for its length."""
    kept = tidy(text)
    if len(kept) > _LONGEST_CELL:
        raise AppError(
            f"Hồ sơ hoặc ghi chú của tiêu chí {row.code} dài hơn 32.767 chữ, một ô Excel không"
            " chứa được. Rút gọn rồi xuất lại."
        )
    return kept


def range_words(lowest: Decimal | None, highest: Decimal | None) -> str:
    """ "từ 0 đến 15", "từ 0 trở lên"."""
    if lowest is None:
        return "bất kỳ" if highest is None else f"đến {show_short(highest)}"
    if highest is None:
        return f"từ {show_short(lowest)} trở lên"
    return f"từ {show_short(lowest)} đến {show_short(highest)}"


def total_label(table: ScoringTable) -> str:
    """What the total is made of: "TỔNG ĐIỂM (I + II + IV − V)"."""
    signs = {"content": "+", "bonus": "+", "deduction": "−"}
    parts = [
        (signs[role], row.code)
        for role in ("content", "bonus", "deduction")
        for row in table.sections(role)
    ]
    codes = " ".join(f"{sign} {code}" for sign, code in parts).removeprefix("+ ")
    return f"TỔNG ĐIỂM ({codes})" if len(codes) <= 30 else "TỔNG ĐIỂM"


def closing_notes(season: Season) -> str:
    """The note beside the total."""
    if not (season.pack.bonus or season.pack.deductions):
        return ""
    more = "" if len(season.table.sections()) == len(season.table.rows) else " khác"
    return f"Điểm thưởng, điểm trừ{more} do khối ghi riêng, không tính trong bảng này."


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
        *_about_inputs(season),
        "Ô chuyển màu đỏ là ô sai: không phải số, vượt điểm tối đa hoặc lẻ hơn bước điểm.",
        "Cột hồ sơ tài liệu kiểm chứng ghi số, ngày, tên văn bản làm căn cứ chấm điểm"
        + ("; tiêu chí có điểm phải có hồ sơ." if season.pack.evidence_required else "."),
        (
            "Không chèn, không xóa dòng hoặc cột; không chép trang sang tệp khác. Dán từ nơi khác thì"
            " chọn dán giá trị (Paste Values)."
        ),
        "Điểm từng mục và tổng điểm tự tính.",
        "Lưu tệp dạng .xlsx, không lưu sang .xls, .ods hoặc PDF. Đổi tên tệp không ảnh hưởng.",
        (
            "Ghi xong mới in trang bảng chấm điểm trên giấy A4 nằm ngang, thủ trưởng ký, đóng dấu. Mã kiểm"
            " tra cạnh chữ ký đổi theo điểm và số liệu: sửa một ô thì in lại, ký lại."
        ),
        f"Mã kiểm tra hiện “{NO_CODE}” khi có ô ghi chữ thay cho số; ghi lại thành số.",
        f"Gửi tệp .xlsx và bản đã ký về {receiver} {until(season, SELF_SCORE)}",
    ]
    return [f"{number}. {text}" for number, text in enumerate(texts, start=1)]


def until(season: Season, paper: str) -> str:
    """How the sentence of where to send the form ends: "trước ngày 05/12/2023 (thứ Ba)."; dots to be
    filled in by hand where neither the year's plan nor the pack sets a day for the paper."""
    asked = next((it for it in asked_papers(season) if it.code == paper), None)
    due = due_day(asked, season) if asked else None
    if due is None or due.last is None:
        return "trước ngày ……/……/…………"
    before = due.words.removeprefix("trước ")
    if before != due.words:
        return f"trước ngày {before}."
    return f"chậm nhất ngày {with_weekday(due.last)}."


def _about_inputs(season: Season) -> list[str]:
    """How to fill the input rows, and what may stay empty; [] where the table has nothing of it."""
    made = []
    asked = [it for it in season.table.criteria() if input_fields(it)]
    if asked:
        made.append(
            "Dòng có dấu ↳ là số liệu của tiêu chí ngay trên: ghi số theo đơn vị tính ở cột điểm tối đa"
            " (không phát sinh thì ghi 0; tỷ lệ 95% thì ghi 95), hoặc chọn trong danh sách của ô."
        )
        made.append(
            "Điểm của tiêu chí có dòng ↳ tự tính khi đủ số liệu. Ô hiện"
            f" “{BY_BLOCK}” là điểm do khối tính sau, chưa có trong tổng."
        )
    if len(season.table.sections()) != len(season.table.rows):
        made.append("Mục điểm thưởng, mục điểm trừ: không có thì để trống.")
    if season.facts.not_applicable:
        made.append(f"Ô “{NOT_APPLICABLE}”: không phải ghi.")
    return made
