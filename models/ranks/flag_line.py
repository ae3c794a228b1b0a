"""Who the gold of the flag stands for: by confirmed votes where there are any, before them by points; and when
nothing gold may be shown yet. Its words are those of the hall and of the ranking page."""

from collections.abc import Iterator, Mapping, Sequence

from models.collecting.intake import form_stage
from models.ranks.ranking import Standing
from models.ranks.winners import Winners, awards, by_ranking, of_award
from models.rulepack import Stage
from models.scores.results import UnitResult
from models.season import Season
from models.texts import fold

_FLAG = "co thi dua"


def awaited(season: Season, result: UnitResult) -> Mapping[str, Stage]:
    """The criteria of a unit that rest on the form alone → the stage that has yet to score them.

    Empty once the year is closed: what counts then counts for good.
    """
    first = form_stage(season.pack)
    if season.is_final or not first:
        return {}
    later = season.pack.stages[1:]
    sections = season.table.section_codes()
    contents = {row.code for row in season.table.sections()}
    found = {}
    for code, line in result.lines.items():
        section = sections[code]
        if line.points is None or line.stage != first or section not in contents:
            continue
        due = [
            it
            for it in later
            if it.counts and not it.ranks_to and (not it.sections or section in it.sections)
        ]
        unit = result.unit.id
        if due and not any(season.score(unit, code, it.code).is_filled for it in due):
            found[code] = due[0]
    return found


def flag_award(season: Season) -> str | None:
    """The award that is called a flag, else the first one; None where the pack and the votes know none."""
    known = awards(season)
    return next((it for it in known if _FLAG in fold(it)), next(iter(known), None))


def flag(season: Season, standings: Sequence[Standing]) -> Winners | None:
    """Who gets the flag: the award of the pack that is called so, else its first one; where the pack gives no
    number, the one that was voted on.

    None where there is neither a vote nor a number, and, without a vote, while a ranked unit has only its own
    points, since gold then looks like a decision. While a vote is still open the points are shown; in a closed
    year nobody stands for them.
    """
    award = flag_award(season)
    if award is None:
        return None
    found = of_award(season, standings, award)
    if found.is_open and not season.is_final:
        found = by_ranking(season, standings, award)
    if found.by or found.is_open:
        return found
    rests_on_form = any(it.rank is not None and awaited(season, it.result) for it in standings)
    return None if found.quota is None or rests_on_form else found


def edge(standings: Sequence[Standing], gold: Winners | None) -> str:
    """The unit under which the gold line runs, "" for none: where a vote chose somebody below a unit that it
    did not choose, all above a line would look chosen."""
    if gold is None or not gold.chosen:
        return ""
    first = tuple(it.result.unit.id for it in standings[: len(gold.chosen)])
    return gold.chosen[-1] if first == gold.chosen else ""


def gold_words(
    season: Season, standings: Sequence[Standing], gold: Winners | None, longest: int | None = None
) -> str:
    """What the gold says, in one sentence, and by what; "" for none. Names that take more than `longest` letters
    are told by their number."""
    if gold is None or not (gold.by or gold.is_open or gold.seats):
        return ""
    if gold.is_open:
        return f"Chưa có kết quả bỏ phiếu {gold.title}."
    if gold.unfit:
        return f"Kết quả {gold.title} đang được xem lại."
    if gold.by:
        said = "; ".join(_by_vote(standings, gold, longest))
        return f"{gold.basis[:1].upper()}{gold.basis[1:]}: {said}."
    how = "không có kết quả bỏ phiếu" if season.is_final else "trước khi bỏ phiếu"
    words = [f"đường vàng theo {gold.seats} suất {gold.title}"] if gold.chosen else []
    if gold.tied:
        seats = "còn lại" if gold.chosen else gold.title
        equal = (
            f"{_called(standings, gold.tied, _short(longest))} bằng điểm ở {gold.left} suất {seats}"
        )
        words.append(equal if season.is_final else f"{equal}, hội nghị phân định")
    return f"Theo điểm, {how}: {'; '.join(words)}." if words else ""


def _by_vote(standings: Sequence[Standing], gold: Winners, longest: int | None) -> Iterator[str]:
    chosen = tuple(it for it in gold.chosen if it not in gold.by_rank)
    called = _called(standings, chosen, longest, " trên nền vàng")
    yield f"{called if chosen else 'chưa đơn vị nào'} được suy tôn {gold.title}"
    if gold.by_rank:
        yield f"{_called(standings, gold.by_rank, _short(longest))} theo điểm"
    if gold.tied:
        yield f"{_called(standings, gold.tied, _short(longest))} chưa phân định ở {gold.left} suất"
    elif gold.left and gold.chosen:
        yield f"còn {gold.left} suất chưa có đơn vị đạt"


def _short(longest: int | None) -> int | None:
    """Where names are short of room, only those who won are named; the others are seen by their ground."""
    return None if longest is None else 0


def _called(
    standings: Sequence[Standing], units: Sequence[str], longest: int | None, mark: str = ""
) -> str:
    """The names of the units, or how many they are (with the `mark` by which they are seen)."""
    names = ", ".join(it.result.unit.name for it in standings if it.result.unit.id in units)
    if longest is not None and len(names) > longest:
        return f"{len(units)} đơn vị{mark}"
    return names
