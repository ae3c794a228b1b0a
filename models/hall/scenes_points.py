"""The scenes of points: one unit, one criterion across the units, one proposal of the discussion."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from models.collected import Discussion
from models.errors import AppError
from models.hall.scenes_record import Scene, SceneRow
from models.meeting_day.discussion import addressed, outcome_words, points_of, superseded_by
from models.papers.words import NOTHING
from models.points import ZERO, show, show_short, show_signed
from models.ranks.ranking import Standing
from models.scores.results import UnitResult
from models.season import Season


def unit(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """The points of the unit `scene.about`: sections, bonus, deductions, total, rank."""
    place = next((it for it in standings if it.result.unit.id == scene.about), None)
    if place is None:
        raise AppError("Đơn vị của cảnh này không còn trong sổ. Chọn đơn vị khác.")
    result = place.result
    rows = [
        SceneRow(
            row.code,
            row.title,
            row.code,
            "" if row.max_points is None else f"tối đa {show_short(row.max_points)}",
            _points(result.sections.get(row.code)),
        )
        for row in season.table.sections()
    ]
    rows.append(SceneRow("bonus", "Điểm thưởng", figure=_signed(result.bonus)))
    rows.append(SceneRow("deductions", "Điểm trừ", figure=_signed(-result.deductions)))
    if result.cut:
        rows.append(SceneRow("cut", "Vượt mức tối đa, không tính", figure=_signed(-result.cut)))
    rows.append(
        SceneRow(
            "total", "Tổng điểm", figure=_points(result.total), tone="total", second=_share(place)
        )
    )
    return replace(scene, title=result.unit.name, lines=(_rank(place),), rows=tuple(rows))


def _signed(value: Decimal) -> str:
    return show_signed(value) if value else show(ZERO)


def _points(value: Decimal | None) -> str:
    return NOTHING if value is None else show(value)


def _share(place: Standing) -> str:
    """Where what is compared is another figure than the total, that figure."""
    if place.result.share is None or place.total is None:
        return ""
    return f"so theo tỷ lệ điểm có thể đạt: {show(place.total)}"


def _rank(place: Standing) -> str:
    if place.result.excluded is not None:
        return "Không bình xét, suy tôn"
    if place.rank is None:
        return "Chưa đủ điểm, chưa xếp hạng"
    shared = " (đồng hạng)" if place.tied else ""
    return f"Hạng {place.rank}{shared}"


def criterion(season: Season, results: Sequence[UnitResult], scene: Scene) -> Scene:
    """One row of the table (criterion, group or section) across all units, in the block's own order."""
    row = season.table.row(scene.about)
    if row is None:
        raise AppError("Tiêu chí của cảnh này không còn trong bảng chấm điểm. Chọn tiêu chí khác.")
    # Without numbers: before a figure they would be read as ranks.
    rows = tuple(
        SceneRow(it.unit.id, it.unit.name, figure=_points(_on(it, row.code))) for it in results
    )
    # In the title, since a line of its own would cost the units a second page.
    most = "" if row.max_points is None else f" (tối đa {show_short(row.max_points)})"
    return replace(scene, title=f"{row.code}. {row.title}{most}", rows=rows)


def _on(result: UnitResult, code: str) -> Decimal | None:
    line = result.lines.get(code)
    return line.points if line is not None else result.groups.get(code)


def discussion(season: Season, results: Sequence[UnitResult], scene: Scene) -> Scene:
    """The proposal that `scene.about` addresses (`models.meeting_day.discussion.address`); on a "unit|criterion" nobody
    has spoken about, the points as they stand. What it would do to ranks is never here.
    """
    it = _proposal(season, results, scene.about)
    unit_, row = season.unit(it.unit), season.table.row(it.criterion)
    if unit_ is None or row is None:
        raise AppError("Nội dung thảo luận này không còn trong sổ. Chọn nội dung khác.")
    most = "" if row.max_points is None else f" (tối đa {show_short(row.max_points)})"
    # What was not accepted is not the large figure any more.
    stands = it.outcome in ("rejected", "withdrawn")
    told = (
        ("new", "Đề nghị", _points(it.new) if stands else ""),
        ("by", "Người đề nghị", it.by),
        ("why", "Lý do", it.why),
        ("evidence", "Minh chứng", it.evidence),
        ("outcome", "Kết quả", outcome_words(it) if it.outcome != "open" else ""),
        ("later", "Sau đó", _replaced(season, it)),
    )
    rows = tuple(SceneRow(key, words, label) for key, label, words in told if words)
    big = _points(it.old)
    if it.new is not None and not stands:
        big = f"{_points(it.old)} → {show(it.new)}"
    return replace(
        scene,
        title=unit_.name,
        lines=(f"Tiêu chí {row.code}. {row.title}{most}",),
        big=big,
        rows=rows,
    )


def _replaced(season: Season, it: Discussion) -> str:
    """That a later decision took the place of an accepted one, "" where none did."""
    later = superseded_by(season, it)
    return "" if later is None else f"thay bằng {_points(later.new)}"


def _proposal(season: Season, results: Sequence[UnitResult], about: str) -> Discussion:
    found = addressed(season, about)
    if found is not None:
        return found
    unit_id, _, code = about.partition("|")
    return Discussion(unit_id, code, old=points_of(results, unit_id, code))
