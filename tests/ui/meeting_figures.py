"""The figures of a meeting wherever they are told, held against each other and against a table written by hand."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from models.hall import scenes
from models.hall.scenes import Scene
from models.meeting_day.after_meeting import won
from models.papers.report import Report
from models.papers.words import rank_text
from models.points import show
from models.ranks.ranking import Standing, rank
from models.scores.scoring import score
from tests.ui.hall_samples import hall
from tests.ui.meeting_desk import Desk, tables, texts
from ui.hall.layout import lay_out

Key = Qt.Key
UNOFFICIAL = "CHƯA CHÍNH THỨC"


def written(lines: Iterable[Sequence[str]]) -> str:
    """Rank, unit and total, one unit a line."""
    return "\n".join(" | ".join(it) for it in lines)


def by_hand(table: str) -> str:
    """The same from a table as it is drawn in a test: lines "1 = btc 96,50"."""
    found = (
        re.split(r"\s+(?=[a-z])|(?<=[a-z])\s+", it.strip()) for it in table.strip().split("\n")
    )
    return written(found)


def of(standings: Iterable[Standing]) -> str:
    """The standings of a season as they would be told."""
    return written(
        (rank_text(it), it.result.unit.id, "–" if it.total is None else show(it.total))
        for it in standings
    )


# ---- the ranking


def same(desk: Desk, table: str, *, final: bool = False) -> Scene:
    """Screen, hall, file, minutes and JSON say the ranking of `table`; the scene the hall was shown."""
    wanted = by_hand(table)
    assert of(desk.session.standings) == wanted
    shown = desk.show("ranking")
    assert of_scene(shown) == in_hall(wanted)
    assert of_minutes(desk.minutes()) == in_minutes(wanted)
    desk.window.do("page:ranking")  # leaving the presenter writes what the hall shows
    page: Any = desk.window.pages["ranking"]
    assert written((it.rank, it.unit, it.total) for it in page.view.rows) == wanted
    told = desk.said("ranking", desk.path, "--json")
    assert of_json(told) == wanted
    gold = [it.key for it in shown.rows if it.tone == "flag"]
    assert gold == [it.unit for it in page.view.rows if it.award == "chosen"]
    flag = told["awards"][0]
    # While a vote is open the points are shown, and nobody has the award yet.
    assert gold == flag["units"] or flag["basis"] == "chưa có kết quả bỏ phiếu"
    if final or flag["units"]:
        chosen = won(desk.session.season, desk.session.standings)[0]
        assert [it.id for it in chosen.units] == flag["units"]
    assert (told["final"], UNOFFICIAL in shown.marks) == (final, not final)
    assert (UNOFFICIAL in desk.minutes().banners) is not final
    if not final:
        assert desk.kept() == shown
    return shown


def of_scene(scene: Scene) -> str:
    """What the hall was shown; where its window is open, what is painted there."""
    return written((it.mark, it.key, it.figure) for it in scene.rows)


def in_hall(whole: str) -> str:
    """What the hall tells of a ranking: of a unit outside it no points."""
    return _outside(whole, "")


def in_minutes(whole: str) -> str:
    """What the minutes tell of a ranking: of a unit outside it a dash for its points."""
    return _outside(whole, "–")


def _outside(whole: str, figure: str) -> str:
    """The ranking with this in the place of the points of a unit without a rank."""
    return re.sub(r"^(– \| \w+ \| ).*$", rf"\g<1>{figure}", whole, flags=re.MULTILINE)


def of_minutes(report: Report) -> str:
    """The ranking in the minutes."""
    [table] = tables(report, "rank", "unit", "total")
    return written((it.cells[0].text, it.key, it.cells[2].text) for it in table.rows)


def of_json(told: dict[str, Any]) -> str:
    """The ranking as the command line tells it."""
    lines = []
    for it in told["standings"]:
        mark = "–" if it["rank"] is None else f"{it['rank']} =" if it["tied"] else f"{it['rank']}"
        lines.append((mark, it["unit"], show(Decimal(it["total"]))))
    return written(lines)


def closed(desk: Desk, number: int, table: str) -> str:
    """A closed version says the ranking of `table`; its mark."""
    season = desk.session.closed_version(number)
    assert of(rank(score(season), season.pack)) == by_hand(table)
    told = desk.said("closings", desk.path, "--json")["closings"]
    assert told[number]["number"] == number
    assert told[number]["mark"] == season.closings[-1].short
    return season.closings[-1].short


def revealed(desk: Desk, whole: Scene) -> list[list[str]]:
    """Go through the reveal with the clicker; which units came up at each step. What is painted never
    holds a total that is not told yet."""
    tab = desk.presenter
    steps, before = [], set[str]()
    for step in range(scenes.steps(whole) + 1):
        now = hall(tab)
        assert now == scenes.at_step(whole, step)
        up = {it.key for it in now.rows if it.shown <= step}
        painted = {line for it in lay_out(now, 1280, 720).words for line in it.lines}
        for it in now.rows:
            others = {one.figure for one in now.rows if one.told <= step}
            assert it.told <= step or it.figure in others or it.figure not in painted
        if up - before:
            steps.append(sorted(up - before))
        before = up
        if step < scenes.steps(whole):
            desk.clicker(Key.Key_Space)
    return steps


# ---- votes and proposals


def vote_same(
    desk: Desk, code: str, votes: dict[str, int], words: str, *, printed: str = ""
) -> None:
    """A confirmed round in the hall, in the file, in the minutes and as JSON; `printed` is what the minutes add
    of the next round."""
    shown = desk.show("ballot", code)
    rounds = desk.said("vote", desk.path, "--json")
    [place] = [number for number, it in enumerate(rounds) if it["code"] == code]
    told = rounds[place]
    assert told["closed"]
    assert told["count"]["votes"] == votes
    assert {it.key: it.figure for it in shown.rows} == {it: str(n) for it, n in votes.items()}
    assert {it.key: it.second for it in shown.rows} == {
        it["unit"]: it["text"] for it in told["candidates"]
    }
    assert shown.note == told["outcome"]["text"] == words
    said = f"{words} {printed}" if printed else words
    assert f"Kết quả: {said}" in texts(desk.minutes())
    rows = tables(desk.minutes(), "number", "unit", "votes")[place].rows
    assert [it.cells[2].text for it in rows] == [str(votes[it.key]) for it in rows]
    figures = {it.key: it.cells[-1].text.partition(":")[0] for it in rows}
    assert figures == {it.key: it.second for it in shown.rows}


def changes(report: Report) -> list[tuple[str, str, str]]:
    """Points before, proposed, and the decision of every proposal in the minutes."""
    [table] = tables(report, "number", "what", "old", "new")
    return [(it.cells[2].text, it.cells[3].text, it.cells[-1].text) for it in table.rows]
