"""The open format: one season as a JSON document that any other program can write and read.

What a document holds is said in `docs/EXCHANGE.md` and, for machines, in `docs/khoi.schema.json`.
Points over a maximum or off the step are data and come in; `models.checking.checks` speaks of them.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.errors import AppError
from models.rulepack import RulePack
from models.season import Score, ScoreKey, Season
from storage import pack_files
from storage.acts.unit_changes import complete
from storage.book_rows.records import normal, plain
from storage.exchange_form import checks
from storage.exchange_form.schema import FORMAT, VERSION, Document

FindPack = Callable[[str], RulePack | None]


def dump(season: Season) -> dict[str, Any]:
    """The document of a season: keys in a fixed order, scores in the order of units and table."""
    kept = complete(season)
    return {
        "format": FORMAT,
        "version": VERSION,
        "year": kept.year,
        "block": plain(kept.block),
        "head": kept.head,
        "deputy": kept.deputy,
        "pack": plain(kept.pack),
        "table": plain(kept.table),
        "units": plain(kept.units),
        "scores": [_line(*it) for it in _in_order(kept)],
        "facts": plain(kept.facts),
        "closed_on": plain(kept.closed_on),
        "is_sample": kept.is_sample,
        "earlier_tables": plain(kept.earlier_tables),
        "plan": plain(kept.plan),
        "submissions": [
            plain(replace(it, id=number)) for number, it in enumerate(kept.submissions, 1)
        ],
        "meeting": plain(kept.meeting),
    }


def dumps(season: Season) -> str:
    """The document as text; equal seasons give equal text."""
    return json.dumps(dump(season), ensure_ascii=False, indent=1) + "\n"


def load(text: str, find_pack: FindPack = lambda _: None) -> Season:
    """Read a document; `find_pack` gives the shipped pack that a document only names.

    Raises `AppError` with a sentence that names the place ("units[3].name").
    """
    document = normal(checks.read(text, Document))
    season = complete(
        Season(
            block=document.block,
            year=document.year,
            pack=_pack(document, find_pack),
            table=document.table,
            units=tuple(replace(it, id=it.id or it.name) for it in document.units),
            head=document.head,
            deputy=document.deputy,
            scores=checks.scores(document.scores),
            facts=document.facts,
            closed_on=document.closed_on,
            is_sample=document.is_sample,
            earlier_tables=document.earlier_tables,
            plan=document.plan,
            submissions=document.submissions,
            meeting=document.meeting,
        )
    )
    checks.check_season(season, document.scores)
    return season


def read_pack(text: str) -> RulePack:
    """Read a text that holds one rule pack, as `pack_files` writes it. Raises `AppError`."""
    return pack_files.loads(text)


def _pack(document: Document, find_pack: FindPack) -> RulePack:
    if isinstance(document.pack, RulePack):
        return document.pack
    pack = find_pack(document.pack)
    if pack is None:
        raise AppError(f"“pack”: chương trình không có bộ quy tắc nào mang mã “{document.pack}”.")
    return pack


def _line(key: ScoreKey, score: Score) -> dict[str, Any]:
    return {**key._asdict(), **plain(score), "inputs": plain(dict(score.inputs))}


def _in_order(season: Season) -> Iterable[tuple[ScoreKey, Score]]:
    """The scores by unit, then by criterion, then by stage, as the season lists them."""
    units, criteria, stages = (
        {code: place for place, code in enumerate(codes)}
        for codes in (
            [it.id for it in season.units],
            [it.code for it in season.table.criteria()],
            [it.code for it in season.pack.stages],
        )
    )
    last = len(season.scores) + max(map(len, (units, criteria, stages)))

    def place(item: tuple[ScoreKey, Score]) -> tuple[int, int, int, ScoreKey]:
        key = item[0]
        return (
            units.get(key.unit, last),
            criteria.get(key.criterion, last),
            stages.get(key.stage, last),
            key,
        )

    return sorted(season.scores.items(), key=place)
