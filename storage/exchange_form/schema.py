"""The open format as JSON Schema, made from the records themselves so that the two cannot part."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from models.block import Block, Unit
from models.dates.plan_template import PlanTemplate
from models.facts import Facts
from models.meeting import Meeting
from models.rulepack import RulePack
from models.submission import Submission
from models.table import ScoringTable
from models.year_plan import YearPlan
from storage.book_rows.records import NUMBER
from storage.exchange_form.words import TEMPLATE_WORDS, WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT = "so-khoi-thi-dua"
VERSION = 2
"""The version that is written; older ones are read (`storage.exchange_form.versions`)."""
SCHEMA_KEY = "$schema"
NUMBER_PATTERN = f"^{NUMBER}$"
_LARGEST = 10**15 - 1
_NOT_BLANK = r"\S"
_TEXT_NEEDED = {
    "Block.name",
    "Unit.name",
    "TableRow.code",
    "Item.code",
    "Stage.code",
    "RulePack.id",
    "PlanTemplate.id",
    "PlanTemplate.title",
    "PlanTemplate.document",
}
_RANGES: dict[str, tuple[int, int]] = {
    "Document.year": (1900, 9999),
    "RulePack.decimals": (0, 6),
    "RulePack.version": (1, 1_000_000),
    "ScoringTable.version": (1, 1_000_000),
    "IneligibleDossiers.count": (0, 1_000_000),
    "OwnDeduction.cases": (0, 1_000_000),
    "RegisteredTitle.count": (0, 1_000_000),
    "Receipt.pages": (0, 100_000),
    "Receipt.originals": (0, 1_000),
    "SecondEntry.differences": (0, 1_000_000),
    "EvidenceFile.size": (0, _LARGEST),
    "Submission.id": (0, _LARGEST),
    "AgendaItem.part": (1, 2),
    "AgendaItem.minutes": (0, 10_000),
    "AgendaItem.seconds": (0, 1_000_000),
    "Quorum.numerator": (0, 1_000_000),
    "Quorum.denominator": (1, 1_000_000),
    "Ballot.seats": (1, 1_000),
    "Ballot.members": (0, 100_000),
    "Ballot.present": (0, 100_000),
    "Ballot.round": (1, 1_000),
    "Count.issued": (0, 1_000_000),
    "Count.returned": (0, 1_000_000),
    "Count.valid": (0, 1_000_000),
    "Count.invalid": (0, 1_000_000),
    "Count.blank": (0, 1_000_000),
    "VoteLine.votes": (0, 1_000_000),
    "VoteLine.against": (0, 1_000_000),
    "Discussion.for_": (0, 1_000_000),
    "Discussion.against": (0, 1_000_000),
    "Discussion.abstained": (0, 1_000_000),
    "Discussion.raised_in": (0, 1_000_000),
    "Discussion.decided_in": (0, 1_000_000),
    "Submission.size": (0, _LARGEST),
    "Tier.first": (0, 1_000_000),
    "Tier.last": (0, 1_000_000),
    "Stage.ranks_to": (0, 1_000_000),
    "Threshold.numerator": (0, 1_000_000),
    "Threshold.denominator": (1, 1_000_000),
    "Deadline.month": (0, 12),
    "Deadline.day": (0, 31),
    "Deadline.last_month": (0, 12),
    "Deadline.last_day": (0, 31),
    "Deadline.days": (0, 1_000),
    "Deadline.quarter": (0, 4),
    "Deadline.years": (0, 1),
    "RequiredPaper.pages": (0, 1_000),
    "RequiredPaper.originals": (0, 1_000),
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
    inputs: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One season as a document; what has a default may be left out."""

    format: Literal["so-khoi-thi-dua"]
    version: Literal[2]
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
    earlier_tables: tuple[ScoringTable, ...] = ()
    plan: YearPlan = field(default_factory=YearPlan)
    submissions: tuple[Submission, ...] = ()
    meeting: Meeting = field(default_factory=Meeting)


_ROOTS: dict[str, tuple[str, type]] = {
    "Document": ("Sổ khối thi đua", Document),
    "RulePack": ("Bộ quy tắc", RulePack),
    "PlanTemplate": ("Kế hoạch mẫu", PlanTemplate),
}


def schema() -> dict[str, Any]:
    """The JSON Schema of the document (draft 2020-12); the caller may change what it gets.

    It allows null for every key that has a default, and a top-level "$schema" for editors.
    """
    rules = _plain(bare_schema("Document"))
    for record in rules["$defs"].values():
        for key in record["properties"].keys() - set(record["required"]):
            record["properties"][key] = _or_null(record["properties"][key])
    known = rules["$defs"]["Document"]["properties"]
    note = {"description": WORDS["Document"][SCHEMA_KEY], "type": "string"}
    rules["$defs"]["Document"]["properties"] = {SCHEMA_KEY: note, **known}
    return rules


def without_nulls(tree: Any, rules: Mapping[str, Any], rule: Mapping[str, Any]) -> Any:
    """The tree without the keys that say null where a default stands in; `rule` is that of `tree`."""
    choices = [rule, *rule.get("anyOf", ())]
    if isinstance(tree, list):
        items: Mapping[str, Any] = next((it["items"] for it in choices if "items" in it), {})
        return [without_nulls(it, rules, items) for it in tree]
    ref = next((it["$ref"] for it in choices if "$ref" in it), None)
    if not isinstance(tree, dict) or ref is None:
        return tree
    record = rules["$defs"][ref.rsplit("/", maxsplit=1)[-1]]
    known, needed = record["properties"], record["required"]
    return {
        key: without_nulls(value, rules, known.get(key, {}))
        for key, value in tree.items()
        if value is not None or key not in known or key in needed
    }


def _plain(rules: dict[str, Any]) -> dict[str, Any]:
    """A copy of its own, with nothing in it but what JSON knows."""
    return json.loads(json.dumps(rules))  # type: ignore[no-any-return]


def _or_null(rule: dict[str, Any]) -> dict[str, Any]:
    """The same rule, and null besides."""
    null = {"type": "null"}
    if "$ref" in rule:
        rest = {key: it for key, it in rule.items() if key != "$ref"}
        return {**rest, "anyOf": [{"$ref": rule["$ref"]}, null]}
    if "anyOf" in rule:
        others = [it for it in rule["anyOf"] if it != null]
        return {**rule, "anyOf": [*others, null]}
    if "enum" in rule:
        others = [it for it in rule["enum"] if it is not None]
        return {**rule, "enum": [*others, None]}
    kinds = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    return {**rule, "type": [*(it for it in kinds if it != "null"), "null"]}


@cache
def bare_schema(root: str) -> dict[str, Any]:
    """What the reader checks, needless nulls and "$schema" taken out before; not to be changed.

    `root` is a key of `_ROOTS`: a document, or a file that holds one rule pack or one plan only.
    """
    import msgspec

    title, record = _ROOTS[root]
    _, records = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "title": title,
        "$ref": f"#/$defs/{root}",
        "$defs": {name: _record(name, record) for name, record in sorted(records.items())},
    }


def _record(name: str, record: dict[str, Any]) -> dict[str, Any]:
    words = WORDS.get(name) or TEMPLATE_WORDS[name]
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
            rule |= plain[0]
            if "enum" in rule:
                rule["enum"] = [*rule["enum"], None]
            else:
                rule["type"] = [rule["type"], "null"]
        else:
            rule["anyOf"] = choices
    if rule.get("format") == "decimal":
        rule = _number(rule)
    if "additionalProperties" in rule:
        rule["additionalProperties"] = _number(rule["additionalProperties"])
    if where in _TEXT_NEEDED:
        rule["pattern"] = _NOT_BLANK
    if where in _RANGES:
        rule["minimum"], rule["maximum"] = _RANGES[where]
    return rule


def _number(rule: dict[str, Any]) -> dict[str, Any]:
    """A number as text, or a whole one as a JSON number."""
    rest = {key: it for key, it in rule.items() if key != "format"}
    nullable = ["null"] if "null" in rule["type"] else []
    return {
        **rest,
        "type": ["string", "integer", *nullable],
        "pattern": NUMBER_PATTERN,
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
    }
