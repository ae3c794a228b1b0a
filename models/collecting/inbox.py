"""The inbox: what stands of each file that came in, and which one of a unit's several counts.

A later file of a unit takes the place of its earlier ones as soon as it can be accepted; the earlier ones
stay and can be looked at. Two different files that came at the same moment contradict each other: only the
unit knows which one it means, so neither counts until one is set aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.collected import Receipt
from models.collecting import intake, registration
from models.collecting.intake import FormReading, Preview, preview_of
from models.collecting.kept_warnings import is_kept
from models.collecting.registration import RegistrationPreview, RegistrationReading
from models.collecting.taking import Taking
from models.season import Season
from models.submission import REGISTRATION, SCORES, Submission

Said = FormReading | RegistrationReading
"""What one file says, by the kind of form it is; a file that is none is a `FormReading` that says so."""
Foreseen = Preview | RegistrationPreview
"""What accepting it would do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the inbox as it stands now.

    `preview` is what accepting it would change; None for a file that is no form, is not read yet, or of
    which something became already. `replaced_by` is the unit's later file that counts in its place,
    `earlier` the unit's file before this one.
    """

    submission: Submission
    preview: Foreseen | None = None
    replaced_by: Submission | None = None
    earlier: Submission | None = None

    @property
    def unit(self) -> str:
        """The id of the unit it is from, "" where nobody knows."""
        inside = self.preview.unit if self.preview else None
        return inside.id if inside else self.submission.unit

    @property
    def form(self) -> Preview | None:
        """What a self-score form would change; None for every other file."""
        return self.preview if isinstance(self.preview, Preview) else None

    @property
    def is_waiting(self) -> bool:
        """Whether the clerk has still to decide on it."""
        return self.submission.state == "waiting" and self.replaced_by is None

    @property
    def is_paper(self) -> bool:
        """Whether the clerk said what paper it is, and it is no form that says so itself."""
        if not self.submission.kind:
            return False
        return self.preview is not None and is_no_form(self.preview.reading)

    @property
    def can_take(self) -> bool:
        """Whether it can be accepted as it is."""
        if self.is_paper:
            return self.is_waiting and bool(self.submission.unit)
        return self.is_waiting and self.preview is not None and self.preview.state != "refused"


def entries(
    season: Season, readings: Mapping[int, Said], loose: Sequence[Submission] = ()
) -> tuple[Entry, ...]:
    """Every file that came in: those to be decided first, each part newest first.

    `readings` are what the waiting forms say, by the number of their submission; `loose` are files that
    are only looked at, since nothing can be kept of them.
    """
    known = (*season.submissions, *loose)
    waiting = [it for it in known if it.state == "waiting" and it.id in readings]
    singly = {it.id: foresee(season, [readings[it.id]])[0] for it in waiting}
    owners = {it.id: _owner(it, singly.get(it.id)) for it in known}
    replaced = {it.id: _replacing(it, known, owners, singly) for it in known}
    standing = [it for it in waiting if replaced[it.id] is None]
    together = foresee(season, [readings[it.id] for it in standing])
    shown = singly | {it.id: found for it, found in zip(standing, together, strict=True)}
    made = [
        Entry(it, _open(season, shown.get(it.id)), replaced[it.id], _before(it, known, owners))
        for it in known
    ]
    return tuple(sorted(made, key=_place))


def _open(season: Season, preview: Foreseen | None) -> Foreseen | None:
    """Without the warnings that the clerk has accepted."""
    if preview is None or preview.unit is None or not season.facts.kept_warnings:
        return preview
    unit = preview.unit.id
    left = tuple(
        it for it in preview.problems if it.severity == "error" or not is_kept(season, unit, it)
    )
    return replace(preview, problems=left)


def foresee(season: Season, readings: Sequence[Said]) -> tuple[Foreseen, ...]:
    """What accepting each of these files would do, each kind of form held against its like."""
    forms = [it for it in readings if isinstance(it, FormReading)]
    others = [it for it in readings if isinstance(it, RegistrationReading)]
    scores = iter(intake.previews(season, forms))
    registrations = iter(registration.previews(season, others))
    return tuple(
        next(scores) if isinstance(it, FormReading) else next(registrations) for it in readings
    )


def is_no_form(said: Said) -> bool:
    """Whether the file is something else than a form of ours: a scan, a letter, a picture, a damaged file."""
    return not said.unit and any(it.code.startswith("file-") for it in said.problems)


def kind_of(said: Said) -> str:
    """The kind of paper that a reading is of."""
    return SCORES if isinstance(said, FormReading) else REGISTRATION


def against_earlier(
    season: Season, current: FormReading, earlier: FormReading
) -> tuple[Season, Preview]:
    """What the unit changed from its earlier form to this one: the season as if the earlier had been
    accepted, and what this one would change in it."""
    before = preview_of(season, replace(earlier, problems=()))
    base = season.with_scores(before.scores())
    return base, preview_of(base, replace(current, problems=()))


Owner = tuple[str, str]


def _owner(submission: Submission, preview: Foreseen | None) -> Owner:
    """Whose paper of which kind it is; files of one owner take each other's place."""
    if preview is None or preview.unit is None:
        return submission.unit, submission.kind
    return preview.unit.id, kind_of(preview.reading)


def _replacing(
    submission: Submission,
    known: Iterable[Submission],
    owners: Mapping[int, Owner],
    singly: Mapping[int, Foreseen],
) -> Submission | None:
    """The newest later file of the same unit and kind that was accepted, or can be."""
    unit, kind = owners[submission.id]
    if (
        not unit
        or kind not in (SCORES, REGISTRATION)
        or submission.state in ("set_aside", "returned")
    ):
        return None
    can_wait = submission.state == "waiting"  # what was accepted counts until the next one is
    later = [
        it
        for it in known
        if owners[it.id] == (unit, kind)
        and it.arrived > submission.arrived
        and (it.state == "taken" or (can_wait and it.id in singly and _is_sound(singly[it.id])))
    ]
    return max(later, key=lambda it: (it.arrived, it.id), default=None)


def _is_sound(preview: Foreseen) -> bool:
    return preview.state != "refused"


def _before(
    submission: Submission, known: Iterable[Submission], owners: Mapping[int, Owner]
) -> Submission | None:
    owner = owners[submission.id]
    if not owner[0]:
        return None
    found = [
        it
        for it in known
        if owners[it.id] == owner and it.arrived < submission.arrived and it.state != "set_aside"
    ]
    return max(found, key=lambda it: (it.arrived, it.id), default=None)


def _place(entry: Entry) -> tuple[bool, float, int]:
    moment = entry.submission.arrived
    seconds = (moment - moment.min.replace(tzinfo=moment.tzinfo)).total_seconds()
    return not entry.is_waiting, -seconds, entry.submission.id


# ---- accepting


def taking_of(season: Season, entry: Entry, pages: int | None = None) -> Taking:
    """What accepting a file sets, which can be taken; `pages` are those of a paper where they are known."""
    submission, preview = entry.submission, entry.preview
    if entry.is_paper or preview is None or preview.unit is None:
        return _receipt(season, submission, pages)
    unit, name = preview.unit, submission.name
    done = (replace(submission, state="taken", unit=unit.id, kind=kind_of(preview.reading)),)
    if isinstance(preview, RegistrationPreview):
        label = f"nhận đăng ký thi đua của {unit.name}"
        return Taking(label, name, {}, preview.old_facts, preview.new_facts, done)
    return Taking(f"nhận biểu mẫu của {unit.name}", name, preview.scores(), submissions=done)


def _receipt(season: Season, submission: Submission, pages: int | None) -> Taking:
    """A paper that is no form: that it came is what is recorded."""
    unit = season.unit(submission.unit)
    name, kind = submission.name, submission.kind
    receipt = Receipt(submission.unit, kind, submission.day, pages=pages or 0, file=name)
    done = (replace(submission, state="taken"),)
    label = f"nhận giấy tờ của {unit.name if unit else ''}"
    return Taking(label, name, new_facts=(receipt,), submissions=done)
