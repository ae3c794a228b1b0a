"""Checks of a season's units and offices, and of its rule pack against the table and the year."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from models.checking.table_checks import some
from models.errors import Problem
from models.ranks.classes import counts_in
from models.rulepack import RulePack
from models.season import Season
from models.texts import name_key


def _has_units(season: Season) -> Iterator[Problem]:
    if not season.units:
        yield Problem("no-units", "Chưa có đơn vị nào.", "Thêm đơn vị ở trang Đơn vị.")


def _unit_names_unique(season: Season) -> Iterator[Problem]:
    for key, times in Counter(name_key(unit.name) for unit in season.units).items():
        if times > 1:
            shown = next(unit.name for unit in season.units if name_key(unit.name) == key)
            yield Problem(
                "unit-twice",
                f"Đơn vị “{shown}” có {times} lần trong khối.",
                "Xóa bớt hoặc đổi tên.",
            )


def _offices_filled(season: Season) -> Iterator[Problem]:
    if season.units and not season.head:
        yield Problem(
            "no-head", "Chưa chọn đơn vị Trưởng khối.", "Chọn ở trang Đơn vị.", severity="warning"
        )
    if season.head and season.head == season.deputy:
        yield Problem(
            "head-is-deputy", "Trưởng khối và Phó Trưởng khối là một đơn vị.", "Chọn lại."
        )


def _rules_in_table(season: Season) -> Iterator[Problem]:
    """A rule that names a section which neither the table nor the framework has does nothing."""
    table, pack = season.table, season.pack
    if not table.rows:
        return
    sections = {row.code for row in table.rows} | {it.code for it in pack.sections}
    rows = sections | {row.code for _, row in table.walk()}
    for what, codes, known in _named_sections(pack, sections, rows):
        unknown = [code for code in codes if code not in known]
        if unknown:
            yield Problem(
                "rule-without-section",
                f"{what} nói tới mục {some(unknown)}, bảng chấm điểm không có mục này.",
                "Sửa bộ quy tắc, hoặc mã mục trong bảng chấm điểm.",
                severity="warning",
            )


def _named_sections(
    pack: RulePack, sections: set[str], rows: set[str]
) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    """What names sections in a pack, the codes it names, and those it may name."""
    chain = tuple(it.section for it in pack.tie_breaks if it.kind == "section")
    yield "Thứ tự phân định khi bằng điểm", chain, sections
    if pack.bonus is not None:
        yield "Quy tắc điểm thưởng", pack.bonus.sections, sections
    if pack.organisation is not None:
        yield "Quy tắc về tổ chức đảng, công đoàn", (pack.organisation.section,), sections
    for stage in pack.stages:
        yield f"Bước {stage.name}", stage.sections, sections
    yield "Quy tắc điểm tạm tính", pack.provisional_sections, rows


def _class_rows_known(season: Season) -> Iterator[Problem]:
    """What a class forbids is a row of the table, or an item of its rule ("II.1:b"); in a section or group
    something must be counted there."""
    rows = {row.code: row for _, row in season.table.walk()}
    if not rows:
        return
    items = {f"{row.code}:{it.code}" for row in rows.values() if row.rule for it in row.rule.items}
    for band in season.pack.classes:
        unknown = [code for code in band.none_of if code not in rows and code not in items]
        idle = [code for code in band.none_of if code in rows and not _counts(season, code)]
        if unknown:
            yield Problem(
                "class-row-unknown",
                f"Mức “{band.name}” cấm {some(unknown)}, bảng chấm điểm không có.",
                "Sửa điều kiện của mức, hoặc mã trong bảng chấm điểm.",
                severity="warning",
            )
        if idle:
            yield Problem(
                "class-row-idle",
                f"Mức “{band.name}” cấm {some(idle)}, nhưng ở đó không đếm số lần nên điều kiện không có "
                "tác dụng.",
                "Ghi mã của tiêu chí đếm số lần.",
                severity="warning",
            )


def _counts(season: Season, code: str) -> bool:
    """Whether something happens in a row of the table that a class can forbid."""
    row, section = season.table.row(code), season.table.section_of(code)
    return row is not None and section is not None and bool(counts_in(row, section.role))


def _bases_in_force(season: Season) -> Iterator[Problem]:
    """A document that was not in force through the year is named, so that the clerk looks at it."""
    first, last = date(season.year, 1, 1), date(season.year, 12, 31)
    for basis in season.pack.legal_bases:
        end, start = basis.valid_to, basis.valid_from
        if end is not None and end < last:
            when = "từ trước" if end < first else "trong"
            yield Problem(
                "basis-expired",
                f"{basis.document} hết hiệu lực {end:%d/%m/%Y}, {when} năm {season.year}.",
                "Xem văn bản thay thế và sửa căn cứ trong bộ quy tắc.",
                severity="warning",
            )
        elif start is not None and start > last:
            yield Problem(
                "basis-not-yet",
                f"{basis.document} có hiệu lực từ {start:%d/%m/%Y}, sau năm {season.year}.",
                "Xem lại căn cứ trong bộ quy tắc.",
                severity="warning",
            )


CHECKS = (
    _has_units,
    _unit_names_unique,
    _offices_filled,
    _rules_in_table,
    _class_rows_known,
    _bases_in_force,
)
