"""Checks of the scores of a season: points within their range, numbers that fit the rule of the row."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from models.checking.table_checks import some
from models.criterion_rule import UNSCORED
from models.errors import Problem
from models.points import ZERO, flaw, show_short
from models.scores.criteria import PLAN, RESULT, limits
from models.scores.criterion_inputs import InputField, input_fields, numbers
from models.scores.scoring import score, units_of_stage
from models.season import Score, Season
from models.table import TableRow


def _scores_fit(season: Season) -> Iterator[Problem]:
    """Every score within its range and on the step; entered ones always are, loaded ones may not."""
    for row, entry, where in _entries(season):
        if row is None:
            yield Problem(
                "score-without-criterion",
                "Có điểm nhưng bảng chấm điểm không có tiêu chí này.",
                "Kiểm tra lại bảng chấm điểm.",
                where,
            )
        elif entry.points and row.rule is not None and row.rule.kind == "effect":
            yield Problem(
                "points-on-effect",
                f"Ghi {show_short(entry.points)} điểm ở tiêu chí chỉ tác động đến xếp loại.",
                "Bỏ điểm, ghi số lần.",
                where,
            )
        elif entry.points is not None and not entry.inputs:
            bad = _bad_score(season, row, entry.points)
            if bad is not None:
                yield Problem(bad.code, bad.what, bad.advice, where)


def _entries(season: Season) -> Iterator[tuple[TableRow | None, Score, str]]:
    """Every score with its row (None: there is none) and its place in words."""
    rows = {row.code: row for row in season.table.criteria()}
    names = {unit.id: unit.name for unit in season.units}
    for key, entry in season.scores.items():
        where = f"{names.get(key.unit, key.unit)}, tiêu chí {key.criterion}"
        yield rows.get(key.criterion), entry, where


def _bad_score(season: Season, row: TableRow, points: Decimal) -> Problem | None:
    lowest, highest = limits(row, season.pack)
    bad = flaw(points, step=season.pack.step, lowest=lowest, highest=highest)
    if bad is not None and bad.code == "points-over-maximum" and highest is not None:
        what = (
            f"{show_short(points)} điểm, tối đa {show_short(highest)}; phần vượt không được tính."
        )
        return Problem(bad.code, what, "Sửa điểm.")
    return bad


def _inputs_fit(season: Season) -> Iterator[Problem]:
    """Every number belongs to a field of the rule and is one that can be."""
    asked: dict[str, dict[str, InputField]] = {}
    for row, entry, where in _entries(season):
        if row is None or not entry.inputs:
            continue
        fields = asked.get(row.code)
        if fields is None:
            fields = asked[row.code] = {it.key: it for it in input_fields(row)}
        for key, value in entry.inputs:
            field = fields.get(key)
            if field is None:
                yield Problem(
                    "input-unknown",
                    f"Có số liệu “{key}” nhưng quy tắc của tiêu chí không hỏi số này.",
                    "Ghi lại số liệu theo quy tắc của bảng đang dùng.",
                    where,
                )
            else:
                yield from _bad_number(field, value, where)
        yield from _bad_choice(fields.values(), numbers(entry.inputs), where)
        if entry.points is not None:
            yield Problem(
                "points-beside-inputs",
                f"Vừa ghi {show_short(entry.points)} điểm vừa ghi số liệu; điểm được tính từ số liệu.",
                "Bỏ điểm ghi tay, hoặc bỏ số liệu.",
                where,
                "warning",
            )


def _bad_number(field: InputField, value: Decimal, where: str) -> Iterator[Problem]:
    said = f"{field.title} ghi {show_short(value)}"
    misfit = field.misfit(value)
    if misfit is None:
        return
    if misfit.kind == "low":
        yield Problem("input-too-low", f"{said}.", f"Ghi từ {misfit.bound} trở lên.", where)
    elif misfit.kind == "high":
        what = f"{said}, nhiều nhất {misfit.bound}."
        yield Problem("input-too-high", what, "Sửa số này.", where)
    elif misfit.kind == "between":
        advice = f"Ghi 0 nếu không có, nếu có thì ghi từ {misfit.bound}."
        yield Problem("input-out-of-range", f"{said}.", advice, where)
    else:
        yield Problem("input-not-whole", f"{said}.", "Ghi số nguyên.", where)


def _bad_choice(
    fields: Iterable[InputField], given: dict[str, Decimal], where: str
) -> Iterator[Problem]:
    chosen = [it.title for it in fields if it.one_of and given.get(it.key, ZERO) > 0]
    if len(chosen) > 1:
        what = f"Chọn {len(chosen)} mức: {'; '.join(chosen)}."
        yield Problem("levels-chosen", what, "Chỉ chọn một mức.", where)


def _plans_there(season: Season) -> Iterator[Problem]:
    """No plan, or a plan of 0, divides nothing: the rule or a fact must say what holds then."""
    asked = {row.code for row in season.table.criteria() if _asks_plan(row)}
    settled = _settled(season)
    names = {unit.id: unit.name for unit in season.units}
    for key, entry in season.scores.items():
        if key.criterion not in asked or key.criterion in settled.get(key.unit, ()):
            continue
        given = numbers(entry.inputs)
        if RESULT in given and given.get(PLAN, ZERO) <= 0:
            yield Problem(
                "plan-zero",
                "Kế hoạch bằng 0 hoặc chưa ghi, quy tắc chưa nói cách tính khi không có kế hoạch.",
                "Ghi kế hoạch, chọn cách tính trong quy tắc của tiêu chí, hoặc ghi “Không áp dụng” cho "
                "đơn vị.",
                f"{names.get(key.unit, key.unit)}, tiêu chí {key.criterion}",
            )


def _asks_plan(row: TableRow) -> bool:
    """Whether the rule measures against a plan and leaves open what no plan means."""
    rule = row.rule
    if rule is None or rule.no_plan in ("leave_out", "full"):
        return False
    return rule.kind in ("plan", "steps") or (rule.kind == "tiers" and rule.measure == "ratio")


def _settled(season: Season) -> dict[str, set[str]]:
    """Unit → the rows whose points come from a fact and not from a value: see `NotApplicable`."""
    found: dict[str, set[str]] = {}
    for fact in season.facts.not_applicable:
        policy = fact.policy or season.pack.not_applicable
        row = season.table.row(fact.criterion)
        if row is not None and policy in UNSCORED:
            found.setdefault(fact.unit, set()).update(it.code for _, it in row.walk())
    return found


def _stage_scope(season: Season) -> Iterator[Problem]:
    """A stage that looks at some sections only has no values outside them."""
    sections = season.table.section_codes()
    for stage in season.pack.stages:
        if not stage.sections:
            continue
        outside = {
            key.criterion
            for key, entry in season.scores.items()
            if key.stage == stage.code
            and entry.is_filled
            and sections.get(key.criterion) not in stage.sections
        }
        if outside:
            yield Problem(
                "outside-stage",
                f"{stage.name} chỉ xét mục {', '.join(stage.sections)}, nhưng có điểm ở "
                f"{some(sorted(outside))}.",
                "Kiểm tra lại các điểm này.",
                severity="warning",
            )


def _stage_units(season: Season) -> Iterator[Problem]:
    """A stage that looks at the first ranks only has no values for the others: they would come to life
    when ranks move."""
    for stage in season.pack.stages:
        units = units_of_stage(season, stage.code)
        if units is None:
            continue
        ranks = "hạng 1" if stage.ranks_to == 1 else f"hạng 1 đến {stage.ranks_to}"
        for unit in season.units:
            outside = [
                key.criterion
                for key, entry in season.scores.items()
                if key.stage == stage.code and key.unit == unit.id and entry.is_filled
            ]
            if outside and unit.id not in units:
                yield Problem(
                    "outside-ranks",
                    f"{stage.name} chỉ xét {ranks}, nhưng có điểm ở {some(sorted(outside))}.",
                    "Điểm này chưa được tính; kiểm tra lại.",
                    unit.name,
                    "warning",
                )


def _numbers_missing(season: Season) -> Iterator[Problem]:
    """A criterion with only some of its numbers has no points; a later stage hides the earlier one."""
    if not any(entry.inputs for entry in season.scores.values()):
        return
    rows = {row.code: row for row in season.table.criteria()}
    for result in score(season):
        for code in result.missing:
            line = result.lines.get(code)
            lacking = line.outcome.missing if line is not None and line.outcome is not None else ()
            if not lacking or (_asks_plan(rows[code]) and lacking == ("kế hoạch",)):
                continue
            begun = [
                it.name
                for it in season.pack.stages
                if it.counts and season.score(result.unit.id, code, it.code).inputs
            ]
            yield Problem(
                "numbers-missing",
                f"{begun[-1] if begun else 'Khối'} mới ghi một phần số liệu, còn thiếu: "
                f"{', '.join(lacking)}.",
                "Ghi đủ, không có thì ghi 0; hoặc xóa phần đã ghi.",
                f"{result.unit.name}, tiêu chí {code}",
                "warning",
            )


def _values_missing(season: Season) -> Iterator[Problem]:
    """Contents without a value; an empty line of bonus, deductions or effects means that nothing was."""
    criteria = [
        row.code
        for section in season.table.sections("content")
        for _, row in section.walk()
        if row.is_criterion and not (row.rule is not None and row.rule.kind == "effect")
    ]
    valued = {(key.unit, key.criterion) for key, it in season.scores.items() if it.is_filled}
    settled = _settled(season)
    for unit in season.units:
        asked = [code for code in criteria if code not in settled.get(unit.id, ())]
        empty = [code for code in asked if (unit.id, code) not in valued]
        if empty:
            yield Problem(
                "values-missing",
                f"Chưa đủ điểm, còn trống {len(empty)} trên {len(asked)} tiêu chí: {some(empty)}.",
                "Nhận biểu mẫu của đơn vị hoặc nhập tay.",
                unit.name,
                "warning",
            )


CHECKS = (
    _scores_fit,
    _inputs_fit,
    _plans_there,
    _stage_scope,
    _stage_units,
    _numbers_missing,
    _values_missing,
)
