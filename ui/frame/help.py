"""The help of every page (F1), as text: a title and paragraphs with a heading each."""

from typing import NamedTuple


class HelpText(NamedTuple):
    """What F1 shows for one page."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]


KEYS = (
    "Phím tắt",
    (
        "Ctrl+K tìm và làm mọi việc, gõ không dấu cũng được. Alt+1…9, Alt+0 chuyển trang. Ctrl+Z hoàn tác,"
        " Ctrl+Y làm lại. F1 hướng dẫn của trang đang xem."
    ),
)
SAVING = (
    "Lưu",
    "Mỗi thay đổi được lưu ngay vào tệp; không cần bấm Lưu. Góc trái dưới cho biết lưu lúc nào.",
)
HELP: dict[str, HelpText] = {
    "start": HelpText(
        "Bắt đầu",
        (
            (
                "Một khối, một tệp",
                "Mỗi khối thi đua là một tệp .khoi, chép và gửi đi được như tệp Word.",
            ),
            (
                "Thử trước",
                "“Xem sổ mẫu” mở một khối có số liệu minh hoạ để tập làm, không lẫn vào sổ thật.",
            ),
            KEYS,
        ),
    ),
    "overview": HelpText(
        "Tổng quan",
        (
            ("Việc cần làm", "Việc gấp đứng trên cùng, mỗi việc có sẵn nút để làm."),
            (
                "Ai còn thiếu gì",
                "Mỗi dòng một đơn vị, mỗi cột một loại hồ sơ. Đưa chuột vào dấu để xem nghĩa.",
            ),
            SAVING,
            KEYS,
        ),
    ),
    "units": HelpText(
        "Đơn vị",
        (
            (
                "Thêm đơn vị",
                "Thêm từng đơn vị, hoặc dán cả danh sách chép từ Excel, mỗi dòng một đơn vị.",
            ),
            (
                "Tổ chức đảng, công đoàn",
                "Hai ô này quyết định cách tính mục về xây dựng Đảng theo bộ quy tắc.",
            ),
            ("Xóa nhầm", "Xóa đơn vị lấy lại được bằng Hoàn tác (Ctrl+Z), kể cả điểm của đơn vị."),
            KEYS,
        ),
    ),
    "table": HelpText(
        "Bảng chấm điểm",
        (
            (
                "Lập và sửa bảng",
                (
                    "Bấm Sửa bảng để soạn dạng cây: Insert thêm dòng, Ctrl+Delete xóa dòng, Alt+mũi tên thụt và "
                    "chuyển dòng, gõ là ghi đè ô, dán thẳng từ Excel. Lấy bảng: nhập từ tệp Excel, Word hoặc chép bảng năm trước."
                ),
            ),
            (
                "Cách chấm",
                (
                    "Chọn tiêu chí rồi chọn cách chấm ở bên phải: trừ theo lần, theo bậc, theo tỷ lệ đạt kế "
                    "hoạch, so với đơn vị khác… Thử ngay với vài con số."
                ),
            ),
            (
                "Ban hành",
                (
                    "Dự thảo, gửi xin ý kiến, ban hành, khóa. Còn lỗi thì chưa ban hành được; sửa sau khi ban "
                    "hành là một bản mới, bản cũ vẫn giữ."
                ),
            ),
            (
                "Quy tắc",
                (
                    "Thẻ Quy tắc sửa được mọi giá trị (tổng điểm, các bước chấm, thời hạn, hồ sơ), có văn bản, "
                    "điều khoản bên cạnh. Thẻ Giá trị khối tự chọn hỏi những giá trị mà văn bản để mở."
                ),
            ),
            (
                "Khung điểm",
                "Tổng các mục và điểm thưởng phải đúng khung của bộ quy tắc; chỗ lệch được nêu rõ.",
            ),
            KEYS,
        ),
    ),
    "scores": HelpText(
        "Chấm điểm",
        (
            (
                "Nhập điểm",
                "F2 sửa, Enter xuống dòng, Tab sang phải. Dấu phẩy hay dấu chấm đều được.",
            ),
            ("Vì sao?", "Bảng bên phải giải thích từng điểm: cộng, trừ, cắt theo quy tắc nào."),
            (
                "Nhận biểu mẫu",
                "Tệp Excel đơn vị gửi về được đọc và cho xem trước; chưa bấm Nhận thì chưa ghi gì.",
            ),
            KEYS,
        ),
    ),
    "ranking": HelpText(
        "Xếp hạng",
        (
            (
                "Cùng hạng",
                "Dấu “=” là cùng hạng; dòng chữ nhỏ cho biết phân định theo tiêu chí nào.",
            ),
            (
                "Đường vàng",
                "Đơn vị phía trên đường vàng được đề nghị Cờ thi đua theo số lượng khối quy định.",
            ),
            KEYS,
        ),
    ),
    "calendar": HelpText(
        "Lịch và hạn",
        (
            (
                "Việc theo hạn",
                (
                    "Mọi hạn của năm: của bộ quy tắc, của kế hoạch khối, của giấy tờ phải nộp. Việc quá hạn đứng đầu. Đưa"
                    " chuột vào dòng để xem ngày tính ra thế nào. “Khác…” để tạm gác hoặc ghi không làm, kèm lý do."
                ),
            ),
            (
                "Kế hoạch năm",
                (
                    "Insert thêm việc, Enter sửa, Delete bỏ. Hạn có thể là ngày cố định, tháng, quý, hằng tháng, tính từ"
                    " hội nghị hoặc từ một việc khác."
                ),
            ),
            (
                "Đổi ngày hội nghị",
                "Xem trước hạn nào đổi, chỗ nào vướng, rồi mới lưu. Các lần đổi được giữ lại.",
            ),
            KEYS,
        ),
    ),
    "meeting": HelpText(
        "Hội nghị",
        (
            (
                "Chiếu",
                (
                    "Bấm F5 để mở màn chiếu; máy tự tìm màn hình thứ hai. Chọn cảnh ở danh sách chỉ là chuẩn bị; "
                    "hội trường chỉ đổi khi bấm Hiện (Enter), Tiếp (dấu cách, PageDown), Lùi (PageUp) hoặc Che (B). Bút trình chiếu dùng được."
                ),
            ),
            (
                "Bản đóng băng",
                (
                    "Hội trường thấy số liệu lúc bấm Hiện. Sửa điểm sau đó không làm đổi màn chiếu; có dòng nhắc để "
                    "anh/chị bấm Hiện lại. Mất điện: mở lại sổ rồi bấm “Tiếp tục chiếu cảnh đang dở”."
                ),
            ),
            (
                "Một màn hình, rút dây",
                (
                    "Chỉ có một màn hình thì cảnh hiện trong một cửa sổ, F5 toàn màn hình, Esc trở về. Rút dây máy "
                    "chiếu rồi cắm lại, đúng cảnh cũ tự hiện. Máy chiếu hiện giống hệt máy này: bấm Windows+P, chọn Mở rộng."
                ),
            ),
            (
                "Chương trình, dự họp, thảo luận",
                (
                    "F6 sang nội dung tiếp, F7 đến nội dung đang chọn. Dự họp: 1 có mặt, 2 đến muộn, 3 vắng, 4 vắng "
                    "có lý do, dấu cách sai thành phần. Thảo luận: Enter nêu đề nghị, F8 thông qua, F9 chiếu; dòng "
                    "“Nếu thông qua” chỉ anh/chị thấy. Công bố: mỗi lần Tiếp hiện một hạng, rồi điểm; lần cuối hiện "
                    "cả bảng với đường vàng."
                ),
            ),
            (
                "Bỏ phiếu, chốt",
                (
                    "Tạo lần bỏ phiếu (Ctrl+N), in phiếu, ghi số phiếu: Enter sang ô tiếp theo, Ctrl+Enter làm việc "
                    "tiếp theo (xác nhận, vòng sau), Esc về danh sách. Số chưa khớp thì kết quả còn xám và có câu nói "
                    "đếm lại chồng nào. Chốt xong mọi sửa đổi bị từ chối; muốn sửa thì mở đính chính, "
                    "ghi lý do, sửa, chốt lại. Chưa chốt thì màn chiếu và văn bản đều ghi “CHƯA CHÍNH THỨC”."
                ),
            ),
            KEYS,
        ),
    ),
    "documents": HelpText(
        "Văn bản",
        (
            ("Xuất", "Chọn văn bản rồi xuất ra Word để sửa, PDF để in, hoặc Excel."),
            ("Chưa chính thức", "Trước khi chốt kết quả, văn bản mang dòng “CHƯA CHÍNH THỨC”."),
            KEYS,
        ),
    ),
    "history": HelpText(
        "Lịch sử",
        (
            (
                "Ghi lại mọi thay đổi",
                "Ai xem cũng thấy: lúc nào, việc gì, giá trị cũ và mới. Không xóa được.",
            ),
            ("Chép ra", "Chọn dòng rồi Ctrl+C để chép sang Word hoặc Excel."),
            KEYS,
        ),
    ),
    "papers": HelpText(
        "Hồ sơ",
        (
            (
                "Giấy tờ phải nộp",
                (
                    "Mỗi ô là một giấy tờ của một đơn vị: hạn nộp, nhận ngày nào, trễ mấy ngày. Dấu cách: nhận hôm "
                    "nay; Enter: ghi chi tiết; Delete: bỏ lần nhận cuối. Nộp chậm, vắng họp chỉ là đề nghị trừ điểm; anh/chị chấp nhận, hoặc bỏ qua và ghi lý do."
                ),
            ),
            (
                "Đăng ký, giao ước",
                "Xuất biểu mẫu đăng ký, nhận lại, xem tổng hợp; ghi đơn vị nào đã ký giao ước, ngày nào.",
            ),
            (
                "Hồ sơ kiểm chứng",
                (
                    "Thả tệp vào dòng của tiêu chí: tệp được chép vào thư mục của khối, tên gốc được giữ lại. Tệp "
                    "thiếu, trùng, đã đổi đều báo."
                ),
            ),
            (
                "Đối chiếu, cảnh báo",
                (
                    "Cảnh báo là câu nên hỏi lại, không phải lỗi. Enter: chấp nhận, ghi chú; Delete: bỏ chấp nhận. "
                    "Gõ mã kiểm tra in trên bản giấy để biết bản giấy có khớp tệp không."
                ),
            ),
            (
                "Thẩm định, sổ ghi nhận",
                (
                    "Điểm các mục phải thẩm định còn chờ cho đến khi ghi văn bản kết quả. Sổ ghi nhận giữ nhắc nhở, "
                    "phê bình, hồ sơ không đủ điều kiện, vi phạm của mọi đơn vị."
                ),
            ),
            KEYS,
        ),
    ),
    "import": HelpText(
        "Nhận biểu mẫu",
        (
            (
                "Đưa tệp vào",
                (
                    "Kéo tệp Excel, Word, tệp nén hoặc cả thư mục thả vào cửa sổ, bấm “Thêm tệp”, hoặc chọn "
                    "thư mục theo dõi để tệp mới tự vào danh sách. Bản gốc được giữ trong sổ."
                ),
            ),
            (
                "Xem trước",
                (
                    "Mỗi tệp là một dòng: mới, thay đổi, giống cũ hoặc từ chối kèm ô cần sửa. Đơn vị gửi lại thì "
                    "bản mới nhất hợp lệ được tính; “Việc khác › So với lần gửi trước” cho xem khác ở đâu."
                ),
            ),
            (
                "Giấy tờ khác, gửi nhầm",
                (
                    "Tệp không phải biểu mẫu: bấm “Thông tin tệp” chọn đơn vị, loại giấy tờ rồi Nhận để ghi đã "
                    "nộp. Tệp gửi nhầm: phím Delete để riêng, ghi lý do; tệp không bị xóa."
                ),
            ),
            (
                "Trả lại đơn vị",
                (
                    "Bấm “Trả lại đơn vị…”: lưu chính tệp của đơn vị với các ô sai tô màu, chép lời nhắn để dán vào "
                    "Zalo, thư, và ghi là đã trả lại; hoàn tác được. Biểu mẫu của bản bảng điểm trước thì chuyển sang bản mới, giữ những gì đã ghi."
                ),
            ),
            KEYS,
        ),
    ),
}
