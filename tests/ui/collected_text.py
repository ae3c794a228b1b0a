"""A whole collection drawn as text: what the exchange document says of it, and what follows from that.

Everything of the document is drawn but rules and table, which nobody changes here; of each record only what
was said, in the order of the document. `VARIES` is all that may differ from run to run.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any

from models.collecting.paper_check import paper_checks
from models.collecting.paper_matrix import matrix
from models.collecting.proposals import proposals
from models.facts import FACT_KINDS
from models.points import show_short
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from models.submission import Submission
from models.year_plan import YearPlan
from storage import exchange
from storage.audit import AuditEntry
from tests.models.drawing import table_of
from tests.models.paper_drawing import drawn

VARIES = {
    "sha256": "the bytes of a form depend on the program that saved it and on the libraries' versions",
    "size": "so does their number",
}
"""Keys of the document whose values are not drawn, and why; whether there is one is drawn."""
LEFT_OUT = {"format", "version", "pack", "table", "earlier_tables", "meeting"}
"""Keys of the document that are not drawn: nothing of a collection stands in them."""
DRAWN = {
    *("year", "block", "head", "deputy", "units", "scores", "facts", "closed_on"),
    *("is_sample", "plan", "submissions"),
}


def text_of(season: Season, history: Iterable[AuditEntry], today: date) -> str:
    """The whole end state; `history` newest first, as the book gives it."""
    document = json.loads(exchange.dumps(season))
    assert set(document) == DRAWN | LEFT_OUT, set(document) ^ (DRAWN | LEFT_OUT)
    found = matrix(season, today)
    parts = {
        "Khối": _block(document),
        "Kế hoạch năm": _plan(document["plan"]),
        "Tệp đã nhận": [_record(it, Submission) for it in document["submissions"]],
        "Dữ kiện": _facts(document["facts"]),
        "Điểm": _scores(document),
        "Xếp hạng": table_of(rank(score(season), season.pack)),
        "Giấy tờ": [", ".join(it.code for it in found.papers), *drawn(found)],
        "Đề nghị trừ điểm": [
            f"{it.unit.name} | {it.what} | {it.state} | {show_short(it.points)}" for it in
            proposals(season, today, found)
        ],
        "Bản giấy và tệp": [
            f"{it.unit.name} | {it.state} | {it.ours or '–'}" for it in paper_checks(season)
        ],
        "Nhật ký": [_act(it) for it in reversed(list(history))],
    }  # fmt: skip
    lines = [line for title, part in parts.items() for line in ("", f"[{title}]", *part)]
    return "\n".join(it.rstrip() for it in lines[1:]) + "\n"


def _block(document: Mapping[str, Any]) -> Iterator[str]:
    for key in ("year", "head", "deputy", "closed_on", "is_sample"):
        yield f"{key}: {_said(document[key])}"
    yield f"block: {_pairs(document['block'])}"
    for it in document["units"]:
        yield f"{it['id']}: {it['name']}"


def _plan(plan: Mapping[str, Any]) -> Iterator[str]:
    assert set(plan) == set(YearPlan.__slots__)
    for key, value in plan.items():
        if isinstance(value, list):
            yield from (f"{key}: {_pairs(it)}" for it in value)
        else:
            yield f"{key}: {_pairs(value) if isinstance(value, dict) else _said(value)}"


def _facts(facts: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[str]:
    assert set(facts) == set(FACT_KINDS)
    for kind, records in facts.items():
        yield f"{kind}: {len(records)}"
        yield from (f"  {_record(it, FACT_KINDS[kind])}" for it in records)


def _record(values: Mapping[str, Any], record: type) -> str:
    """What a record says, its defaults left out."""
    usual = {it.name: it.default for it in fields(record) if it.default is not MISSING}
    said = {key: it for key, it in values.items() if key not in usual or it != usual[key]}
    return _pairs(said)


def _pairs(values: Mapping[str, Any]) -> str:
    return " | ".join(
        f"{key}={'…' if key in VARIES else _said(value)}"
        for key, value in values.items()
        if value not in ("", None, [], {})
    )


def _said(value: Any) -> str:
    return str(value).replace("\n", " / ")


def _scores(document: Mapping[str, Any]) -> Iterator[str]:
    """Unit by unit and stage by stage: sum of the points, how many, and where they came from."""
    for unit in document["units"]:
        own = [it for it in document["scores"] if it["unit"] == unit["id"]]
        for stage in dict.fromkeys(it["code"] for it in document["pack"]["stages"]):
            lines = [it for it in own if it["stage"] == stage]
            if lines:
                total = sum((Decimal(it["points"]) for it in lines if it["points"]), Decimal(0))
                sources = ", ".join(dict.fromkeys(it["source"] or "gõ, dán" for it in lines))
                words = {it["evidence"] for it in lines} - {""}
                told = f"{len(lines)} tiêu chí | {sources} | {', '.join(sorted(words)) or '–'}"
                yield f"{unit['id']} {stage}: {show_short(total)} | {told}"


def _act(it: AuditEntry) -> str:
    place = " ".join(filter(None, (it.unit, it.criterion, it.stage))) or "–"
    source = f" | từ {it.source}" if it.source else ""
    return f"{it.when:%d/%m %H:%M} {it.kind} | {place} | {it.what}{source}"
