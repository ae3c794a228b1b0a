"""Which scenes the presenter can choose from, as data: the run sheet first, then everything else."""

from dataclasses import dataclass
from typing import NamedTuple

from models.ballot import Purpose
from models.hall.scenes import KIND_NAMES, MAKET
from models.meeting import AgendaItem, SceneKind
from models.meeting_day import agenda
from models.meeting_day.discussion import address, outcome_words
from models.season import Season
from models.voting.vote_rounds import rounds
from ui.words import text

TYPED: tuple[SceneKind, ...] = ("message", "countdown")
"""The kinds whose words the presenter types."""
COUNT_MINUTES, COUNT_WORDS = 5, "Ghi phiếu"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: the scene `kind` and `about`, its words, and the agenda item it belongs to."""

    kind: SceneKind
    about: str = ""
    title: str = ""
    aside: str = ""
    item: str = ""

    @property
    def what(self) -> tuple[str, str, str]:
        """What it shows, whatever the line is called."""
        return self.kind, self.about, self.item

    @property
    def line(self) -> tuple[str, str, str]:
        """Which line of the list it is, whatever was typed for it."""
        return self.kind, "" if self.is_typed else self.about, self.item

    @property
    def is_typed(self) -> bool:
        """Whether its words come from the presenter's own field."""
        return self.kind in TYPED and not self.item


class Group(NamedTuple):
    """Entries under one heading. `in_order`: after one of them the next one follows."""

    title: str
    entries: tuple[Entry, ...]
    in_order: bool = True


def groups(season: Season) -> tuple[Group, ...]:
    """Everything that can be shown; groups with nothing in them are left out."""
    items = tuple(
        _of_item(season, it, number) for number, it in enumerate(season.meeting.agenda, start=1)
    )
    talks = tuple(
        Entry(
            "discussion",
            address(season, place),
            # The outcome goes on in the line: a column of its own would take the room of all titles.
            f"{it.criterion} · {_short(season, it.unit)}: {text.points_short(it.old)} → "
            f"{text.points_short(it.new)}, {outcome_words(it).partition(',')[0].lower()}",
        )
        for place, it in enumerate(season.facts.discussions)
    )
    ballots = tuple(
        Entry("ballot", it.code, it.title, f"vòng {it.round}" if it.round > 1 else "")
        for it in season.meeting.ballots
    )
    units = tuple(Entry("unit", it.id, it.name) for it in season.units)
    rows = tuple(
        Entry("criterion", it.code, f"{it.code} {it.title}") for it in season.table.criteria()
    )
    found = (
        Group("Chương trình", items),
        Group("Cảnh chung", _common(), in_order=False),
        Group("Thảo luận", talks),
        Group("Bỏ phiếu", ballots),
        Group("Từng đơn vị", units),
        Group("Từng tiêu chí", rows),
    )
    return tuple(it for it in found if it.entries)


def following(season: Season, shown: Entry) -> Entry | None:
    """What comes after the entry that is shown: the next of its group, else the item of the run sheet
    after the one the meeting stands at; None at the end."""
    for group in groups(season):
        lines = [it.line for it in group.entries]
        if group.in_order and shown.line in lines:
            after = group.entries[lines.index(shown.line) + 1 :]
            if after or shown.item:
                return after[0] if after else None
    item = agenda.following(season.meeting)
    if item is None:
        return None
    return _of_item(season, item, season.meeting.agenda.index(item) + 1)


def _common() -> tuple[Entry, ...]:
    kinds: tuple[SceneKind, ...] = ("opening", "agenda", "ranking", "reveal", "message")
    return (
        Entry("opening", MAKET, "Phông hội nghị"),
        *(Entry(kind, "", KIND_NAMES[kind]) for kind in kinds),
        Entry("countdown", f"{COUNT_MINUTES} {COUNT_WORDS}", KIND_NAMES["countdown"]),
        Entry("closing", "", KIND_NAMES["closing"]),
    )


def _of_item(season: Season, item: AgendaItem, number: int) -> Entry:
    """An item of the run sheet. Where it does not say which proposal, the latest one is meant; where it
    does not say which ballot, the only one that its title speaks of. Where there is none, or more than
    one, the hall is shown what the item is called."""
    kind, about = item.scene, item.about
    if kind == "ballot":
        about = _ballot_of(season, item)
    if not about and kind == "countdown":
        about = f"{item.minutes or COUNT_MINUTES} {item.title}"
    elif not about and kind == "discussion" and season.facts.discussions:
        about = address(season, len(season.facts.discussions) - 1)
    elif not about and kind in ("ballot", "discussion", "unit", "criterion", "message"):
        kind, about = "message", item.title
    minutes = f"{item.minutes}′" if item.minutes else ""
    return Entry(kind, about, f"{number} {item.title}", minutes, item.code)


def _ballot_of(season: Season, item: AgendaItem) -> str:
    """The newest round of the vote of an item, "" where the vote cannot be told without guessing."""
    votes = rounds(season.meeting)
    words = item.title.casefold()
    meant = [it for it in votes if any(ballot.code == item.about for ballot in it)]
    named = [it for it in votes if it[0].award and it[0].award.casefold() in words]
    purposes = _purposes(words)
    fitting = meant or named or [it for it in votes if it[0].purpose in purposes]
    return fitting[0][-1].code if len(fitting) == 1 else ""


def _purposes(words: str) -> set[Purpose]:
    """What the title of an item says is voted on."""
    found: set[Purpose] = {"award"} if "suy tôn" in words or "bình xét" in words else set()
    if "phó" in words:
        found.add("deputy")
    if "trưởng" in words.replace("phó trưởng", ""):
        found.add("head")
    return found


def _short(season: Season, unit: str) -> str:
    known = season.unit(unit)
    return (known.short_name or known.name) if known else unit
