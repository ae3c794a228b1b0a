"""The open format as JSON Schema, made from the records themselves so that the two cannot part."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from models.block import Block, Unit
from models.facts import Facts
from models.rulepack import RulePack
from models.table import ScoringTable
from storage.exchange_words import WORDS
from storage.records import NUMBER

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT = "so-khoi-thi-dua"
VERSION = 1
NUMBER_PATTERN = f"^{NUMBER}$"
_LARGEST = 10**15 - 1
_NOT_BLANK = r"\S"
_TEXT_NEEDED = {"Block.name", "Unit.name", "TableRow.code", "Stage.code", "RulePack.id"}
_RANGES: dict[str, tuple[int, int]] = {
    "Document.year": (1900, 9999),
    "RulePack.decimals": (0, 6),
    "RulePack.version": (1, 1_000_000),
    "ScoringTable.version": (1, 1_000_000),
    "IneligibleDossiers.count": (0, 1_000_000),
    "OwnDeduction.cases": (0, 1_000_000),
    "Tier.first": (0, 1_000_000),
    "Tier.last": (0, 1_000_000),
}


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score and its key as one line of the document."""

    unit: str
    criterion: str
    stage: str
    points: Decimal | None = None
    evidence: str = ""
    note: str = ""
    source: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One season as a document; what has a default may be left out."""

    format: Literal["so-khoi-thi-dua"]
    version: Literal[1]
    year: int
    block: Block
    pack: RulePack | str
    head: str = ""
    deputy: str = ""
    table: ScoringTable = field(default_factory=ScoringTable)
    units: tuple[Unit, ...] = ()
    scores: tuple[ScoreLine, ...] = ()
    facts: Facts = field(default_factory=Facts)
    closed_on: date | None = None
    is_sample: bool = False


def schema() -> dict[str, Any]:
    """The JSON Schema of the document (draft 2020-12); the caller may change what it gets."""
    return _plain(_schema("Document"))


def pack_schema() -> dict[str, Any]:
    """The same for a file that holds one rule pack only."""
    return _plain(_schema("RulePack"))


def _plain(rules: dict[str, Any]) -> dict[str, Any]:
    """A copy of its own, with nothing in it but what JSON knows."""
    return json.loads(json.dumps(rules))  # type: ignore[no-any-return]


@cache
def _schema(root: str) -> dict[str, Any]:
    import msgspec

    _, records = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "title": "Sổ khối thi đua" if root == "Document" else "Bộ quy tắc",
        "$ref": f"#/$defs/{root}",
        "$defs": {name: _record(name, record) for name, record in sorted(records.items())},
    }


def _record(name: str, record: dict[str, Any]) -> dict[str, Any]:
    words = WORDS[name]
    return {
        "description": words[""],
        "type": "object",
        "additionalProperties": False,
        "required": record["required"],
        "properties": {
            key: {"description": words[key], **_rule(f"{name}.{key}", rule)}
            for key, rule in record["properties"].items()
        },
    }


def _rule(where: str, rule: dict[str, Any]) -> dict[str, Any]:
    """The rule of one key: numbers as text or whole, "or null" in one line, the limits added."""
    rule = dict(rule)
    choices = rule.pop("anyOf", None)
    if choices is not None:
        plain = [it for it in choices if "$ref" not in it and it != {"type": "null"}]
        nullable = {"type": "null"} in choices
        if nullable and len(plain) == 1 and len(choices) == 2:
            rule = {**rule, **plain[0], "type": [plain[0]["type"], "null"]}
        else:
            rule["anyOf"] = choices
    if rule.get("format") == "decimal":
        del rule["format"]
        kinds = ["string", "integer", *(["null"] if "null" in rule["type"] else [])]
        rule |= {
            "type": kinds,
            "pattern": NUMBER_PATTERN,
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
        }
    if where in _TEXT_NEEDED:
        rule["pattern"] = _NOT_BLANK
    if where in _RANGES:
        rule["minimum"], rule["maximum"] = _RANGES[where]
    return rule
