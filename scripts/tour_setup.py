"""The tour, January to November: the new block, its units, rules, table, and the forms that go out."""

from pathlib import Path

from openpyxl import Workbook

from scripts.tour_clerk import Clerk
from ui.book import shipped

BLOCK = "Khối Thi đua các cơ quan Tỉnh ủy"
NAME = f"{BLOCK} 2023.khoi"
NINE = ("bnc", "blc", "btc", "btg", "bdv", "vptu", "tct", "nktu", "bnd")
"""The units of the sample that make the block of the tour; the last two are the special ones."""
UNITS = {it.id: it for it in shipped.sample().units if it.id in NINE}
REGISTRATION = "Đăng ký thi đua của đơn vị"
SELF, HALF, YEAR = (
    "Kết quả tự chấm điểm của đơn vị",
    "Báo cáo sơ kết của đơn vị (mẫu số 01)",
    "Báo cáo tổng kết của đơn vị (mẫu số 01)",
)
DUE = {REGISTRATION: "15/03/2023", SELF: "05/12/2023", HALF: "01/07/2023", YEAR: "11/12/2023"}
TALK = "Tham luận tại hội nghị"
OUT = "Bieu mau gui don vi"
FLAG = "Cờ thi đua của UBND tỉnh"
NO_PARTY, NO_UNION = UNITS["nktu"], UNITS["bnd"]


def start(clerk: Clerk, folder: Path) -> None:
    """The window of a first start, and the first step of the guide."""
    clerk.task("Lập sổ mới: khối, năm, thể thức văn bản")
    clerk.see("bat-dau", "Mở chương trình lần đầu: tạo sổ mới, mở sổ có sẵn hoặc xem sổ mẫu.")
    clerk.press("Tạo sổ mới…")
    clerk.see("khoi-moi", "Bước 1 của phần lập sổ hỏi tên khối, năm và phần đầu của văn bản.")
    clerk.field("Tên khối", BLOCK)
    clerk.field("Cơ quan cấp trên", "TỈNH ỦY LÀO CAI")
    clerk.field("Cơ quan ban hành", "BAN NỘI CHÍNH TỈNH ỦY")
    clerk.field("Địa danh", "Lào Cai")
    clerk.choose("Thể thức văn bản", "Văn bản của Đảng")
    clerk.see("khoi-da-ghi", "Ghi xong thì bấm Lưu và tiếp tục, chọn nơi để tệp của sổ.")
    clerk.answer(folder / NAME)
    clerk.press("Lưu và tiếp tục")


def units(clerk: Clerk, _folder: Path) -> None:
    """Two units typed, the others copied from Excel; two have no Party organisation, one no union."""
    clerk.task("Ghi 9 đơn vị (gõ 2, dán 7), 2 đơn vị đặc thù")
    clerk.see(
        "don-vi-trong", "Bước 2 nhận danh sách đơn vị: gõ mỗi dòng một đơn vị, hoặc dán từ Excel."
    )
    first, second, *others = UNITS.values()
    clerk.field("Danh sách đơn vị", f"{first.name}\n{second.name}")
    clerk.key("Ctrl+End")
    clerk.key("Return")
    clerk.paste("\n".join(f"{it.name}\t{it.short_name}" for it in others))
    clerk.see("don-vi-dan", "Bảy đơn vị chép từ Excel (tên và tên ngắn) được thêm vào sau.")
    for unit in (NO_PARTY, NO_UNION):
        clerk.cell(unit.name, "Đảng")
    clerk.cell(NO_UNION.name, "Công đoàn")
    clerk.see("don-vi-dac-thu", "Bỏ dấu ở cột Đảng, Công đoàn cho đơn vị không có tổ chức đó.")
    clerk.press("Tiếp")


def rules(clerk: Clerk, _folder: Path) -> None:
    """The pack of the block's province, and what its sources leave to the block."""
    clerk.task("Chọn bộ quy tắc, chốt các giá trị văn bản để mở")
    clerk.see("quy-tac-trong", "Bước 3: chọn văn bản mà khối chấm theo.")
    clerk.choose("Bộ quy tắc", shipped.sample().pack.name)
    clerk.see("quy-tac-de-mo", "Bộ quy tắc nêu từng giá trị văn bản để mở, khối chọn lấy.")
    clerk.press("Chọn…", 8)
    clerk.press("Thêm")
    clerk.see(
        "quy-tac-so-co", "Số Cờ thi đua khối được đề nghị: thêm một dòng theo văn bản của tỉnh."
    )
    clerk.field("Hình thức khen", FLAG)
    clerk.field("Số đơn vị, hoặc số %", "1")
    clerk.press("Xong")
    clerk.press("Xong")
    clerk.press("Giữ tất cả")
    clerk.see("quy-tac-giu-lai", "Các giá trị còn lại được giữ như đang ghi, sau một câu hỏi.")
    clerk.press("Giữ tất cả")
    clerk.press("Tiếp")


def table(clerk: Clerk, folder: Path) -> None:
    """The table comes out of last year's Excel file."""
    clerk.task("Lập bảng chấm điểm từ tệp Excel có sẵn")
    clerk.see("bang-trong", "Bước 4: dán bảng từ Excel, nhập từ tệp, hoặc lấy bảng của sổ mẫu.")
    clerk.press("Nhập từ tệp Excel, Word…")
    clerk.answer(_table_file(folder))
    clerk.press("Chọn tệp…")
    clerk.see(
        "bang-cot", "Chương trình đoán cột nào là mã, nội dung, điểm tối đa; xem lại rồi đi tiếp."
    )
    clerk.press("Tiếp")
    clerk.see("bang-xem-lai", "Bảng đọc được hiện thành cây tiêu chí; đúng thì đưa vào sổ.")
    clerk.press("Lập bảng này")
    clerk.see("bang-trong-so", "Bảng đã ở trong sổ, đúng khung điểm của bộ quy tắc.")
    clerk.press("Tiếp")
    clerk.see(
        "bieu-mau-buoc-5", "Bước 5 xuất biểu mẫu; bảng còn là dự thảo nên để sau khi ban hành."
    )
    clerk.press("Xong")
    clerk.see("tong-quan-dau-nam", "Trang Tổng quan cho biết việc kế tiếp.")


def _table_file(folder: Path) -> Path:
    """The table as it was kept in Excel."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BẢNG CHẤM ĐIỂM THI ĐUA"])
    sheet.append(["TT", "Nội dung, tiêu chí", "Điểm tối đa", "Hồ sơ kiểm chứng"])
    for _, row in shipped.sample().table.walk():
        most = None if row.max_points is None else float(row.max_points)
        sheet.append([row.code, row.title, most, row.evidence])
    path = folder / "Bang cham diem nam truoc.xlsx"
    book.save(path)
    return path


def heads(clerk: Clerk, _folder: Path) -> None:
    """Who runs the block this year."""
    clerk.task("Ghi Trưởng khối, Phó Trưởng khối")
    clerk.press("Chọn Trưởng khối")
    clerk.press("Đặt Trưởng khối")
    clerk.cell(UNITS["blc"].name)
    clerk.press("Đặt Phó khối")
    clerk.see("truong-khoi", "Trang Đơn vị: chọn đơn vị rồi đặt Trưởng khối, Phó Trưởng khối.")


def plan(clerk: Clerk, _folder: Path) -> None:
    """The plan of the year comes from one that ships; the PC reminds of it from now on."""
    clerk.task("Lấy kế hoạch năm mẫu, bật nhắc việc khi mở máy")
    clerk.press("Lịch và hạn")
    clerk.see(
        "viec-theo-han", "Trang Lịch và hạn: hạn của bộ quy tắc đã có sẵn, việc gấp đứng đầu."
    )
    clerk.press("Kế hoạch năm")
    clerk.menu("Lấy việc từ", "Kế hoạch mẫu…")
    clerk.choose("Kế hoạch mẫu", "Tổng kết cuối năm của một khối (13 việc)")
    clerk.see("ke-hoach-mau", "Kế hoạch mẫu lấy từ văn bản có thật; bỏ đánh dấu việc không cần.")
    clerk.press("Lấy ")  # with the count of what is new
    clerk.see("ke-hoach-nam", "Kế hoạch năm theo tháng; hạn tính từ hội nghị chờ ngày hội nghị.")
    clerk.press("Việc theo hạn")
    clerk.press("Bật nhắc khi mở máy")
    clerk.see("nhac-viec", "Từ lần mở máy sau, việc quá hạn và đến hạn được nhắc.")


def issue(clerk: Clerk, _folder: Path) -> None:
    """The Board's opinion is asked for, its answer noted, the table issued."""
    clerk.task("Gửi bảng xin ý kiến, ghi trả lời, ban hành")
    clerk.at(10, 2)
    clerk.press("Bảng chấm điểm")
    clerk.see(
        "bang-du-thao",
        "Trang Bảng chấm điểm: bảng đang là dự thảo, bước kế tiếp là gửi xin ý kiến.",
    )
    clerk.press("Gửi xin ý kiến…")
    clerk.field("Số công văn", "03-CV/KTĐ")
    clerk.field("Ngày gửi", "10/02/2023")
    clerk.see("gui-xin-y-kien", "Ghi số và ngày công văn gửi Ban Thi đua - Khen thưởng xin ý kiến.")
    clerk.press("Ghi đã gửi")
    clerk.see("dang-xin-y-kien", "Bảng đang xin ý kiến; có trả lời thì ghi lại.")
    clerk.at(22, 2)
    clerk.press("Ghi trả lời…")
    clerk.field("Số công văn trả lời", "45-CV/BTĐKT")
    clerk.field("Ngày trả lời", "21/02/2023")
    clerk.field("Nội dung", "Nhất trí với dự thảo.")
    clerk.see("tra-loi", "Ghi văn bản trả lời và tóm tắt ý kiến.")
    clerk.press("Ghi trả lời")
    clerk.at(24, 2)
    clerk.press("Ban hành…")
    clerk.field("Số văn bản", "01-KH/KTĐ")
    clerk.field("Ngày ban hành", "24/02/2023")
    clerk.press("Ban hành")
    clerk.see("da-ban-hanh", "Bảng đã ban hành; việc kế tiếp là xuất biểu mẫu.")


def due_days(clerk: Clerk, _folder: Path) -> None:
    """Until when each paper is due, and the day of the meeting."""
    clerk.task("Ghi ngày hội nghị, hạn nộp 4 giấy tờ, thêm 1 giấy tờ của khối")
    clerk.press("Hồ sơ")
    clerk.press("Thêm giấy tờ, hạn nộp…")
    clerk.field("Ngày hội nghị tổng kết", "19/12/2023")
    for title, day in DUE.items():
        clerk.field(f"Hạn nộp của {title}", day)
    clerk.press("Thêm giấy tờ của khối")
    clerk.field("Tên của giấy tờ mới thứ 5", TALK)
    clerk.field("Hạn nộp của giấy tờ mới thứ 5", "11/12/2023")
    clerk.see("han-nop", "Ghi ngày hội nghị và hạn nộp; khối thêm giấy tờ của mình.")
    clerk.press("Lưu")


def registrations(clerk: Clerk, _folder: Path) -> None:
    """Eight registrations on paper in time, the ninth three days late."""
    clerk.task("Ghi 9 bản đăng ký đã nhận, 1 bản muộn")
    clerk.at(10, 3)
    clerk.press("Hồ sơ")
    clerk.choose("Nhận bằng", "Bản giấy")
    clerk.header(REGISTRATION)
    clerk.press("Đã nhận hôm nay")
    clerk.cell(NO_UNION.name, REGISTRATION)
    clerk.key("Delete")
    clerk.see("dang-ky-tam", "Đánh dấu cả cột đã nhận, bỏ đơn vị chưa nộp.")
    clerk.at(18, 3)
    clerk.press("Đã nhận hôm nay")
    clerk.see("dang-ky-muon", "Bản nộp sau hạn được ghi là nhận trễ.")
    clerk.task("Ghi 9 báo cáo sơ kết đã nhận")
    clerk.at(28, 6)
    clerk.header(HALF)
    clerk.press("Đã nhận hôm nay")


def forms_out(clerk: Clerk, folder: Path) -> None:
    """A form for every unit."""
    clerk.task("Xuất biểu mẫu tự chấm cho 9 đơn vị")
    clerk.at(20, 11)
    out = folder / OUT
    out.mkdir()
    clerk.press("Bảng chấm điểm")
    clerk.answer(out)
    clerk.press("Xuất biểu mẫu")
    clerk.see("bieu-mau-da-xuat", "Mỗi đơn vị một tệp Excel, ghi vào thư mục đã chọn.")
    clerk.press("Tổng quan")
    clerk.see("tong-quan-cho-nop", "Tổng quan: chờ các đơn vị gửi bảng tự chấm về.")


PARTS = (
    ("mo-dau", start),
    ("don-vi", units),
    ("quy-tac", rules),
    ("bang", table),
    ("truong-khoi", heads),
    ("ke-hoach", plan),
    ("ban-hanh", issue),
    ("han-nop", due_days),
    ("dang-ky", registrations),
    ("bieu-mau", forms_out),
)
