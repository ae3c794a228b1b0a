"""Is this text a document of the open format? If not, one sentence that names the place in it.

Places are written as a programmer writes them and count from 0: "units[3].name".
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from models.checking.duty_faults import of_anchors, of_deadline
from models.checking.faults import Fault, pack_faults, table_faults
from models.checking.plan_faults import own_faults
from models.dates.plan_template import PlanTemplate
from models.errors import AppError
from models.facts import FACT_KINDS
from models.rulepack import RulePack
from models.season import Score, ScoreKey, Season
from models.table import TableRow
from models.texts import name_key
from storage.acts.lookups import codes_of
from storage.book_rows.score_rows import inputs_of
from storage.exchange_form import versions
from storage.exchange_form.schema import (
    FORMAT,
    NUMBER_PATTERN,
    SCHEMA_KEY,
    VERSION,
    Document,
    ScoreLine,
    bare_schema,
    without_nulls,
)

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Record = TypeVar("Record", Document, RulePack, PlanTemplate)

_TYPES = {
    "object": "một nhóm khóa trong { }",
    "array": "một danh sách trong [ ]",
    "string": "chữ trong dấu nháy",
    "integer": "số nguyên",
    "boolean": "true hoặc false",
    "null": "null",
}
_SHOWN = 60
_TOO_DEEP = "Tài liệu lồng nhau quá nhiều tầng nên không đọc được."


@dataclass(frozen=True, slots=True)
class _Fraction:
    """A JSON number that is not whole. It is never accepted: a float cannot hold 0.1 exactly."""

    text: str


def read(text: str, record: type[Record]) -> Record:
    """The record a text holds, its shape checked and nothing else. Raises `AppError`."""
    tree = parse(text)
    if record is Document:
        _check_format(tree)
        tree = versions.brought_up(tree)
    return record_of(tree, record)


def record_of(tree: Any, record: type[Record]) -> Record:
    """The record that what `parse` gave holds, its shape checked. Raises `AppError`."""
    import msgspec

    try:
        rules = bare_schema(record.__name__)
        if isinstance(tree, dict):
            tree = {key: it for key, it in tree.items() if key != SCHEMA_KEY}
            tree = without_nulls(tree, rules, rules)
        _check_shape(tree, rules)
        return msgspec.convert(tree, record)
    except RecursionError as error:
        raise AppError(_TOO_DEEP) from error
    except msgspec.ValidationError as error:  # a date the schema lets through
        raise AppError(f"Tài liệu có chỗ không đọc được: {error}.") from error


def scores(lines: Iterable[ScoreLine]) -> dict[ScoreKey, Score]:
    """The scores of a document; the first line that repeats a key is told."""
    found: dict[ScoreKey, Score] = {}
    for number, line in enumerate(lines):
        key = _key(line)
        if key in found:
            what = f"{key.unit}, tiêu chí {key.criterion}, bước {key.stage}"
            raise AppError(f"“scores[{number}]”: điểm của {what} đã ghi ở một mục trước đó.")
        texts = (line.evidence, line.note, line.source)
        found[key] = Score(line.points, *texts, line.provisional, inputs_of(line.inputs))
    return found


def check_season(season: Season, lines: tuple[ScoreLine, ...]) -> None:
    """Whether all that is named is there, and once only. Raises `AppError`."""
    _not_blank("block.name", season.block.name)
    for number, member in enumerate(season.units):
        _not_blank(f"units[{number}].name", member.name)
    check_pack(season.pack, "pack.")
    names = ((f"units[{i}].name", it.name) for i, it in enumerate(season.units))
    _once(names, "tên đơn vị", name_key)
    _once(((f"units[{i}].id", it.id) for i, it in enumerate(season.units)), "mã đơn vị")
    earlier = ((f"earlier_tables[{i}].", it) for i, it in enumerate(season.earlier_tables))
    for place, table in (("table.", season.table), *earlier):
        _once(_table_codes(table.rows, f"{place}rows"), "mã")
        _refuse(table_faults(table), place)
    _refuse(own_faults(season), "")
    for place, unit in (("head", season.head), ("deputy", season.deputy)):
        if unit and season.unit(unit) is None:
            raise AppError(f"“{place}”: không có đơn vị nào mang mã “{unit}” trong “units”.")
    codes = codes_of(season)
    for number, line in enumerate(lines):
        if fault := codes.fault(_key(line)):
            raise AppError(f"“scores[{number}]”: {fault}")
    for kind in FACT_KINDS:
        for number, fact in enumerate(getattr(season.facts, kind)):
            if fact.unit not in codes.units:
                where = f"facts.{kind}[{number}].unit"
                raise AppError(f"“{where}”: không có đơn vị mang mã “{fact.unit}” trong “units”.")


def check_pack(pack: RulePack, where: str) -> None:
    """What the schema cannot say of a rule pack; `where` stands before each place."""
    _not_blank(f"{where}id", pack.id)
    stages = enumerate(pack.stages)
    _once(((f"{where}stages[{i}].code", it.code) for i, it in stages), "mã bước chấm")
    _refuse(pack_faults(pack), where, told=2)


def check_template(template: PlanTemplate) -> None:
    """What the schema cannot say of a plan: codes stand once, and every day can be. Raises `AppError`."""
    codes = [(f"items[{i}].item.deadline.code", it.code) for i, it in enumerate(template.items)]
    for place, code in codes:
        _not_blank(place, code)
    _once(codes, "mã việc")
    found: list[Fault] = []
    for number, line in enumerate(template.items):
        place = f"items[{number}].item.deadline"
        _not_blank(f"{place}.title", line.item.deadline.title)
        found += of_deadline(line.item.deadline, place)
    found += of_anchors([it.item.deadline for it in template.items], "items[{}].item.deadline.item")
    _refuse(found, "")


def _not_blank(place: str, text: str) -> None:
    """A text may be blank only after its control characters were taken out."""
    if not text.strip():
        raise AppError(f"“{place}” không được để trống.")


def _refuse(faults: Iterable[Fault], where: str, told: int = 1) -> None:
    """Tell the first faults, each with its place, and how many more there are."""
    found = list(faults)
    if not found:
        return
    sentences = []
    for place, problem in found[:told]:
        text = problem.text
        sentences.append(f"“{where}{place}”: {text[:1].lower()}{text[1:]}")
    if len(found) > told:
        sentences.append(f"Còn {len(found) - told} chỗ sai khác.")
    raise AppError(" ".join(sentences))


def parse(text: str) -> Any:
    """The JSON values of a text, numbers kept exactly. Raises `AppError`."""
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_once_each,
            parse_float=_Fraction,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise AppError(
            f"Không đọc được JSON ở dòng {error.lineno}, cột {error.colno}. "
            "Kiểm tra dấu phẩy, dấu nháy và dấu ngoặc ở chỗ đó."
        ) from error
    except ValueError as error:  # Python refuses whole numbers of thousands of digits
        raise AppError("Tài liệu có một số quá dài nên không đọc được.") from error
    except RecursionError as error:
        raise AppError(_TOO_DEEP) from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise AppError(f"Khóa “{key}” ghi hai lần trong cùng một nhóm. Bỏ bớt một chỗ.")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise AppError(f"“{name}” không phải là một số. Để null khi chưa có điểm.")


def _check_format(tree: Any) -> None:
    """Another program's JSON and a newer document are told apart from mistakes in ours."""
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise AppError(
            "Đây không phải tài liệu trao đổi của sổ khối thi đua: "
            f"khóa “format” phải là “{FORMAT}”."
        )
    version = tree.get("version")
    if type(version) is int and version > VERSION:
        raise AppError(
            f"“version”: tài liệu theo định dạng {version}, chương trình này đọc được đến {VERSION}. "
            "Cập nhật chương trình."
        )


def _check_shape(tree: Any, rules: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=("date",))
    errors = sorted(
        map(_inmost, Draft202012Validator(rules, format_checker=checker).iter_errors(tree)),
        key=lambda it: (
            it.validator != "additionalProperties"
        ),  # a misspelt key explains a missing one
    )
    if errors:
        others = f" Còn {len(errors) - 1} chỗ sai khác." if len(errors) > 1 else ""
        raise AppError(f"{_sentence(errors[0])}{others}")


def _inmost(error: "ValidationError") -> "ValidationError":
    """Of a choice ("a pack or its name") the fault inside the branch that was meant."""
    while error.context:
        inside = [it for it in error.context if it.validator != "type" or it.relative_path]
        if not inside:
            return error
        error = inside[0]
    return error


def _sentence(error: "ValidationError") -> str:
    kind, place, value = error.validator, _place(error.absolute_path), error.instance
    here = f"“{place}”" if place else "Tài liệu"
    if kind == "required":
        missing = next(it for it in error.validator_value if it not in value)
        return f"Thiếu khóa “{_joined(place, missing)}”."
    if kind == "additionalProperties":
        return _strange_key(place, value, error.schema["properties"])
    if isinstance(value, _Fraction):
        return f'{here}: số lẻ phải để trong dấu nháy, ví dụ "{value.text}".'
    if kind == "type":
        wanted = error.validator_value
        names = [_TYPES[it] for it in ([wanted] if isinstance(wanted, str) else wanted)]
        return f"{here} phải là {' hoặc '.join(names)}, không phải {_shown(value)}."
    if kind in {"enum", "const"}:
        known = [it for it in error.validator_value if it is not None]
        return f"{here}: {_shown(value)} không dùng được; chỉ nhận {_list(known)}."
    if kind == "pattern" and error.validator_value == NUMBER_PATTERN:
        return (
            f"{here}: {_shown(value)} không phải là số. Ghi chữ số với dấu chấm thập phân, "
            'ví dụ "9.5"; nhiều nhất 15 chữ số trước và 12 chữ số sau dấu chấm.'
        )
    if kind == "pattern":
        return f"{here} không được để trống."
    if kind == "format":
        return f"{here}: {_shown(value)} không phải là ngày. Ghi năm-tháng-ngày, ví dụ 2026-12-19."
    if kind in {"minimum", "maximum"}:
        low, high = error.schema["minimum"], error.schema["maximum"]
        return f"{here} phải từ {low} đến {high}, không phải {_shown(value)}."
    return f"{here} không đúng dạng: {_shown(value)}."


def _strange_key(place: str, value: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    key = next(it for it in value if it not in known)
    near = get_close_matches(key, known, n=1)
    advice = f"Có phải là “{near[0]}” không?" if near else f"Các khóa dùng được: {_list(known)}."
    return f"Khóa lạ “{_joined(place, key)}”. {advice}"


def _place(path: Iterable[str | int]) -> str:
    text = ""
    for part in path:
        text = f"{text}[{part}]" if isinstance(part, int) else _joined(text, part)
    return text


def _joined(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _shown(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    if isinstance(value, _Fraction):
        return value.text
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _list(values: Iterable[Any]) -> str:
    return ", ".join(str(it) for it in values)


def _key(line: ScoreLine) -> ScoreKey:
    return ScoreKey(line.unit, line.criterion, line.stage)


def _once(values: Iterable[tuple[str, str]], what: str, key: Callable[[str], str] = str) -> None:
    """Tell the first value that was there before; `key` is what equal values have in common."""
    first: dict[str, str] = {}
    for place, value in values:
        if key(value) in first:
            raise AppError(f"“{place}”: {what} “{value}” đã có ở “{first[key(value)]}”.")
        first[key(value)] = place


def _table_codes(table: tuple[TableRow, ...], place: str) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(table):
        here = f"{place}[{number}]"
        yield f"{here}.code", row.code
        yield from _table_codes(row.rows, f"{here}.rows")
