"""The page that a clerk sends along when asking for help: what the self-test found, and what the PC is."""

from models.papers.report import Cell, Column, Heading, Paragraph, Part, Report, Row, RowRole, Table
from models.self_test import Finding, SelfTest, State, summary

TITLE = "KẾT QUẢ TỰ KIỂM TRA"
PROGRAM = "Sổ Khối thi đua"
STATES: dict[State, str] = {"ok": "Tốt", "warning": "Nên xem", "fault": "Lỗi"}
"""How a state is called on screen and on paper."""
CODE = "Mã cho người hỗ trợ:"
PRIVATE = "không có tên người, tên đơn vị, tên tệp, đường dẫn hay điểm số nào."
"""What is said of the page wherever it is offered."""
SEND = (
    "Khi nhờ giúp, gửi trang này kèm: việc đang làm khi gặp trục trặc; đúng câu chương trình báo; ảnh chụp màn hình"
    " đã che tên và điểm nếu cần. Chỉ gửi tệp sổ (.khoi) khi người có thẩm quyền đồng ý."
)
_FINDINGS = (
    Column("number", "TT", 10, "center"),
    Column("title", "Phần kiểm tra", 34),
    Column("state", "Kết quả", 18, "center"),
    Column("text", "Nhận xét và việc cần làm", 108),
)


def self_test_page(test: SelfTest) -> Report:
    """One page A4, with what to send along; it tells nothing of persons, units or files."""
    rows = [_row(number, it) for number, it in enumerate(test.findings, 1)]
    system = "; ".join(f"{name}: {value}" for name, value in test.system)
    contents = (
        Paragraph(summary(test.findings)),
        Table(_FINDINGS, tuple(rows)),
        Paragraph(f"{system}.", "note"),
        Paragraph(SEND, "note"),
        Paragraph(f"Trang này {PRIVATE}", "note"),
    )
    subject = f"{PROGRAM}, lúc {test.when:%H:%M} ngày {test.when:%d/%m/%Y}"
    return Report(
        file_stem=f"Tu kiem tra {test.when:%Y-%m-%d %Hh%M}",
        style="state",
        heading=Heading("", PROGRAM),
        parts=(Part("Tự kiểm tra", TITLE, subject, contents),),
        printed_on=test.when.date(),
        is_annex=True,
    )


def _row(number: int, it: Finding) -> Row:
    role: RowRole = "body" if it.state == "ok" else "total"
    detail = f"{CODE} {it.detail}." if it.detail else ""
    words = " ".join(filter(None, (it.text, it.todo, detail)))
    return Row(
        it.code, (Cell(str(number)), Cell(it.title), Cell(STATES[it.state]), Cell(words)), role
    )
