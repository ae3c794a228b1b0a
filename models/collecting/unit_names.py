"""Which unit a name means: as the register has it, without accents, or abbreviated as offices do.

Certain is only what is the same name for exactly one unit. What is merely alike is proposed, the likeliest
first; the clerk confirms once, and the name is kept as a `UnitAlias`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.block import Unit
from models.collected import UnitAlias
from models.legacy_text import repair
from models.season import Season
from models.syllables import is_syllable
from models.texts import clean, name_key, same_name, words

_LEAST_ALIKE, _LEAST_NAMED = 34, 50
"""Percent of a name that must be covered for it to be proposed: of a name, and in a longer text."""
_SILENT = frozenset({"tinh", "va", "cua", "cac", "tai"})
"""Words that are left out or added at will: "Trường Chính trị (tỉnh)"."""
_RARITY = 1000
_LONGEST_ALIAS = 200


@dataclass(frozen=True, slots=True)
class Match:
    """The units that a name can mean, the likeliest first; when `certain` the first one is meant."""

    units: tuple[Unit, ...] = ()
    certain: bool = False

    @property
    def unit(self) -> Unit | None:
        """The unit that is certainly meant, or None."""
        return self.units[0] if self.certain else None


def match(name: str, season: Season) -> Match:
    """The units that `name` can mean. The order of the units plays no part."""
    said = _repaired(name)
    known = _known(season)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda it: same_name(it, said),
        lambda it: words(it) == words(said),
    )
    if not words(said):
        return Match()
    for same in tests:
        found = [it.unit for it in known if any(map(same, it.names))]
        if found:
            return Match(tuple(sorted(found, key=_order)), len(found) == 1)
    return Match(_alike(words(said), season, known, whole=True))


def find_in(text: str, season: Season) -> Match:
    """The unit named in a longer text: a heading, the name of a file. Certain when all of one name stands
    in it and of no other unit. The block's own name names no unit, whatever is in it."""
    said = words(_repaired(text))
    known = _known(season)
    spans = [
        _Span(*place, it.unit) for it in known for name in it.names for place in _places(said, name)
    ]
    whole = [_Span(*place, None) for place in _runs(said, words(season.block.name))]
    named = [it for it in spans if not any(other.covers(it) for other in (*spans, *whole))]
    found = {name_key(it.unit.name) + it.unit.id: it.unit for it in named if it.unit is not None}
    if found:
        return Match(tuple(sorted(found.values(), key=_order)), len(found) == 1)
    own = {at for it in whole for at in range(it.start, it.end)}
    rest = [it for at, it in enumerate(said) if at not in own]
    return Match(_alike(rest, season, known, whole=False))


def alias_for(name: str, unit: Unit, season: Season) -> UnitAlias | None:
    """What to remember once the clerk has said that `name` means `unit`; None where nothing is gained: the
    name is known already, says nothing, or would stand for two units."""
    kept = " ".join(_repaired(name).split())
    if not words(kept) or len(kept) > _LONGEST_ALIAS or match(kept, season).certain:
        return None
    alias = UnitAlias(unit.id, kept)
    facts = replace(season.facts, aliases=(*season.facts.aliases, alias))
    return alias if match(kept, replace(season, facts=facts)).unit == unit else None


# ---- what is known


class _Known(NamedTuple):
    unit: Unit
    names: tuple[str, ...]  # full, short, remembered


class _Span(NamedTuple):
    """Words `start` … `end` (not included) of a text that are a name; None: the block's own."""

    start: int
    end: int
    unit: Unit | None

    def covers(self, other: "_Span") -> bool:
        """Whether the other name is only a part of this one."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.end - self.start > other.end - other.start


def _known(season: Season) -> list[_Known]:
    made = []
    for unit in season.units:
        aliases = (it.name for it in season.facts.aliases if it.unit == unit.id)
        names = (unit.name, unit.short_name, *aliases)
        made.append(_Known(unit, tuple(it for it in names if words(it))))
    return made


def _repaired(text: str) -> str:
    """What was typed with an old font is taken as it was meant."""
    found = repair(text)
    return found.after if found else clean(text)


def _order(unit: Unit) -> tuple[str, str]:
    return name_key(unit.name), unit.id


def _places(said: Sequence[str], name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in the text. One word that is an ordinary one ("Báo") is no name there."""
    wanted = words(name)
    if len(wanted) == 1 and (len(wanted[0]) < 2 or _is_ordinary(wanted[0])):
        return
    yield from _runs(said, wanted)


def _is_ordinary(word: str) -> bool:
    # Without its accent a syllable that ends in a stop ("mat") is none any more.
    return word.isdecimal() or is_syllable(word) or is_syllable(f"{word[:-1]}\u0301{word[-1:]}")


def _runs(said: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    count = len(wanted)
    for start in range(len(said) - count + 1 if count else 0):
        if tuple(said[start : start + count]) == tuple(wanted):
            yield start, start + count


# ---- what is alike


def _alike(
    said: Sequence[str], season: Season, known: Iterable[_Known], *, whole: bool
) -> tuple[Unit, ...]:
    """The units whose names are covered enough by these words, the likeliest first. `whole`: the words
    are meant to be a name, so those that have no part in it count against it."""
    silent = _SILENT.union(words(season.block.place))
    held = Counter(word for unit in season.units for word in set(words(unit.name)))
    least = _LEAST_ALIKE if whole else _LEAST_NAMED
    scored = []
    for it in known:
        likenesses = (_likeness(said, words(name), held, silent, whole=whole) for name in it.names)
        enough = [found for found in likenesses if found.percent >= least]
        # Of two names in one text the longer is meant: "Văn phòng đại diện" is not "Văn phòng".
        best = max((found if whole else found[::-1] for found in enough), default=None)
        if best is not None:
            scored.append(((-best[0], -best[1]), _order(it.unit), it.unit))
    return tuple(unit for _, _, unit in sorted(scored, key=lambda it: it[:2]))


class _Likeness(NamedTuple):
    percent: int
    covered: int


def _likeness(
    said: Sequence[str],
    name: Sequence[str],
    held: Counter[str],
    silent: frozenset[str],
    *,
    whole: bool,
) -> _Likeness:
    """How much of the name the words cover, rare words counting more than those that many
    units have; as full words, or as initials ("VPTU", "B.", "TN&MT")."""
    weight = [0 if it in silent else _RARITY // max(held[it], 1) for it in name]
    total = sum(weight)
    if not total:  # "Tỉnh Lào Cai": nothing but such words
        weight, total = [1] * len(name), len(name)
    covered: set[int] = set()
    used = counted = 0
    for word in _shortened(said, name, silent):
        run = _covering(word, name, covered, silent, whole=whole)
        covered.update(run)
        used += bool(run) and word not in silent
        counted += word not in silent
    reached = sum(weight[it] for it in covered)
    share = 100 * reached // total
    return _Likeness(share * used // counted if whole and counted else share, reached)


def _shortened(said: Sequence[str], name: Sequence[str], silent: frozenset[str]) -> list[str]:
    """The words, abbreviated where the name itself is: "ủy ban nhân dân" for the "UBND" of a name."""
    made = list(said)
    for word in name:
        if len(word) < 2 or len(name) == 1 or word in made:
            continue
        runs = (_initials(word, made, start, silent) for start in range(len(made)))
        run = next(filter(None, runs), None)
        if run and not silent.issuperset(made[it] for it in run):
            made[run[0] : run[-1] + 1] = [word]
    return made


def _covering(
    word: str,
    name: Sequence[str],
    covered: set[int],
    silent: frozenset[str],
    *,
    whole: bool,
) -> list[int]:
    """The words of the name that one word stands for: the same one, or those with its letters first."""
    free = [at for at in range(len(name)) if at not in covered]
    for at in free:
        if name[at] == word:
            return [at]
    # A name of one word is mostly an abbreviation itself.
    if word.isdecimal() or len(name) == 1 or (len(word) == 1 and not whole):
        return []
    for start in free:
        run = _initials(word, name, start, silent)
        if run and not covered.intersection(run):
            return run
    return []


def _initials(word: str, name: Sequence[str], start: int, silent: frozenset[str]) -> list[int]:
    """Neighbours from `start` on whose first letters spell the word; "và" may be passed over."""
    run: list[int] = []
    at = start
    for letter in word:
        while run and at < len(name) and name[at][0] != letter and name[at] in silent:
            at += 1
        if at >= len(name) or name[at][0] != letter:
            return []
        run.append(at)
        at += 1
    return run
