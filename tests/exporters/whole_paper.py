"""A made-up paper with everything that a report can hold, and an official letter."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from models.block import PaperStyle
from models.papers.report import (
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Signer,
    Table,
)
from models.papers.stamp import stamped

DAY = date(2023, 12, 19)
MINUTE = datetime(2023, 12, 19, 10, 32)
SUPERIOR: dict[PaperStyle, str] = {"state": "UBND TỈNH LÀO CAI", "party": "TỈNH ỦY LÀO CAI"}
PART = "I. MỤC ĐÍCH, YÊU CẦU"
SECTION = "1. Mục đích"
POINT = "a) Đánh giá đúng kết quả của từng đơn vị"
BASES = (
    "Căn cứ Quyết định 3666/QĐ-UBND ngày 13/10/2021 của Ủy ban nhân dân tỉnh;",
    "Căn cứ Hướng dẫn 1560/SNV-TĐKT năm 2021.",
)
BODY = (
    "Trưởng khối xây dựng kế hoạch tổng kết công tác thi đua, khen thưởng năm 2023 của khối, gửi các "
    "đơn vị thành viên biết, chuẩn bị và thực hiện đúng thời gian quy định dưới đây"
)
BLANK = "[Nêu những việc chưa làm được và nguyên nhân]"
LINE = "Thời gian: 08 giờ 00, ngày 19 tháng 12 năm 2023"
NOTE = "- Dấu “–”: chưa có điểm."
OFFICE: dict[PaperStyle, str] = {
    "state": "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nkiêm\nTRƯỞNG KHỐI THI ĐUA",
    "party": "K/T TRƯỞNG BAN NỘI CHÍNH\nPHÓ TRƯỞNG BAN\nkiêm\nTRƯỞNG KHỐI THI ĐUA",
}
SIGNER_NAME = "Nguyễn Văn Mẫu"
RECIPIENTS = (
    "- Như trên;",
    "- Các đơn vị thành viên;",
    "- Lưu: VT, Hồ sơ.",
)
TO = ("Sở Nội vụ tỉnh Lào Cai", "Ban Thi đua - Khen thưởng tỉnh")
ABOUT = "xin ý kiến thẩm định kết quả chấm điểm năm 2023"
UNIT = "Ban Nội chính Tỉnh ủy"


def table(rows: int = 2) -> Table:
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 70),
        Column("points", "Điểm", 24, "right"),
        Column("note", "Ghi chú", 50),
    )
    body = tuple(
        Row(
            f"r{it}",
            (
                Cell(str(it), Decimal(it)),
                Cell(f"Đơn vị số {it}"),
                Cell("97,50", Decimal("97.5")),
                Cell(),
            ),
        )
        for it in range(1, rows + 1)
    )
    return Table(columns, body)


def signing_grid() -> Table:
    columns = (
        Column("unit", "Đại diện đơn vị", 80),
        Column("sign", "Ký tên", 80),
    )
    rows = tuple(Row(it, (Cell(it), Cell()), "signing") for it in (UNIT, "Báo Lào Cai"))
    return Table(columns, rows)


def contents() -> tuple[Content, ...]:
    return (
        *(Paragraph(it, "basis") for it in BASES),
        Paragraph(PART, "part"),
        Paragraph(SECTION, "section"),
        Paragraph(POINT, "point"),
        Paragraph(BODY + "."),
        Paragraph(BLANK, "blank"),
        Paragraph(LINE, "line"),
        table(),
        Paragraph(NOTE, "note"),
        Paragraph("Ký giao ước", "heading"),
        signing_grid(),
        Paragraph(BODY + "."),
        Paragraph("Văn bản này thay văn bản đã gửi."),
    )


def signed(style: PaperStyle) -> Signature:
    return Signature((Signer(OFFICE[style], name=SIGNER_NAME),), RECIPIENTS)


def whole(style: PaperStyle = "state", *, stamp: bool = True) -> Report:
    """A submission to two addressees, with a table, a grid to sign and a signature of four lines."""
    heading = Heading(
        SUPERIOR[style],
        "KHỐI THI ĐUA CÁC CƠ QUAN TỈNH ỦY",
        "KTĐ",
        "TTr",
        "Lào Cai, ngày 05 tháng 02 năm 2023",
        "05",
        to=TO,
    )
    part = Part(
        "Tờ trình",
        "TỜ TRÌNH",
        "Về việc tổng kết công tác thi đua\nnăm 2023",
        (*contents(), signed(style)),
    )
    made = Report(
        "to-trinh", style, heading, (part,), DAY, ("CHƯA CHÍNH THỨC",), mark="Bản chốt số 00"
    )
    return stamped(made, MINUTE) if stamp else made


def letter(style: PaperStyle = "state") -> Report:
    """An official letter to one addressee."""
    made = whole(style, stamp=False)
    heading = replace(made.heading, code="", about=ABOUT, to=TO[:1])
    body = tuple(Paragraph(f"{BODY}.") for _ in range(3))
    part = Part("Công văn", "", "", (*body, signed(style)))
    return replace(made, heading=heading, parts=(part,), banners=(), mark="")


def annexed(style: PaperStyle = "state") -> Report:
    """The whole paper with an annex of its own, and enough text for a second page."""
    made = whole(style)
    more = tuple(Paragraph(f"{BODY}.") for _ in range(12))
    first = replace(made.parts[0], contents=(*contents(), *more, signed(style)))
    annex = Part("Phụ lục", "PHỤ LỤC", "(Kèm theo Tờ trình số 05)", (table(3),), landscape=True)
    return replace(made, parts=(first, annex))


def minutes_like(style: PaperStyle = "state") -> Report:
    """Two who sign beside each other, and who gets the paper below them."""
    made = whole(style)
    pair = Signature(
        (Signer("THƯ KÝ", name="Trần Thị Mẫu"), Signer("CHỦ TRÌ", name=SIGNER_NAME)),
        RECIPIENTS[-1:],
    )
    part = replace(made.parts[0], contents=(Paragraph(f"{BODY}."), Paragraph("Hết."), pair))
    return replace(made, heading=replace(made.heading, place_date="", to=()), parts=(part,))
