"""The open format: whole seasons out and in again, and every refusal names its place."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from models.block import Block, Unit
from models.errors import AppError
from models.facts import Facts, Reminder
from models.rulepack import RulePack
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from models.table_life import TableLife
from storage import exchange
from storage.exchange_form.schema import schema
from tests.storage.samples import SEASON
from tests.strategies import seasons

PACKS = Path(__file__).parents[2] / "resources" / "packs"
PACK = RulePack("thu", "Thử")
MINIMAL: dict[str, Any] = {
    "format": "so-khoi-thi-dua",
    "version": 2,
    "year": 2026,
    "block": {"name": "Khối 1"},
    "pack": "thu",
}
SMALL: dict[str, Any] = {
    **MINIMAL,
    "table": {"rows": [{"code": "I", "title": "Mục một", "max_points": 10}]},
    "units": [{"name": "Ban A"}, {"name": "Ban B", "id": "b"}],
}


def find_pack(name: str) -> RulePack | None:
    return PACK if name == "thu" else None


def load(document: object) -> Season:
    text = document if isinstance(document, str) else json.dumps(document)
    return exchange.load(text, find_pack)


def refusal(document: object) -> str:
    with pytest.raises(AppError) as told:
        load(document)
    return str(told.value)


# ---- out and in again


@settings(max_examples=60)
@given(seasons())
def test_a_season_goes_out_and_comes_back_the_same(season: Season) -> None:
    text = exchange.dumps(season)
    again = exchange.load(text)
    assert again == season
    assert exchange.dumps(again) == text


def test_the_text_is_plain_utf8_with_a_line_end() -> None:
    text = exchange.dumps(SEASON)
    assert text.endswith("}\n")
    assert '\n "year": 2026,\n' in text
    assert "Khối các cơ quan tham mưu" in text
    assert json.loads(text) == exchange.dump(SEASON)


def test_scores_stand_in_the_order_of_units_and_table() -> None:
    turned = Season(**{**_fields(SEASON), "scores": dict(reversed(SEASON.scores.items()))})
    lines = exchange.dump(turned)["scores"]
    assert [(it["unit"], it["criterion"]) for it in lines] == [
        ("dv", "I.1"),
        ("dv", "II"),
        ("tc", "I.2"),
        ("tc", "II"),
        ("vp", "I.1"),
    ]
    assert [it["points"] for it in lines] == ["39.5", "18", None, "20", None]
    assert [it["inputs"] for it in lines if it["inputs"]] == [{"plan": "100", "result": "95.5"}]
    assert exchange.dumps(turned) == exchange.dumps(SEASON)


def _fields(season: Season) -> dict[str, Any]:
    return {name: getattr(season, name) for name in Season.__dataclass_fields__}


def test_the_smallest_document() -> None:
    season = load(MINIMAL)
    assert season == Season(Block("Khối 1"), 2026, PACK)
    text = exchange.dumps(season)
    assert exchange.dumps(exchange.load(text)) == text


def test_what_is_left_out_takes_defaults() -> None:
    season = load(
        {
            **SMALL,
            "scores": [{"unit": "Ban A", "criterion": "I", "stage": "self", "points": "9.50"}],
            "facts": {"reminders": [{"unit": "b"}]},
        }
    )
    assert season.units == (Unit("Ban A", "Ban A"), Unit("Ban B", "b"))
    assert season.table == ScoringTable((TableRow("I", "Mục một", Decimal(10)),))
    assert season.scores == {ScoreKey("Ban A", "I", "self"): Score(Decimal("9.5"))}
    assert season.facts == Facts(reminders=(Reminder("b"),))


@pytest.mark.parametrize(
    ("points", "read"),
    [("12", "12"), (12, "12"), ("99.999", "99.999"), ("-1", "-1"), (-1, "-1"), ("0", "0")],
)
def test_points_over_the_maximum_below_zero_and_off_the_step_are_data(
    points: object, read: str
) -> None:
    line = {"unit": "b", "criterion": "I", "stage": "self", "points": points}
    assert load({**SMALL, "scores": [line]}).score("b", "I", "self").points == Decimal(read)


def test_an_empty_line_is_no_score() -> None:
    line = {"unit": "b", "criterion": "I", "stage": "self", "points": None}
    assert load({**SMALL, "scores": [line]}).scores == {}


def test_text_comes_in_clean_and_a_byte_order_mark_is_no_matter() -> None:
    document = {**MINIMAL, "block": {"name": "Kho\u0302\u0301i\r\n1"}}
    assert load("\ufeff" + json.dumps(document)).block.name == "Khối\n1"


def test_null_is_the_default_and_the_address_of_the_schema_is_no_matter() -> None:
    document = {
        **SMALL,
        "$schema": "khoi.schema.json",
        "head": None,
        "facts": None,
        "is_sample": None,
        "units": [{"name": "Ban A", "has_party": None, "kind": None}, {"name": "B", "id": None}],
        "table": {"rows": [{"code": "I", "title": "Mục", "rows": None, "evidence": None}]},
        "pack": {
            "id": "x",
            "name": "x",
            "stages": None,
            "decimals": None,
            "deductions": [
                {
                    "name": "x",
                    "title": "x",
                    "fact": "dossiers",
                    "method": "tiers",
                    "tiers": [{"first": 1, "last": None, "points": 1}],
                }
            ],
        },
    }
    jsonschema.validate(document, schema())
    season = load(document)
    bare = RulePack("x", "x")
    assert (season.pack.stages, season.pack.decimals) == (bare.stages, bare.decimals)
    assert season.pack.deductions[0].tiers[0].last is None
    assert season.units == (Unit("Ban A", "Ban A"), Unit("B", "B"))
    assert season.facts == Facts()


def test_a_document_of_version_1_names_the_paper_of_its_table() -> None:
    table = {**SMALL["table"], "issued": "Số 05/KH-KTĐ ngày 10/02/2026"}
    season = load({**SMALL, "version": 1, "table": table})
    assert season.table.life == TableLife("issued", number="Số 05/KH-KTĐ ngày 10/02/2026")
    assert load({**SMALL, "version": 1}).table.life == TableLife()
    assert load({**SMALL, "version": 1, "table": {**table, "issued": None}}) == load(SMALL)
    assert "Khóa lạ “table.issued”" in refusal({**SMALL, "table": table})
    assert "“table” phải là" in refusal({**SMALL, "version": 1, "table": []})


def test_inputs_are_an_object_of_numbers() -> None:
    line = {
        "unit": "b",
        "criterion": "I",
        "stage": "self",
        "inputs": {"result": "9.50", "plan": 10},
    }
    season = load({**SMALL, "scores": [line]})
    wanted = (Input("plan", Decimal(10)), Input("result", Decimal("9.5")))
    assert season.score("b", "I", "self") == Score(inputs=wanted)
    assert exchange.dump(season)["scores"][0]["inputs"] == {"plan": "10", "result": "9.5"}


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"plan": "mười"}, '“scores[0].inputs.plan”: "mười" không phải là số'),
        ({"plan": 1.5}, "“scores[0].inputs.plan”: số lẻ phải để trong dấu nháy"),
        ({"plan": None}, "“scores[0].inputs.plan” phải là chữ"),
        ([1], "“scores[0].inputs” phải là một nhóm khóa"),
    ],
)
def test_inputs_that_are_no_numbers(inputs: object, said: str) -> None:
    line = {"unit": "b", "criterion": "I", "stage": "self", "inputs": inputs}
    assert said in refusal({**SMALL, "scores": [line]})


# ---- refusals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "dòng 1, cột 1"),
        ('{"format":\n "x"', "dòng 2"),
        ("[]", "khóa “format”"),
        ("{}", "khóa “format”"),
        ('{"a": 1, "a": 2}', "“a” ghi hai lần"),
        ('{"a": NaN}', "“NaN” không phải là một số"),
        ('{"a": -Infinity}', "“-Infinity” không phải là một số"),
        ("1" * 5000, "số quá dài"),
        ("[" * 100_000, "quá nhiều tầng"),
    ],
)
def test_texts_that_are_no_document(text: str, said: str) -> None:
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 3}, "định dạng 3, chương trình này đọc được đến 2"),
        ({"version": "1"}, "“version”"),
        ({"year": "2026"}, "“year” phải là số nguyên"),
        ({"year": 20260}, "“year” phải từ 1900 đến 9999"),
        ({"year": 2026.0}, "“year”: số lẻ"),
        ({"yaer": 1}, "Khóa lạ “yaer”. Có phải là “year” không?"),
        ({"block": {}}, "Thiếu khóa “block.name”"),
        ({"block": {"name": "  "}}, "“block.name” không được để trống"),
        ({"block": {"name": "a", "style": "x"}}, "“block.style”"),
        ({"units": [{"name": "a"}, {}]}, "Thiếu khóa “units[1].name”"),
        ({"units": [{"name": "a", "colour": "x"}]}, "Khóa lạ “units[0].colour”"),
        ({"units": [{"name": 5}]}, "“units[0].name” phải là chữ"),
        ({"units": [{"name": "a", "has_party": "có"}]}, "“units[0].has_party” phải là true"),
        ({"units": {"name": "a"}}, "“units” phải là một danh sách"),
        ({"closed_on": "19/12/2026"}, "“closed_on”"),
        ({"closed_on": "2026-02-30"}, "“closed_on”"),
        ({"pack": "xx"}, "“pack”: chương trình không có bộ quy tắc nào mang mã “xx”"),
        ({"pack": 1}, "“pack”"),
        ({"pack": {"id": "x"}}, "Thiếu khóa “pack.name”"),
        ({"pack": {"id": "x", "name": "x", "bonus": {"name": 1}}}, "pack.bonus"),
        ({"pack": {"id": "x", "name": "x", "decimals": 99}}, "“pack.decimals” phải từ 0 đến 6"),
        ({"pack": {"id": "x", "name": "x", "step": "0"}}, "“pack.step”: bước điểm"),
        ({"pack": {"id": "x", "name": "x", "stages": []}}, "“pack.stages”"),
        ({"units": [{"name": "a"}, {"name": "a", "id": "2"}]}, "“units[1].name”: tên đơn vị “a”"),
        ({"units": [{"name": "a", "id": "1"}, {"name": "b", "id": "1"}]}, "“units[1].id”"),
        ({"head": "x"}, "“head”: không có đơn vị nào mang mã “x”"),
        ({"deputy": "x"}, "“deputy”"),
        ({"facts": {"reminders": [{"unit": "x"}]}}, "“facts.reminders[0].unit”"),
        ({"facts": {"reminder": []}}, "Khóa lạ “facts.reminder”. Có phải là “reminders” không?"),
        ({"facts": {"dossiers": [{"unit": "x", "count": -1}]}}, "“facts.dossiers[0].count”"),
        ({"units": [{"name": "\u0001"}]}, "“units[0].name” không được để trống"),
        ({"block": {"name": "\u0001"}}, "“block.name” không được để trống"),
        ({"units": [{"name": "Ban A"}, {"name": "BAN  a"}]}, "“units[1].name”: tên đơn vị"),
        ({"pack": {"id": "x", "name": "x", "total": "-1"}}, "“pack.total”: tổng điểm"),
        (
            {"table": {"rows": [{"code": "I", "title": "x", "deduct_each": "-3"}]}},
            "“table.rows[0].deduct_each”: tiêu chí I: Mức trừ mỗi lần ghi −3. Ghi 3",
        ),
        (
            {
                "earlier_tables": [
                    {"rows": [{"code": "I", "title": "x"}, {"code": "I", "title": "y"}]}
                ]
            },
            "“earlier_tables[0].rows[1].code”: mã “I”",
        ),
        (
            {"table": {"rows": [{"code": "I", "title": "x", "rule": {"kind": "plans"}}]}},
            '“table.rows[0].rule.kind”: "plans" không dùng được; chỉ nhận average, choice',
        ),
        (
            {"pack": {"id": "x", "name": "x", "not_applicable": "x"}},
            "chỉ nhận full, leave_out, own_group, percent_cap, substitute.",
        ),
        ({"year": None}, "“year” phải là số nguyên, không phải null"),
    ],
)
def test_every_fault_names_its_place(changes: dict[str, Any], said: str) -> None:
    assert said in refusal({**MINIMAL, **changes})


@pytest.mark.parametrize("left_out", ["year", "block", "pack"])
def test_what_is_needed_must_be_there(left_out: str) -> None:
    document = {key: it for key, it in MINIMAL.items() if key != left_out}
    assert refusal(document) == f"Thiếu khóa “{left_out}”."


def test_the_other_faults_are_counted() -> None:
    assert refusal({**MINIMAL, "units": [{}, {}], "year": "x"}).endswith("Còn 2 chỗ sai khác.")


@pytest.mark.parametrize(
    "points",
    ["NaN", "Infinity", "1e400", "1e2", "9,5", "", " ", "٣", "+1", "1.", "9" * 16, True, []],
)
def test_points_that_are_no_number(points: object) -> None:
    line = {"unit": "b", "criterion": "I", "stage": "self", "points": points}
    assert "“scores[0].points”" in refusal({**SMALL, "scores": [line]})


@pytest.mark.parametrize("number", ["9.5", "1e400", "1.0"])
def test_a_fraction_must_be_text(number: str) -> None:
    text = json.dumps(SMALL).replace('"max_points": 10', f'"max_points": {number}')
    said = f'“table.rows[0].max_points”: số lẻ phải để trong dấu nháy, ví dụ "{number}"'
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"unit": "x"}, "“scores[1]”: Không có đơn vị mang mã “x”"),
        ({"criterion": "IX"}, "“scores[1]”: Bảng chấm điểm không có tiêu chí “IX”"),
        ({"stage": "x"}, "“scores[1]”: Bộ quy tắc không có bước chấm “x”"),
        ({}, "“scores[1]”: điểm của b, tiêu chí I, bước self đã ghi"),
    ],
)
def test_scores_that_stand_nowhere_or_twice(line: dict[str, str], said: str) -> None:
    good = {"unit": "b", "criterion": "I", "stage": "self", "points": "1"}
    assert said in refusal({**SMALL, "scores": [good, {**good, **line}]})


def test_a_code_may_stand_in_the_table_once() -> None:
    row = {"code": "I", "title": "x"}
    table = {"rows": [{**row, "rows": [{"code": "I.1", "title": "y"}, row]}]}
    said = refusal({**MINIMAL, "table": table})
    assert said == "“table.rows[0].rows[1].code”: mã “I” đã có ở “table.rows[0].code”."


# ---- packs


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.json")), ids=lambda it: it.stem)
def test_every_shipped_pack_is_read(path: Path) -> None:
    pack = exchange.read_pack(path.read_text(encoding="utf-8"))
    document = exchange.dumps(Season(Block("Khối"), 2026, pack))
    assert exchange.load(document).pack == pack


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"id": "x"}, "thiếu khóa “name”"),
        ({"id": "x", "name": "x", "step": "-1"}, "“step”"),
        ({"id": "x", "name": "x", "total": "1e3"}, "“total”"),
        ({"id": "x", "name": "x", "deductions": [{"name": "x"}]}, "“deductions[0].title”"),
        ([], "Đây không phải là bộ quy tắc"),
    ],
)
def test_a_pack_with_a_fault_names_its_place(document: object, said: str) -> None:
    with pytest.raises(AppError, match=r".") as told:
        exchange.read_pack(json.dumps(document))
    assert said in str(told.value)
