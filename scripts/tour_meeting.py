"""The tour, the meeting day and after: agenda, hall, discussion, reveal, ballots, closing, corrigendum."""

from pathlib import Path

from scripts.tour_clerk import Clerk
from scripts.tour_setup import FLAG, UNITS


def agenda(clerk: Clerk, _folder: Path) -> None:
    """The agenda proposed, the meeting's data, who is there."""
    clerk.task("Lập chương trình hội nghị, thông tin hội nghị")
    clerk.at(18, 12)
    clerk.press("Hội nghị")
    clerk.see("hoi-nghi", "Trang Hội nghị mở ở thẻ Điều khiển màn chiếu.")
    clerk.press("Chương trình, dự họp")
    clerk.see("chuong-trinh-trong", "Thẻ Chương trình, dự họp: chương trình đề xuất sẵn hai phần.")
    clerk.press("Đề xuất chương trình")
    clerk.see("chuong-trinh", "Chương trình đề xuất; sửa nội dung, người thực hiện, số phút.")
    clerk.press("Thông tin hội nghị…")
    clerk.field("Chủ trì", "Trưởng khối")
    clerk.field("Thư ký", "Văn phòng khối")
    clerk.field("Địa điểm", "Hội trường Tỉnh ủy")
    clerk.see("thong-tin-hoi-nghi", "Thông tin hội nghị: ngày, nơi họp, chủ trì, thư ký.")
    clerk.press("Lưu")


def attendance(clerk: Clerk, _folder: Path) -> None:
    """One key a unit: one late, one excused, the others there."""
    clerk.task("Điểm danh 9 đơn vị (1 muộn, 1 vắng có lý do)")
    clerk.at(19, 12, 8)
    clerk.press("Hội nghị")
    clerk.press("Chương trình, dự họp")
    clerk.press("Dự họp")
    clerk.see("du-hop", "Dự họp: mỗi đơn vị một phím, từ 1 đến 4.")
    clerk.cell(UNITS["btg"].name)
    clerk.key("2")
    clerk.cell(UNITS["nktu"].name)
    clerk.key("4")
    clerk.press("Còn lại có mặt")
    clerk.see("du-hop-xong", "Đã ghi dự họp; dòng dưới cho biết số đơn vị có mặt.")


def hall(clerk: Clerk, _folder: Path) -> None:
    """The meeting begins; the second screen shows the backdrop, then the agenda and the ranking."""
    clerk.task("Bắt đầu hội nghị, mở màn chiếu, chiếu phông, chương trình, xếp hạng")
    clerk.press("Chương trình")
    clerk.press("Bắt đầu hội nghị")
    clerk.see("bat-dau-hop", "Bắt đầu hội nghị: chương trình tính giờ từng nội dung.")
    clerk.press("Điều khiển màn chiếu")
    clerk.press("Mở màn chiếu")
    clerk.see("dieu-khien", "Điều khiển màn chiếu: cảnh đang chiếu, cảnh tiếp theo, bốn nút lớn.")
    clerk.see("may-chieu-phong", "Màn chiếu: phông hội nghị.")
    scenes = (("chuong-trinh", "Chương trình", 1), ("xep-hang", "Bảng xếp hạng", 0))
    for name, scene, place in scenes:
        clerk.cell(scene, nth=place)
        clerk.key("Return")
        clerk.see(f"may-chieu-{name}", f"Màn chiếu: {scene.lower()}.")
    clerk.see("dieu-khien-chieu", "Màn điều khiển khi đang chiếu xếp hạng.")


def discussion(clerk: Clerk, _folder: Path) -> None:
    """Two changes of points: one by agreement and shown to the hall, one by a show of hands."""
    clerk.task("Thảo luận: 2 đề nghị sửa điểm, 1 chiếu lên, 2 được thông qua")
    clerk.at(19, 12, 9, 30)
    clerk.press("Thảo luận")
    clerk.see("thao-luan", "Thẻ Thảo luận: chọn đơn vị, chọn tiêu chí, nêu đề nghị sửa điểm.")
    clerk.choose("Đơn vị hoặc tiêu chí", UNITS["btc"].name)
    clerk.cell("I.2.1")
    clerk.press("Đề nghị sửa điểm…")
    clerk.field("Điểm đề nghị", "9")
    clerk.field("Người đề nghị", "Đại diện Ban Dân vận")
    clerk.field("Lý do", "Một chỉ tiêu hoàn thành chậm")
    clerk.press("Nêu đề nghị")
    clerk.see("de-nghi-dang-xet", "Đề nghị đang xét; chỉ anh/chị thấy tổng và hạng sẽ đổi ra sao.")
    clerk.press("Chọn để chiếu  F9")
    clerk.see("chieu-de-nghi", "Chiếu đề nghị: màn điều khiển chuẩn bị cảnh thảo luận.")
    clerk.key("Return")
    clerk.see("may-chieu-de-nghi", "Màn chiếu: điểm cũ, điểm đề nghị, lý do.")
    clerk.press("Thảo luận")
    clerk.press("Thông qua…")
    clerk.see("thong-qua", "Ghi hội nghị quyết định bằng cách nào.")
    clerk.press("Ghi kết quả")
    clerk.choose("Đơn vị hoặc tiêu chí", UNITS["blc"].name)
    clerk.cell("I.1.2")
    clerk.press("Đề nghị sửa điểm…")
    clerk.field("Điểm đề nghị", "7,5")
    clerk.field("Người đề nghị", "Đại diện Báo Lào Cai")
    clerk.field("Lý do", "Đã bổ sung minh chứng")
    clerk.press("Nêu đề nghị")
    clerk.press("Thông qua…")
    clerk.choose("Quyết định bằng", "Giơ tay biểu quyết")
    clerk.field("Đồng ý", "7")
    clerk.field("Không đồng ý", "1")
    clerk.press("Ghi kết quả")
    clerk.see("thao-luan-xong", "Hai đề nghị đã có quyết định; biên bản lấy từ danh sách này.")


def reveal(clerk: Clerk, _folder: Path) -> None:
    """From the last rank up, one key a step."""
    clerk.task("Công bố từng hạng trên màn chiếu (8 hạng)")
    clerk.press("Điều khiển màn chiếu")
    clerk.cell("Công bố từng hạng")
    clerk.key("Return")
    clerk.see("may-chieu-cong-bo-dau", "Công bố từng hạng: bắt đầu từ hạng cuối.")
    clerk.key("Space", 3)
    clerk.see("cong-bo-dieu-khien", "Màn điều khiển cho biết bước kế tiếp của công bố.")
    clerk.key_while("Space", "Hiện ")
    clerk.key("Space")
    clerk.see("may-chieu-dung-o-vach", "Trước vạch Cờ thi đua, màn chiếu dừng một nhịp.")
    clerk.key_while("Space", "Hiện ")
    clerk.see("may-chieu-cong-bo-het", "Bảng đầy đủ sau khi công bố.")


def flag(clerk: Clerk, folder: Path) -> None:
    """Who is named for the flag: secret ballot, counted at the desk."""
    clerk.task("Suy tôn Cờ thi đua: tạo lần bỏ phiếu, in phiếu, kiểm phiếu, xác nhận")
    clerk.at(19, 12, 10, 15)
    clerk.press("Hội nghị")
    clerk.press("Bỏ phiếu")
    clerk.see("bo-phieu", "Thẻ Bỏ phiếu: tạo lần suy tôn hoặc bầu.")
    clerk.press(f"Suy tôn {FLAG}…")
    clerk.choose("Cách quyết định", "Phiếu kín, tỷ lệ do khối quy định")
    clerk.field("Tỷ lệ cần có", "2")
    clerk.field("Mẫu số", "3")
    clerk.see("bo-phieu-ty-le", "Tỷ lệ do khối quy định ghi trên một dòng: 2 / 3.")
    clerk.press("Tạo lần bỏ phiếu")
    clerk.see("phieu-da-tao", "Danh sách trên phiếu lấy từ xếp hạng; in phiếu rồi kiểm.")
    clerk.answer(folder / "Phieu suy ton.pdf")
    clerk.press("In phiếu…")
    clerk.see("in-phieu", "In phiếu: khổ giấy và số phiếu, ghi ra tệp PDF.")
    clerk.press("Ghi tệp PDF")
    clerk.figures("Phát ra", 8, 8, 8, 0, 0, 5, 4)
    clerk.see("kiem-phieu-sai", "Số không khớp thì bảng kiểm nói ngay chỗ sai.")
    clerk.figures(f"Đồng ý, {UNITS['btc'].name}", 6, 2)
    clerk.press("Xác nhận kết quả")
    clerk.see("suy-ton-xong", "Kết quả đã xác nhận.")


def leaders(clerk: Clerk, _folder: Path) -> None:
    """Next year's head by a show of hands."""
    clerk.task("Bầu Trưởng khối năm sau bằng giơ tay")
    clerk.menu("Bỏ phiếu mới", "Bầu Trưởng khối…")
    clerk.choose("Cách quyết định", "Giơ tay, tỷ lệ do khối quy định")
    clerk.field("Tỷ lệ cần có", "1")
    clerk.field("Mẫu số", "2")
    clerk.choose("Tính trên", "số người có mặt")
    clerk.press("Tạo lần bỏ phiếu")
    clerk.see("bau-truong", "Mỗi đơn vị một dòng; ghi số người giơ tay.")
    clerk.figures(f"Số tay giơ, {UNITS['bnc'].name}", 0, 0, 6, 0, 0, 2, 0, 0, 0)
    clerk.press("Xác nhận kết quả")
    clerk.see("bau-xong", "Đã có Trưởng khối năm sau.")


def closing(clerk: Clerk, _folder: Path) -> None:
    """What is open is accounted for, the result is closed, the papers are written."""
    clerk.task("Chốt kết quả")
    clerk.press("Hội nghị")
    clerk.press("Chốt kết quả")
    clerk.see("chot", "Thẻ Chốt kết quả: những việc còn mở trước khi chốt.")
    clerk.press("Chốt, ghi lý do còn mở…")
    clerk.field("Văn bản", "Biên bản 07-BB/KTĐ")
    clerk.field("Lý do để mở: điểm tạm tính", "Chờ xếp loại tổ chức đảng")
    clerk.press("Chốt kết quả")
    clerk.see("da-chot", "Đã chốt: đơn vị được chọn, việc phải làm sau hội nghị, mã của bản chốt.")


def corrigendum(clerk: Clerk, _folder: Path) -> None:
    """A unit was added up wrongly: opened with a reason, changed, closed as 01."""
    clerk.task("Đính chính 01: mở, sửa 1 điểm, chốt lại")
    clerk.at(22, 12, 8)
    clerk.press("Hội nghị")
    clerk.press("Chốt kết quả")
    clerk.press("Mở đính chính…")
    clerk.field("Lý do", "Cộng sai điểm tiêu chí III.2.1")
    clerk.see("mo-dinh-chinh", "Mở đính chính phải có lý do; bản cũ vẫn giữ.")
    clerk.press("Mở đính chính")
    clerk.press("Thảo luận")
    clerk.choose("Đơn vị hoặc tiêu chí", UNITS["bdv"].name)
    clerk.cell("III.2.1")
    clerk.press("Đề nghị sửa điểm…")
    clerk.field("Điểm đề nghị", "2")
    clerk.field("Người đề nghị", "Thư ký khối")
    clerk.field("Lý do", "Cộng sai")
    clerk.press("Nêu đề nghị")
    clerk.press("Thông qua…")
    clerk.press("Ghi kết quả")
    clerk.press("Chốt kết quả")
    clerk.see("dinh-chinh-dang-mo", "Đang đính chính: xem trước, sau; rồi chốt lại.")
    clerk.press("Trước → sau")
    clerk.see("dinh-chinh-truoc-sau", "Trước và sau: những gì đã đổi từ bản chốt.")
    clerk.press("Đóng")
    clerk.press("Chốt, ghi lý do còn mở…")
    clerk.field("Văn bản", "Công văn 12-CV/KTĐ")
    clerk.see("chot-dinh-chinh", "Chốt bản đính chính 01, kèm lý do và văn bản.")
    clerk.press("Chốt kết quả")
    clerk.see("da-chot-01", "Bản 00 và bản 01 đều còn, mỗi bản một mã.")


def papers(clerk: Clerk, folder: Path) -> None:
    """The papers of the meeting in Word and PDF."""
    clerk.task("Xuất mọi văn bản của năm")
    out = folder / "Van ban"
    out.mkdir()
    clerk.press("Xuất văn bản")
    clerk.see("van-ban", "Trang Văn bản: văn bản theo bước của năm, bên phải là văn bản đang chọn.")
    clerk.answer(out)
    clerk.press("Đổi thư mục…")
    clerk.press("Xuất cả bộ…")
    clerk.see(
        "van-ban-da-ghi",
        "Cả bộ đã ghi, đánh số theo thứ tự của năm; tệp cũ không bao giờ bị ghi đè.",
    )
    clerk.press("Sổ văn bản")
    clerk.see("so-van-ban", "Sổ văn bản: số đã cấp theo từng loại, số trống và số trùng được nêu.")
    clerk.press("Lịch sử")
    clerk.see("lich-su", "Trang Lịch sử: mọi việc đã làm trong năm, ai cũng xem lại được.")
    clerk.press("Tổng quan")
    clerk.see("tong-quan-cuoi-nam", "Tổng quan cuối năm: kết quả đã chốt.")


PARTS = (
    ("hoi-nghi", agenda),
    ("du-hop", attendance),
    ("man-chieu", hall),
    ("thao-luan", discussion),
    ("cong-bo", reveal),
    ("suy-ton", flag),
    ("bau", leaders),
    ("chot", closing),
    ("dinh-chinh", corrigendum),
    ("van-ban", papers),
)
