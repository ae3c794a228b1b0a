"""The tour, December: forms in, papers, facts, the block's points, the letter to the Board."""

import shutil
from decimal import Decimal
from pathlib import Path

from exporters.forms import score_form
from models.points import show_short
from scripts.tour_clerk import Clerk
from scripts.tour_setup import OUT, TALK, UNITS, YEAR
from tests.exporters import office
from tests.exporters.filling import fill
from ui.book import shipped

SENT = "Don vi gui ve"
SEASON = shipped.sample()
MOST = {row.code: row.max_points or Decimal(0) for row in SEASON.table.criteria()}
FAULTS: dict[str, dict[str, float | str]] = {"bdv": {"I.1.1": 15}, "vptu": {"II.1": "khá"}}
"""One figure above its maximum, one word where points belong."""
CHANGED = {"I.3.3": 4.5, "III.3.2": 1.0}
"""What the school wrote in its second form."""


def points_of(unit: str, stage: str) -> dict[str, Decimal]:
    """What a unit, the block, the Board give it: figures made up once and for all."""
    place = list(UNITS).index(unit)
    found = {}
    for number, (code, most) in enumerate(MOST.items(), 1):
        points = most - Decimal("0.25") * ((place + 2) * (number + 1) % 11 % 5)
        if stage != "self" and (place + number) % 7 == 0:
            points -= Decimal("0.5")
        if stage == "appraisal" and (place + number) % 9 == 0:
            points -= Decimal("0.25")
        found[code] = max(points, Decimal(0))
    return found


def filled(folder: Path, unit: str, wrong: dict[str, float | str] | None = None) -> Path:
    """The form that went out to a unit, as it comes back."""
    name = score_form.file_name(SEASON, UNITS[unit])
    (folder / SENT).mkdir(exist_ok=True)
    path = Path(shutil.copy(folder / OUT / name, folder / SENT / f"{unit}.xlsx"))
    given: dict[str, float | str] = {it: float(n) for it, n in points_of(unit, "self").items()}
    fill(path, given | (wrong or {}))
    return path


def forms_in(clerk: Clerk, folder: Path) -> None:
    """Nine forms: seven right, one of them from LibreOffice; two faulty."""
    clerk.task("Nhận 9 biểu mẫu, xem trước, ghi 7 bảng đúng")
    clerk.at(1, 12)
    files = [filled(folder, it, FAULTS.get(it)) for it in UNITS]
    if office.SOFFICE:
        place = list(UNITS).index("btg")
        files[place] = office.convert(files[place], "ods", folder / SENT / "office")
    clerk.press("Tổng quan")
    clerk.press("Nhận biểu mẫu")
    clerk.see("nhan-trong", "Trang Nhận biểu mẫu: thả tệp các đơn vị gửi về, hoặc chọn tệp.")
    clerk.answer(*files)
    clerk.press("Chọn tệp…")
    clerk.see("nhan-xem-truoc", "Chín tệp đã đọc: bảy tệp nhận được, hai tệp có lỗi; chưa ghi gì.")
    clerk.press("Nhận 7 tệp")
    clerk.see("nhan-da-ghi", "Bảy bảng đã ghi vào sổ; hai tệp lỗi còn chờ.")


def faulty(clerk: Clerk, folder: Path) -> None:
    """The two faulty forms go back with their faults marked, and come again mended."""
    clerk.task("Trả lại 2 biểu mẫu có lỗi, nhận lại bản đã sửa")
    marked = {}
    for unit in FAULTS:
        clerk.cell(UNITS[unit].name, "Kết quả")
        if unit == "bdv":
            clerk.see("loi-xem", "Chọn tệp lỗi: câu ở dưới nói lỗi ở ô nào và phải làm gì.")
        marked[unit] = folder / SENT / f"{unit} can sua.xlsx"
        clerk.answer(marked[unit])
        clerk.press("Trả lại đơn vị…")
        if unit == "bdv":
            clerk.see("loi-tra-lai", "Tệp tô lỗi đã lưu, lời nhắn đã chép, tệp ghi là đã trả lại.")
    clerk.see("loi-da-tra", "Hai tệp đã trả lại; lời nhắn và tệp đánh dấu gửi cho đơn vị.")
    clerk.at(4, 12)
    for unit, path in marked.items():
        fill(path, {it: float(points_of(unit, "self")[it]) for it in FAULTS[unit]})
    clerk.answer(*marked.values())
    clerk.press("Thêm tệp…")
    clerk.see("loi-gui-lai", "Hai đơn vị gửi lại bản đã sửa, nay nhận được.")
    clerk.press("Nhận 2 tệp")


def another_version(clerk: Clerk, folder: Path) -> None:
    """After it was accepted a unit sends another form."""
    clerk.task("Nhận bản gửi lại của một đơn vị, xem điểm thay đổi")
    clerk.at(5, 12)
    path = Path(shutil.copy(folder / SENT / "tct.xlsx", folder / SENT / "tct lan 2.xlsx"))
    fill(path, CHANGED)
    clerk.answer(path)
    clerk.press("Thêm tệp…")
    clerk.see(
        "gui-lan-hai", "Đơn vị đã nộp gửi thêm một bản: danh sách cho biết mấy điểm thay đổi."
    )
    clerk.cell(UNITS["tct"].name, "5")
    clerk.see("gui-lan-hai-tung-o", "Xem từng ô: điểm cũ, điểm mới.")
    clerk.key("Escape")
    clerk.press("Nhận 1 tệp")
    clerk.press("Tổng quan")
    clerk.see("du-chin", "Chín đơn vị đã nộp; Tổng quan chỉ việc kế tiếp.")


def papers(clerk: Clerk, _folder: Path) -> None:
    """The other papers of the year: noted as they come, one late, one sent back."""
    clerk.task("Ghi giấy tờ đã nhận, một đơn vị nộp muộn")
    clerk.at(8, 12)
    clerk.press("Hồ sơ")
    clerk.choose("Nhận bằng", "Tệp và bản giấy")
    for title in (YEAR, TALK):
        clerk.header(title)
        clerk.press("Đã nhận hôm nay")
    clerk.cell(UNITS["tct"].name, YEAR)
    clerk.key("Delete")
    clerk.see(
        "giay-to-da-nhan", "Đánh dấu từng cột đã nhận; Trường Chính trị tỉnh còn thiếu báo cáo."
    )
    clerk.at(13, 12)
    clerk.press("Đã nhận hôm nay")
    clerk.see("giay-to-tre", "Ô nhận trễ đổi màu, ghi số ngày trễ.")
    clerk.task("Xét 2 đề nghị trừ điểm: chấp nhận 1, bỏ qua 1")
    clerk.press("Đề nghị trừ điểm")
    clerk.see(
        "de-nghi-tru", "Nộp trễ thành đề nghị trừ điểm; khối chấp nhận hoặc bỏ qua, có lý do."
    )
    clerk.cell(UNITS["bnd"].name, "Tình trạng")
    clerk.press("Bỏ qua, ghi lý do…")
    clerk.field("Lý do", "Đơn vị ở xa, đã xin lùi ngày")
    clerk.see("de-nghi-bo-qua", "Bỏ qua một đề nghị thì ghi lý do.")
    clerk.press("Bỏ qua")
    clerk.press("Chấp nhận")


def facts(clerk: Clerk, _folder: Path) -> None:
    """A reminder, a bonus, an exclusion."""
    clerk.task("Ghi 1 văn bản nhắc nhở, 1 chỉ tiêu vượt, 1 đơn vị không bình xét")
    clerk.press("Sổ ghi nhận")
    clerk.see(
        "so-ghi-nhan", "Thẻ Sổ ghi nhận: nhắc nhở, chỉ tiêu vượt, không bình xét của mọi đơn vị."
    )
    clerk.press("Thêm văn bản nhắc nhở…")
    clerk.choose("Đơn vị", UNITS["blc"].name)
    clerk.field("Văn bản", "Văn bản số 12-CV/TU")
    clerk.field("Ngày", "12/04/2023")
    clerk.field("Cơ quan ban hành", "Tỉnh ủy")
    clerk.press("Lưu")
    clerk.press("Chỉ tiêu vượt")
    clerk.press("Thêm chỉ tiêu…")
    clerk.choose("Đơn vị", UNITS["btc"].name)
    clerk.field("Chỉ tiêu", "Văn bản tham mưu đúng hạn")
    clerk.field("Đơn vị tính", "%")
    clerk.field("Đăng ký đầu năm", "92")
    clerk.field("Kết quả thực hiện", "98,5")
    clerk.field("Điểm thưởng", "1")
    clerk.see("chi-tieu-vuot", "Chỉ tiêu vượt: số đăng ký, kết quả và điểm thưởng.")
    clerk.press("Lưu")
    clerk.press("Không bình xét, tạm dừng")
    clerk.press("Ghi đơn vị không bình xét, suy tôn…")
    clerk.choose("Đơn vị", UNITS["nktu"].name)
    clerk.field("Lý do", "Có văn bản phê bình sai phạm nghiêm trọng")
    clerk.field("Văn bản", "Thông báo số 112-TB/TU")
    clerk.field("Từ ngày", "14/09/2023")
    clerk.see("khong-binh-xet", "Đơn vị không bình xét: lý do, văn bản, từ ngày nào.")
    clerk.press("Lưu")
    clerk.see("so-ghi-nhan-xong", "Mỗi việc một dòng, dẫn văn bản và nói tác động tới điểm.")


def block_points(clerk: Clerk, _folder: Path) -> None:
    """The block's points, copied out of Excel unit by unit; one is typed."""
    clerk.task("Nhập điểm khối chấm của 9 đơn vị (dán từng đơn vị, gõ 1 ô)")
    clerk.at(12, 12)
    clerk.press("Chấm điểm")
    clerk.see("cham-diem", "Trang Chấm điểm: tiêu chí ở hàng, các bước chấm ở cột.")
    for unit in UNITS:
        clerk.cell("I.1.1", "Khối chấm")
        clerk.paste(_column(unit, "block"))
        if unit == "bnc":
            clerk.cell("I.1.2", "Khối chấm")
            clerk.keys("9")
            clerk.key("Return")
            clerk.see(
                "cham-qua-diem", "Ghi quá điểm tối đa: ô giữ nguyên, câu ở dưới nói phải sửa."
            )
            clerk.keys("7,5")
            clerk.key("Return")
            clerk.see("cham-go", "Gõ lại số đúng; dòng dưới bảng cho biết tổng và hạng.")
        clerk.press("Đơn vị tiếp theo →")
    clerk.press("Vì sao?")
    clerk.see("vi-sao", "Nút Vì sao? giải thích từng bước tính ra tổng điểm.")
    clerk.press("Theo tiêu chí")
    clerk.see("theo-tieu-chi", "Theo tiêu chí: so điểm của mọi đơn vị ở một mục.")


def _column(unit: str, stage: str, section: str = "") -> str:
    """One column as Excel gives it, from the first criterion down; groups stay blank."""
    points = points_of(unit, stage)
    codes = [row.code for top in SEASON.table.rows for _, row in top.walk()]
    first = next(it for it in codes if it in points and it.startswith(section))
    wanted = [it for it in codes[codes.index(first) :] if it.startswith(section)]
    return "".join(f"{show_short(points[it]) if it in points else ''}\n" for it in wanted)


def appraisal(clerk: Clerk, _folder: Path) -> None:
    """The letter to the Board, its answer, its points."""
    clerk.task("Đề nghị thẩm định, ghi kết quả, nhập điểm thẩm định mục III")
    clerk.press("Hồ sơ")
    clerk.press("Thẩm định")
    clerk.see("tham-dinh", "Thẻ Thẩm định: ba bước từ công văn đề nghị tới điểm thẩm định.")
    clerk.press("Ghi văn bản đề nghị…")
    clerk.field("Số, ký hiệu", "Công văn số 21-CV/KTĐ")
    clerk.field("Ngày", "12/12/2023")
    clerk.press("Lưu")
    clerk.at(15, 12)
    clerk.press("Ghi văn bản kết quả…")
    clerk.field("Số, ký hiệu", "Công văn số 512/BTĐKT")
    clerk.field("Ngày", "14/12/2023")
    clerk.press("Lưu")
    clerk.see("tham-dinh-ket-qua", "Đã có văn bản kết quả; tiếp theo nhập điểm thẩm định.")
    clerk.press("Nhập điểm thẩm định")
    clerk.see("tham-dinh-nhap", "Trang Chấm điểm mở ra; điểm thẩm định nhập ở mục III.")
    clerk.press("Theo đơn vị")
    for unit in UNITS:
        clerk.cell("III.1.1", "Thẩm định")
        clerk.paste(_column(unit, "appraisal", "III"))
        clerk.press("Đơn vị tiếp theo →")
    clerk.press("Hồ sơ")
    clerk.see("tham-dinh-xong", "Đủ điểm thẩm định; chỗ khác điểm khối chấm được liệt kê.")
    clerk.press("Xếp hạng")
    clerk.see("xep-hang", "Trang Xếp hạng: thứ tự, điểm từng mục, chênh lệch, vạch Cờ thi đua.")
    clerk.press("Tổng quan")
    clerk.see("tong-quan-truoc-hop", "Tổng quan trước hội nghị.")


PARTS = (
    ("nhan", forms_in),
    ("loi", faulty),
    ("lan-hai", another_version),
    ("giay-to", papers),
    ("so-ghi-nhan", facts),
    ("khoi-cham", block_points),
    ("tham-dinh", appraisal),
)
