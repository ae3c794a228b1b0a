"""The published schema and its documentation are what the program holds.

Run once with UPDATE_PUBLISHED=1 in the environment to write both anew after a change of the records.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from storage import exchange
from storage.exchange_form.schema import bare_schema, schema
from storage.exchange_form.words import WORDS
from tests.storage.samples import SEASON

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "khoi.schema.json"
GUIDE = DOCS / "EXCHANGE.md"
START, END = "<!-- bảng khóa -->", "<!-- hết bảng khóa -->"
_KINDS = {
    "object": "nhóm",
    "array": "danh sách",
    "string": "chữ",
    "integer": "số nguyên",
    "boolean": "true/false",
}


def published() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def tables() -> str:
    """Every record and key as tables, in the order in which `WORDS` tells them."""
    records = schema()["$defs"]
    return "\n\n".join(_table(name, records[name]) for name in WORDS)


def _table(name: str, record: dict[str, Any]) -> str:
    lines = [f"### {name}", "", record["description"], ""]
    lines += ["| Khóa | Kiểu | Nếu không ghi | Ý nghĩa |", "|---|---|---|---|"]
    for key, rule in record["properties"].items():
        default = "phải có" if key in record["required"] else _default(rule)
        lines.append(f"| `{key}` | {_kind(rule)} | {default} | {rule['description']} |")
    return "\n".join(lines)


def _default(rule: dict[str, Any]) -> str:
    value = rule.get("default")
    if isinstance(value, list) and value:
        return "bốn bước thường dùng"
    if value in ("", None, []) or "$ref" in rule:
        return "trống"
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _kind(rule: dict[str, Any]) -> str:
    if "anyOf" in rule:
        return " hoặc ".join(_kind(it) for it in rule["anyOf"] if it != {"type": "null"})
    if "$ref" in rule:
        return rule["$ref"].rsplit("/", maxsplit=1)[-1]
    if "enum" in rule:
        return " / ".join(f"`{it}`" for it in rule["enum"] if it is not None)
    if "array" in rule["type"]:
        return f"danh sách {_kind(rule['items'])}"
    if rule.get("format") == "date":
        return "ngày"
    if "integer" in rule["type"] and "string" in rule["type"]:
        return "số"
    kind = rule["type"] if isinstance(rule["type"], str) else rule["type"][0]
    return _KINDS[kind]


@pytest.fixture(autouse=True, scope="module")
def _write_anew() -> None:
    if os.environ.get("UPDATE_PUBLISHED"):
        SCHEMA.write_text(published(), encoding="utf-8")
        before, rest = GUIDE.read_text(encoding="utf-8").split(START)
        after = rest.split(END)[1]
        GUIDE.write_text(f"{before}{START}\n\n{tables()}\n\n{END}{after}", encoding="utf-8")


def test_the_published_schema_is_the_program_s_own() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == published()


def test_the_guide_explains_every_key() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text.split(START)[1].split(END)[0].strip() == tables()


def test_every_example_of_the_guide_loads() -> None:
    examples = re.findall(r"```json\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    pack = exchange.read_pack(
        (DOCS.parent / "resources/packs/lao_cai_3666.json").read_text(encoding="utf-8")
    )
    for text in examples:
        season = exchange.load(text, lambda name: pack if name == pack.id else None)
        assert exchange.load(exchange.dumps(season)) == season


def test_words_and_records_match() -> None:
    records = schema()["$defs"]
    assert set(records) == set(WORDS)
    for name, record in records.items():
        assert list(record["properties"]) == [it for it in WORDS[name] if it], name


def test_both_are_valid_schemas_and_accept_what_is_dumped() -> None:
    document = exchange.dump(SEASON)
    for rules, value in ((schema(), document), (bare_schema("RulePack"), document["pack"])):
        validator = jsonschema.Draft202012Validator
        validator.check_schema(rules)
        validator(rules).validate(value)


def test_a_caller_cannot_spoil_the_schema() -> None:
    schema()["$defs"].clear()
    assert schema()["$defs"]
