"""The papers of registration: what the units signed up for, and how it ended against plan and last year."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from models.block import Unit
from models.collected import RegisteredTitle
from models.collecting.registration import comparison, outcome, pledge, unregistered, unsigned
from models.facts import Target
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Table,
)
from models.papers.words import (
    NOTHING,
    Figures,
    banners,
    block_year,
    head_signer,
    heading,
    plain_name,
    signer,
)
from models.points import round_points, show_short
from models.season import Season

TITLE = "BẢNG TỔNG HỢP ĐĂNG KÝ THI ĐUA"
COMPARISON_TITLE = "BẢNG SO SÁNH CHỈ TIÊU ĐĂNG KÝ VÀ KẾT QUẢ THỰC HIỆN"
OUTCOMES = {"exceeded": "Vượt", "met": "Đạt", "missed": "Chưa đạt"}
_PERCENT_DECIMALS = 2
TargetCells = Callable[[int, Target], tuple[Cell, ...]]
_SUMMARY = (
    Column("number", "STT", 11, "center"),
    Column("unit", "Đơn vị", 56),
    Column("targets", "Chỉ tiêu", 18, "center"),
    Column("titles", "Danh hiệu thi đua", 62),
    Column("commendations", "Hình thức khen thưởng", 62),
    Column("pledge", "Giao ước thi đua", 34, "center"),
    Column("note", "Ghi chú", 24),
)
_TARGETS = (
    Column("number", "TT", 11, "center"),
    Column("name", "Chỉ tiêu", 72),
    Column("section", "Mục", 16, "center"),
    Column("measure", "Đơn vị tính", 22, "center"),
    Column("last_year", "Năm trước", 24, "right"),
    Column("planned", "Kế hoạch giao", 24, "right"),
    Column("registered", "Đăng ký", 24, "right"),
    Column("counted", "Cách tính", 66),
)
COMPARED = (
    Column("number", "TT", 11, "center"),
    Column("name", "Chỉ tiêu", 66),
    Column("measure", "Đơn vị tính", 22, "center"),
    Column("last_year", "Năm trước", 21, "right"),
    Column("planned", "Kế hoạch giao", 21, "right"),
    Column("registered", "Đăng ký", 21, "right"),
    Column("result", "Thực hiện", 21, "right"),
    Column("of_planned", "% so với kế hoạch", 20, "right"),
    Column("of_registered", "% so với đăng ký", 20, "right"),
    Column("of_last_year", "% so với năm trước", 20, "right"),
    Column("outcome", "So với đăng ký", 22, "center"),
)


def registration_stem(season: Season, _unit_id: str) -> str:
    """Name of the summary's file, without its suffix."""
    return plain_name(f"Tong hop dang ky thi dua {season.year}")


def comparison_stem(season: Season, _unit_id: str) -> str:
    """Name of the comparison's file, without its suffix."""
    return plain_name(f"So sanh chi tieu dang ky {season.year}")


def registration(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Who registered what and who signed the pledge, with every target in an annex."""
    main = Part(
        "Tổng hợp đăng ký",
        TITLE,
        block_year(season),
        (_summary(season), *_by_name(season), _signature(season)),
        landscape=True,
    )
    annex = Part(
        "Chỉ tiêu đăng ký",
        "CHỈ TIÊU ĐĂNG KÝ CỦA CÁC ĐƠN VỊ",
        block_year(season),
        (grouped(season, _TARGETS, _target_cells),),
        landscape=True,
    )
    return Report(
        file_stem=registration_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(main, annex) if season.facts.targets else (main,),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def registration_comparison(
    season: Season, _figures: Figures, unit_id: str, printed_on: date
) -> Report:
    """Every target: last year, planned, registered, done, and the shares in per cent."""
    table: Content = Paragraph("Chưa có đơn vị nào đăng ký chỉ tiêu.")
    if season.facts.targets:
        table = grouped(season, COMPARED, compared_cells)
    notes = [
        Paragraph(f"- {it}", "note")
        for it in (
            "Tỷ lệ phần trăm lấy kết quả thực hiện chia cho số so sánh, làm tròn đến hai chữ số thập phân.",
            "Vượt: kết quả tốt hơn mức đăng ký (chỉ tiêu càng thấp càng tốt thì thấp hơn mức đăng ký).",
            f"Dấu “{NOTHING}”: chưa có số liệu; không phải là 0.",
        )
    ]
    contents = (table, *notes, _signature(season))
    part = Part("So sánh chỉ tiêu", COMPARISON_TITLE, block_year(season), contents, landscape=True)
    return Report(
        file_stem=comparison_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(part,),
        printed_on=printed_on,
        banners=banners(season),
    )


def percent_words(value: Decimal | None) -> str:
    """A share as it is printed: "112,5%", "–" where there is none."""
    if value is None:
        return NOTHING
    return f"{show_short(round_points(value, _PERCENT_DECIMALS).normalize())}%"


def titles_counted(titles: Sequence[RegisteredTitle]) -> str:
    """ "3 (2 tập thể, 1 cá nhân)", "0" for none."""
    if not titles:
        return "0"
    collective = sum(it.count for it in titles if it.whom == "collective")
    single = sum(it.count for it in titles if it.whom == "individual")
    return f"{collective + single} ({collective} tập thể, {single} cá nhân)"


def titles_words(titles: Sequence[RegisteredTitle]) -> str:
    """Titles one a line with their number: "Cờ thi đua (tập thể): 1"; "–" for none."""
    lines = []
    for it in titles:
        whom = "tập thể" if it.whom == "collective" else "cá nhân"
        named = f" ({it.name})" if it.name else ""
        lines.append(f"{it.title}, {whom}: {it.count}{named}")
    return "\n".join(lines) or NOTHING


def _signature(season: Season) -> Signature:
    return Signature((signer(season, "NGƯỜI TỔNG HỢP", ""), head_signer(season)))


# ---- the summary


def _summary(season: Season) -> Table:
    rows = [_unit_row(season, number, it) for number, it in enumerate(season.units, start=1)]
    signed = len(season.units) - len(unsigned(season))
    total = (
        Cell("Tổng cộng", span=2),
        whole(len(season.facts.targets)),
        Cell(titles_counted([it for it in season.facts.titles if it.kind == "title"])),
        Cell(titles_counted([it for it in season.facts.titles if it.kind == "commendation"])),
        Cell(f"{signed}/{len(season.units)} đơn vị đã ký"),
        Cell(),
    )
    return Table(_SUMMARY, (*rows, Row("total", total, "total")))


def _unit_row(season: Season, number: int, unit: Unit) -> Row:
    targets = [it for it in season.facts.targets if it.unit == unit.id]
    titles = [it for it in season.facts.titles if it.unit == unit.id]
    signed = pledge(season, unit.id)
    day = signed.signed if signed else None
    cells = (
        whole(number),
        Cell(unit.name),
        whole(len(targets)),
        Cell(titles_words([it for it in titles if it.kind == "title"])),
        Cell(titles_words([it for it in titles if it.kind == "commendation"])),
        Cell(f"Đã ký {day:%d/%m/%Y}" if day else "Chưa ký"),
        Cell("" if targets or titles else "Chưa đăng ký"),
    )
    return Row(unit.id, cells)


def _by_name(season: Season) -> tuple[Paragraph, ...]:
    """Who has signed the pledge and who has not, by name; who registered nothing."""
    open_units, silent = unsigned(season), unregistered(season)
    signed = [it for it in season.units if it not in open_units]
    lines = [
        f"Đã ký giao ước thi đua ({len(signed)}): {_names(signed)}.",
        f"Chưa ký giao ước thi đua ({len(open_units)}): {_names(open_units)}.",
    ]
    if silent:
        lines.append(f"Chưa đăng ký chỉ tiêu, danh hiệu ({len(silent)}): {_names(silent)}.")
    return tuple(Paragraph(f"- {it}", "note") for it in lines)


def _names(units: Sequence[Unit]) -> str:
    return "; ".join(it.name for it in units) or "không có"


# ---- tables of targets


def grouped(
    season: Season,
    columns: tuple[Column, ...],
    cells: TargetCells,
    only: Sequence[Unit] | None = None,
) -> Table:
    """The targets under the names of their units, in the order of the table's sections. Of one unit alone
    (`only`) its name does not stand above them."""
    order = {code: place for place, code in enumerate(season.table.section_codes())}
    rows: list[Row] = []
    for unit in season.units if only is None else only:
        targets = [it for it in season.facts.targets if it.unit == unit.id]
        targets.sort(key=lambda it: order.get(it.section, len(order)))
        if targets and only is None:
            rows.append(Row(unit.id, (Cell(unit.name, span=len(columns)),), "group"))
        for number, it in enumerate(targets, start=1):
            rows.append(Row(f"{unit.id}.{number}", cells(number, it)))
    return Table(columns, tuple(rows))


def _target_cells(number: int, target: Target) -> tuple[Cell, ...]:
    return (
        whole(number),
        Cell(target.name),
        Cell(target.section or NOTHING),
        Cell(target.measure or NOTHING),
        target_figure(target.last_year),
        target_figure(target.planned),
        target_figure(target.registered),
        Cell(target.counted),
    )


def compared_cells(number: int, target: Target) -> tuple[Cell, ...]:
    """The row of a target in the table of `COMPARED`."""
    shares = comparison(target)
    ended = outcome(target)
    return (
        whole(number),
        Cell(target.name),
        Cell(target.measure or NOTHING),
        target_figure(target.last_year),
        target_figure(target.planned),
        target_figure(target.registered),
        target_figure(target.result),
        Cell(percent_words(shares.of_planned)),
        Cell(percent_words(shares.of_registered)),
        Cell(percent_words(shares.of_last_year)),
        Cell(OUTCOMES[ended] if ended else NOTHING),
    )


def whole(value: int) -> Cell:
    """A whole number."""
    return Cell(str(value), Decimal(value))


def target_figure(value: Decimal | None) -> Cell:
    """A figure as it was registered, without needless zeros; "–" where there is none."""
    return Cell(NOTHING) if value is None else Cell(show_short(value), value)
