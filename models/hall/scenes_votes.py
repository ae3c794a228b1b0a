"""The scene of a vote: the candidates, and once the count stands the votes, what was needed, who is elected."""

from collections.abc import Sequence
from dataclasses import replace

from models.ballot import Ballot
from models.errors import AppError
from models.hall.scenes_record import RowTone, Scene, SceneRow
from models.ranks.ranking import Standing
from models.season import Season
from models.voting.ballots_faults import by_hands, by_points, name_of
from models.voting.counting import Outcome, outcome
from models.voting.vote_rounds import result_words

WAITING = "Đang bỏ phiếu, kiểm phiếu."
ELECTED = {"award": "được suy tôn", "head": "trúng cử", "deputy": "trúng cử"}


def ballot(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """The ballot with the code `scene.about`. A count that is not closed yet shows no figure."""
    vote = next((it for it in season.meeting.ballots if it.code == scene.about), None)
    if vote is None:
        raise AppError("Lần bỏ phiếu của cảnh này không còn trong sổ. Chọn lần khác.")
    title = vote.title if vote.round == 1 else f"{vote.title} (vòng {vote.round})"
    names = {it.id: it.name for it in season.units}
    told = outcome(vote, names, standings) if vote.is_closed else Outcome(waiting=WAITING)
    rows = tuple(_row(vote, told, it, name_of(vote, it, names)) for it in vote.candidates)
    # What is wrong with a count is for the counting desk, never for the hall.
    note = result_words(season, vote, told) if told.is_known else WAITING
    papers = _papers(vote) if told.is_known else ""
    return replace(scene, title=title, rows=rows, note=note, lines=(papers,) if papers else ())


def _row(vote: Ballot, told: Outcome, unit: str, name: str) -> SceneRow:
    """Without a number: before a figure the place on the paper would be read as a rank."""
    line = told.line(unit)
    if line is None:
        return SceneRow(unit, name)
    figure = "" if line.votes is None else str(line.votes)
    tone: RowTone = "plain"
    said = ""
    if unit in told.elected:
        tone, said = "flag", ELECTED[vote.purpose]
    elif unit in told.tied:
        tone, said = "undecided", "bằng phiếu" if line.votes is not None else "cùng hạng"
    second = line.words
    if vote.lots is not None and unit in vote.lots.among and unit not in told.tied:
        second += ", trúng thăm" if unit in vote.lots.chosen else ", không trúng thăm"
    return SceneRow(unit, name, "", said, figure, second, tone)


def _papers(vote: Ballot) -> str:
    """ "Phiếu phát ra 14 · thu về 14 · hợp lệ 13 · không hợp lệ 1"; what nobody counted is left out. Of hands:
    "Giơ tay · có mặt 10"."""
    if by_points(vote):
        return ""
    if by_hands(vote):
        return f"Giơ tay · có mặt {vote.present}" if vote.present else "Giơ tay"
    count = vote.count
    parts = (
        ("phát ra", count.issued),
        ("thu về", count.returned),
        ("hợp lệ", count.valid),
        ("không hợp lệ", count.invalid),
    )
    words = " · ".join(f"{label} {number}" for label, number in parts if number is not None)
    return f"Phiếu {words}" if words else ""
