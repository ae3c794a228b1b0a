"""A block-year with what the yearly papers tell of: half-year figures, awards, models, texts of the clerk's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.block import PaperStyle
from models.collected import Commended, Exemplar
from models.facts import Target
from models.paper_record import PaperRecord, Prose
from models.papers.kinds import PAPERS
from models.papers.report import Paragraph, Report, Table
from models.papers.words import calculate
from models.season import Season
from ui.book import shipped

PRINTED_ON = date(2023, 12, 19)
KEYS = (
    *("bao-cao-so-ket-don-vi", "bao-cao-tong-ket-don-vi", "bao-cao-so-ket-khoi"),
    *("bao-cao-tong-ket-khoi", "tom-tat-don-vi", "du-toan", "trang-ho-so", "dien-hinh"),
    *("trich-ngang", "bia-ho-so"),
)
UNIT = "btc"
AWARDS = (
    Commended(UNIT, "Bằng khen của Chủ tịch UBND tỉnh", proposed=4, granted=3, small=2),
    Commended(
        *(UNIT, "Bằng khen của Chủ tịch UBND tỉnh", "province", "individual", 5, None),
        name="Nguyễn Văn A",
    ),
    Commended(
        *("bnc", "Huân chương Lao động hạng Ba", "state"),
        granted=1,
        document="Quyết định 12/QĐ-CTN",
        decided=date(2023, 2, 3),
    ),
    Commended(UNIT, "Giấy khen", "own", "individual", granted=10, by_drive=True),
)
MODELS = (
    Exemplar(UNIT, "Phòng Tổng hợp", deeds="Hoàn thành 12 đề án", award="Giấy khen"),
    Exemplar(
        *("bnc", "Trần Thị B", "individual", "Chuyên viên", "", "Giấy khen"),
        document="Quyết định 05/QĐ-KTĐ",
        decided=date(2023, 12, 9),
    ),
)


def full(style: PaperStyle = "party") -> Season:
    """The sample with figures of the half-year, awards, models, and some texts."""
    made = shipped.sample()
    records = (
        _record(
            "bao-cao-tong-ket-khoi", requests="Đề nghị bổ sung kinh phí.", staff="Tổng số: 512."
        ),
        _record(
            "bao-cao-tong-ket-don-vi", UNIT, measures="Đổi mới công tác.\nTăng cường kiểm tra."
        ),
        _record("tom-tat-don-vi", "bnc", achievements="Hoàn thành 28/28 nhiệm vụ"),
        _record(
            "du-toan",
            account="9527-1-1000001",
            items="In ấn tài liệu: 1.500.000\nThuê hội trường = 2000000 đồng\n",
        ),
        replace(
            _record("bia-ho-so", online_code="H38-231224-0001"), recipients=("Văn phòng UBND tỉnh",)
        ),
        PaperRecord("bien-ban", number="07", issued=date(2023, 12, 19), signed=date(2023, 12, 20)),
    )
    targets = (*map(_half_year, made.facts.targets[:3]), *made.facts.targets[3:])
    facts = replace(made.facts, targets=targets, commended=AWARDS, exemplars=MODELS)
    plan = made.plan
    for it in records:
        plan = plan.with_record(it)
    return replace(made, facts=facts, plan=plan, block=replace(made.block, style=style))


def bare(style: PaperStyle = "party") -> Season:
    """A season in which nothing but the block and its rules is known."""
    made = shipped.sample()
    return Season(replace(made.block, style=style), 2023, made.pack)


def _half_year(it: Target) -> Target:
    return replace(
        it,
        planned=Decimal(8),
        last_year=Decimal(9),
        half_year=Decimal(5),
        half_year_before=Decimal(4),
    )


def _record(kind: str, unit: str = "", **texts: str) -> PaperRecord:
    return PaperRecord(kind, unit, prose=tuple(Prose(key, text) for key, text in texts.items()))


def made(key: str, season: Season, unit: str = UNIT) -> Report:
    """The paper of that season; one of a unit of this unit."""
    paper = PAPERS[key]
    figures = calculate(season)
    return paper.make(season, figures, unit if paper.per_unit else "", PRINTED_ON)


def told(report: Report) -> list[str]:
    """Everything the report says, one line a paragraph or row."""
    head = report.heading
    number = f"{head.number or '…'}/{head.code}-{head.symbol}"
    lines = [report.file_stem, report.style, " | ".join(report.banners)]
    lines += [
        head.superior,
        head.issuer,
        number,
        head.place_date,
        f"Kính gửi: {'; '.join(head.to)}",
    ]
    for part in report.parts:
        lines += ["", f"[{part.sheet}] {part.title}", part.subject]
        for it in part.contents:
            if isinstance(it, Paragraph):
                lines.append(f"({it.role}) {it.text}")
            elif isinstance(it, Table):
                lines.append(" | ".join(column.title for column in it.columns))
                lines += [_row(row.role, [cell.text for cell in row.cells]) for row in it.rows]
            else:
                lines += [f"{one.office}: {one.unit} {one.name}".rstrip() for one in it.signers]
                lines += it.recipients
    return lines


def _row(role: str, cells: list[str]) -> str:
    return f"{role}: {' | '.join(cells)}".replace("\n", " / ")
