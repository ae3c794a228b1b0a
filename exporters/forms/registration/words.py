"""Every word printed on the registration form: headings, prompts, instructions."""

from exporters.forms.registration import layout
from exporters.forms.score.fields import one_line
from exporters.forms.score.words import until
from models.season import Season
from models.submission import REGISTRATION

TARGET_HEADERS = {
    layout.NUMBER: "TT",
    layout.NAME: "Tên chỉ tiêu",
    layout.SECTION: "Mục của bảng chấm điểm",
    layout.MEASURE: "Đơn vị tính",
    layout.PLANNED: "Kế hoạch cấp trên giao",
    layout.REGISTERED: "Mức đăng ký",
    layout.LAST_YEAR: "Kết quả năm trước",
    layout.BETTER: "Cao hơn hay thấp hơn là tốt",
    layout.COUNTED: "Cách tính",
}
TITLE_HEADERS = {
    layout.NUMBER: "TT",
    layout.NAME: "Danh hiệu, hình thức khen thưởng",
    layout.KIND: "Loại",
    layout.WHOM: "Tập thể, cá nhân",
    layout.COUNT: "Số lượng",
    layout.PERSON: "Tên tập thể, cá nhân (nếu đã rõ)",
    layout.NOTE: "Ghi chú",
}
TARGETS_HEAD = "I. CHỈ TIÊU THI ĐUA"
TITLES_HEAD = "II. DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐĂNG KÝ"
_LONGEST_SECTION = 90
SHOWN_SECTIONS = 6


def title(season: Season) -> str:
    """The heading of the form."""
    return f"BẢN ĐĂNG KÝ THI ĐUA NĂM {season.year}"


def sections_note(season: Season) -> str:
    """Which sections there are to choose from: "Mục I: Thực hiện nhiệm vụ chính trị."."""
    named = [
        f"{layout.section_label(it.code)}: {one_line(it.title)[:_LONGEST_SECTION]}"
        for it in layout.sections(season)[:SHOWN_SECTIONS]
    ]
    return f"{'; '.join(named)}." if named else ""


def receiver(season: Season) -> str:
    """Who takes the form in."""
    head = season.unit(season.head)
    word = f"đơn vị Trưởng {season.block.word.lower()}"
    return f"{word} ({head.name})" if head else word


def instructions(season: Season) -> list[str]:
    """The numbered lines of the sheet of instructions."""
    listed = sections_note(season)
    texts = [
        (
            f"Chỉ ghi vào các ô màu vàng của trang “{layout.SHEET}”. Các ô khác đã khóa; độ rộng cột và"
            " độ cao dòng vẫn chỉnh được."
        ),
        (
            "Mỗi chỉ tiêu một dòng, mỗi tên chỉ ghi một lần. Các cột kế hoạch, mức đăng ký, kết quả năm"
            " trước chỉ ghi số; đơn vị tính ghi ở cột riêng. Tỷ lệ 95% thì ghi 95, đơn vị tính ghi %."
        ),
        "Phần lẻ dùng dấu phẩy (7,5); máy không nhận thì dùng dấu chấm (7.5).",
        "Chưa có số liệu thì để trống. Ghi 0 nghĩa là bằng 0.",
        f"Cột mục của bảng chấm điểm: chọn trong danh sách của ô. {listed}".strip(),
        (
            "Cột cao hơn hay thấp hơn là tốt: chọn “Thấp hơn” khi kết quả càng nhỏ càng tốt (số vụ vi"
            " phạm, tỷ lệ hồ sơ trễ hạn); để trống là cao hơn."
        ),
        (
            "Phần II: mỗi danh hiệu thi đua, hình thức khen thưởng một dòng; để trống số lượng là 1. Tên"
            " tập thể, cá nhân ghi khi đã rõ."
        ),
        (
            "Không chèn, không xóa dòng hoặc cột; không chép trang sang tệp khác. Dán từ nơi khác thì"
            " chọn dán giá trị (Paste Values)."
        ),
        "Lưu tệp dạng .xlsx, không lưu sang .xls, .ods hoặc PDF. Đổi tên tệp không ảnh hưởng.",
        "In trang đăng ký trên giấy A4 nằm ngang, thủ trưởng ký, đóng dấu.",
        f"Gửi tệp .xlsx và bản đã ký về {receiver(season)} {until(season, REGISTRATION)}",
    ]
    return [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
