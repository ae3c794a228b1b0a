"""What an entry of the history says: what changed, from what to what, in words. No Qt.

Each kind of entry has one function; it gives one line for each thing that changed. The column shows them
all in a few words, the panel one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from models.block import Unit
from models.collected import Receipt
from models.collecting.intake import Change, input_changes
from models.facts import FACT_KINDS
from models.rulepack import RulePack
from models.season import Season
from models.submission import Submission
from models.table import ScoringTable
from models.tables.diff import differences, in_words
from ui.table_life.words import STATES as TABLE_STATES
from ui.words import history_fields, history_year, text
from ui.words.history_fields import FACTS, OTHER, Line, change, moved, record_of, unit_name, upper
from ui.words.inbox_words import kind_name

Entry = Any
"""An entry as the session gives it."""
_GROUPS = 3
_SCORES, _FILES = "ô điểm", "tệp"
_LIFE = "giấy tờ của bảng"
STATES = {
    "waiting": "chờ xem",
    "taken": "đã nhận",
    "returned": "đã trả lại",
    "set_aside": "để riêng",
}
"""What became of a file that came in."""


def lines(season: Season, entry: Entry) -> tuple[Line, ...]:
    """Everything that an entry changed; () where it tells nothing beside its own name."""
    told = _KINDS.get(entry.kind)
    return tuple(told(season, entry)) if told else ()


def summary(found: Sequence[Line]) -> str:
    """The same in a few words: one thing in full, of several of one kind their number."""
    groups = Counter(it.noun for it in found)
    parts = []
    for noun, count in list(groups.items())[:_GROUPS]:
        mine = [it for it in found if it.noun == noun]
        if count == 1:
            parts.append(mine[0].words)
            continue
        ways = {it.change for it in mine}
        same = f": {ways.pop()}" if noun == _FILES and len(ways) == 1 else ""
        parts.append(f"{count} {noun}{same}")
    return "; ".join(parts) + ("; …" if len(groups) > _GROUPS else "")


# ---- scores


def _scores(season: Season, entry: Entry) -> Iterator[Line]:
    for it in entry.scores:
        yield _score(season, it)
    yield from _facts(season, entry)


def _score(season: Season, it: Change) -> Line:
    before, after = it.old.points, it.new.points
    points = ""
    if before != after:
        points = change(text.points_short(before), text.points_short(after))
    aside = moved(season, it.old, it.new, silent=_NOT_SAID)
    more = (*_numbers(season, it), *(f"{name} {words}" for name, words in aside))
    stage = season.pack.stage(it.key.stage)
    unit = season.unit(it.key.unit)
    where = (stage.name.lower() if stage else "", unit.short_name or unit.name if unit else "")
    return Line(_SCORES, it.key.criterion, points, more, " · ".join(filter(None, where)))


_NOT_SAID = frozenset({"points", "inputs", "source"})


def _numbers(season: Season, it: Change) -> tuple[str, ...]:
    """The numbers behind the points that changed; () when none did."""
    if it.old.inputs == it.new.inputs:
        return ()
    row = season.table.row(it.key.criterion)
    found = input_changes(row, it.old.inputs, it.new.inputs) if row else ()
    return found or ("số liệu theo quy tắc trước đây",)


def _kept_scores(season: Season, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Line]:
    """Scores that went or came with something else, as an entry keeps them."""
    keys = ("unit", "criterion", "stage")
    sides = [{tuple(it[key] for key in keys): it for it in side} for side in (old, new)]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        stage = season.pack.stage(key[2])
        where = (stage.name.lower() if stage else "", unit_name(season, key[0]))
        said = change(*(_given(side.get(key)) for side in sides))
        yield Line(_SCORES, key[1], said, (), " · ".join(filter(None, where)))


def _given(score: Any) -> str:
    """The points of a score; of one that has only the numbers behind them that it has."""
    if score is None:
        return text.NOTHING
    points = score["points"]
    if points is None and score.get("inputs"):
        return "số liệu"
    return text.points_short(None if points is None else Decimal(points))


# ---- facts, files


def _facts(season: Season, entry: Entry) -> Iterator[Line]:
    old, new = (_listed(it) for it in (entry.old, entry.new))
    for kind in dict.fromkeys(it["kind"] for it in (*old, *new) if "fact" in it):
        yield from _of_kind(season, kind, *(_records(kind, side) for side in (old, new)))
    yield from _files(season, *([it["submission"] for it in side if "submission" in it] for side in (old, new)))  # fmt: skip


def _listed(side: Any) -> list[Any]:
    if side is None:
        return []
    return side if isinstance(side, list) else [side]


def _records(kind: str, side: Sequence[Any]) -> list[Any]:
    record = FACT_KINDS.get(kind)
    mine = [it["fact"] for it in side if it.get("kind") == kind and "fact" in it]
    return [it for it in (record_of(record, fact) for fact in mine if record) if it is not None]


def _of_kind(season: Season, kind: str, old: list[Any], new: list[Any]) -> Iterator[Line]:
    """Facts of one kind, each with the one it took the place of."""
    words = FACTS.get(kind, OTHER)

    def known(it: Any) -> tuple[str, str]:
        day = str(it.received) if isinstance(it, Receipt) else ""
        return it.unit, words.first(season, it) + day

    for alike in (known, lambda it: known(it)[:1]):
        before, after = _grouped(old, alike), _grouped(new, alike)
        pairs = [
            (before[key][0], its[0])
            for key, its in after.items()
            if len(its) == len(before[key]) == 1
        ]
        yield from (_fact(season, kind, *pair) for pair in pairs)
        done = {id(it) for pair in pairs for it in pair}
        old, new = ([it for it in side if id(it) not in done] for side in (old, new))
    yield from (_fact(season, kind, it, None) for it in old)
    yield from (_fact(season, kind, None, it) for it in new)


def _grouped(side: Sequence[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for it in side:
        found[key(it)].append(it)
    return found


def _fact(season: Season, kind: str, old: Any, new: Any) -> Line:
    words, shown = FACTS.get(kind, OTHER), new or old
    first = words.first(season, shown)
    called = f"{words.noun} “{history_fields.short(first)}”" if first else words.noun
    where = unit_name(season, shown.unit)
    if old is not None and new is not None:
        more = tuple(f"{name}: {said}" for name, said in moved(season, old, new, kind=kind))
        return Line(words.noun, upper(called), "", more, where)
    verb = "Thêm" if old is None else "Bỏ"
    second = history_fields.short(words.second(season, shown))
    return Line(words.noun, f"{verb} {called}", second, (), where)


def _files(season: Season, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Line]:
    before = {it["id"]: record_of(Submission, it) for it in old}
    for document in new:
        after, was = record_of(Submission, document), before.get(document["id"])
        if after is None or was is None:
            continue
        kinds = {it: kind_name(season, it).lower() for it in (was.kind, after.kind) if it}
        said = list(moved(season, was, after, words={"state": STATES, "kind": kinds}))
        state = next((words for name, words in said if name == "tình trạng"), "")
        more = tuple(f"{name}: {words}" for name, words in said if name != "tình trạng")
        yield Line(_FILES, f"“{after.name}”", state, more, _whose(season, after))


def _whose(season: Season, file: Submission) -> str:
    return unit_name(season, file.unit) if file.unit else ""


def _arrived(season: Season, entry: Entry) -> Iterator[Line]:
    for it in (record_of(Submission, one) for one in _listed(entry.new)):
        if it is not None:
            kind = (kind_name(season, it.kind).lower(),) if it.kind else ()
            yield Line(_FILES, f"“{it.name}”", STATES[it.state], kind, _whose(season, it))


# ---- units


def _unit_added(_season: Season, entry: Entry) -> Iterator[Line]:
    for it in _listed(entry.new):
        yield Line("đơn vị", f"Thêm “{it['name']}”")


def _unit_changed(season: Season, entry: Entry) -> Iterator[Line]:
    old, new = (record_of(Unit, it) for it in (entry.old, entry.new))
    if old is not None and new is not None:
        for name, said in moved(season, old, new):
            yield Line("thông tin của đơn vị", upper(name), said)


def _unit_moved(_season: Season, entry: Entry) -> Iterator[Line]:
    yield Line("", "Thứ tự", change(f"thứ {entry.old + 1}", f"thứ {entry.new + 1}"))


def _unit_gone(season: Season, entry: Entry) -> Iterator[Line]:
    """A unit that was taken out or put back, with all that was its own."""
    back = entry.kind == "unit-restore"
    gone = _listed(entry.new if back else entry.old)
    for it in gone:
        name = it["unit"]["name"]
        # The unit may be gone, so that its name is known from the entry alone.
        whose = name if len(gone) > 1 else ""
        verb = "Khôi phục" if back else "Bỏ"
        yield Line("đơn vị", f"{verb} “{name}”" if whose else f"{verb} đơn vị")
        sides = ([], it["scores"]) if back else (it["scores"], [])
        for one in _kept_scores(season, *sides):
            stage = one.where.rpartition(" · ")[0]
            yield one._replace(where=" · ".join(filter(None, (stage, whose))))
        for kind in dict.fromkeys(one["kind"] for one in it["facts"]):
            own = _records(kind, it["facts"])
            told = _of_kind(season, kind, *(([], own) if back else (own, [])))
            yield from (one._replace(noun="mục đã ghi", where=whose) for one in told)


# ---- rules and table


def _pack(season: Season, entry: Entry) -> Iterator[Line]:
    from ui.rules.changes import changes
    from ui.rules.parts import Scene

    old, new = (record_of(RulePack, it["pack"]) for it in (entry.old, entry.new))
    if old is not None and new is not None:
        for it in changes(Scene(old, season.table), Scene(new, season.table)):
            short = (history_fields.short(words) for words in (it.old, it.new))
            yield Line("giá trị của bộ quy tắc", it.what, change(*short))
    yield from _kept_scores(season, entry.old["scores"], entry.new["scores"])


def _table(season: Season, entry: Entry) -> Iterator[Line]:
    old, new = (record_of(ScoringTable, it["table"]) for it in (entry.old, entry.new))
    if old is not None and new is not None:
        for it in differences(old, new):
            yield Line("dòng của bảng", in_words(it).removesuffix("."))
        if old.version != new.version:
            yield Line(_LIFE, "Bản", change(str(old.version), str(new.version)))
        states = {key: words.lower() for key, words in TABLE_STATES.items()}
        labels = {"number": "văn bản ban hành", "answer": "văn bản trả lời"}
        said = moved(
            season,
            old.life,
            new.life,
            labels=labels,
            words={"state": states},
            silent=frozenset({"accepted"}),
        )
        for name, words in said:
            yield Line(_LIFE, upper(name), words)
        counts = [len(it.life.accepted) for it in (old, new)]
        if old.life.accepted != new.life.accepted:
            yield Line(_LIFE, "Cảnh báo đã chấp nhận", change(*map(str, counts)))
    yield from _kept_scores(season, entry.old["scores"], entry.new["scores"])


_KINDS: dict[str, Callable[[Season, Entry], Iterator[Line]]] = {
    "scores": _scores,
    "fact": _facts,
    "facts": _facts,
    "submission": _facts,
    "arrive": _arrived,
    "plan": history_year.plan,
    "block": history_year.block,
    "meeting": history_year.meeting,
    "close": history_year.closed,
    "reopen": history_year.reopened,
    "unit-add": _unit_added,
    "unit-change": _unit_changed,
    "unit-move": _unit_moved,
    "unit-remove": _unit_gone,
    "unit-restore": _unit_gone,
    "pack": _pack,
    "table": _table,
}
