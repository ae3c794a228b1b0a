"""What the hall shows, what comes next and what was shown before, without a widget.

Nothing here looks at the season by itself: a scene is frozen when the presenter's key is pressed and
stays as it is, whatever is changed in the book afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from models.errors import AppError
from models.hall import scenes
from models.hall.scenes import KIND_NAMES, Scene
from models.meeting import Meeting, SceneKind, Shown
from models.meeting_day import agenda
from ui.book.session import Session
from ui.meeting.presenter_clock import Countdown
from ui.meeting.presenter_list import Entry, following, groups

_OWN_WORDS: tuple[SceneKind, ...] = ("message", "countdown", "blank")
"""The kinds that show nothing of the book."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture the hall was given: the entry it came from, and the frozen scene."""

    entry: Entry
    scene: Scene


@dataclass(frozen=True, slots=True)
class Coming:
    """What the key "Tiếp" will show: a frame with the words for it, or why there is none."""

    frame: Frame | None
    words: str


class Show(QObject):
    """The frames shown in this session, in order, and which of them hangs in the hall.

    `changed` comes after every change of what the hall sees (True: it may be faded in).
    """

    changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.countdown = Countdown()
        # Which page of how many the hall is turned to is known to its layout.
        self.page: Callable[[Scene], tuple[int, int]] = lambda _scene: (0, 1)
        self.frames: list[Frame] = []
        self.covered = False
        self.prepared: Entry | None = None
        self._place = -1
        self._backdrop: Scene | None = None

    # ---- what is there

    @property
    def current(self) -> Frame | None:
        """The frame the hall shows, under the cover where it is covered; None before the first one."""
        return self.frames[self._place] if self._place >= 0 else None

    @property
    def in_hall(self) -> Scene | None:
        """The scene to paint: a blank one while covered, the backdrop before the first one."""
        if self.current is None:
            return None if self._backdrop is None else self.marked(self._backdrop)
        return Scene("blank") if self.covered else self._now(self.current.scene)

    def hang_backdrop(self) -> None:
        """Freeze what the hall sees before the first scene."""
        self._backdrop = scenes.backdrop(self._session.season)

    def marked(self, scene: Scene) -> Scene:
        """The frozen scene with the mark of now: what was official when it was frozen is so no longer once
        the result was opened again. Its figures stay."""
        if not self._session.is_open or self._session.season.is_final:
            return scene
        return replace(scene, unofficial=True)

    def _now(self, scene: Scene) -> Scene:
        """As it hangs there now: a countdown with what is left of it, told by the running of time, not by
        the computer's clock."""
        scene = self.marked(scene)
        if scene.kind != "countdown":
            return scene
        return replace(scene, until=None, left=self.countdown.left())

    @property
    def is_prepared(self) -> bool:
        """Whether the presenter has chosen something else than what is shown."""
        return self.prepared is not None and (
            self.current is None or self.prepared.what != self.current.entry.what
        )

    def coming(self) -> Coming:
        """What the next key press will show, worked out from the data of now where it is not frozen yet."""
        if self.is_prepared and self.prepared is not None:
            return self._built(self.prepared)
        if self.current is None:
            return Coming(None, "Chọn một cảnh trong danh sách bên trái.")
        later = self._onward(self.current)
        if later is not None:
            return later
        if self._place + 1 < len(self.frames):
            frame = self.frames[self._place + 1]
            return Coming(frame, f"Chiếu lại: {name_of(frame)}")
        entry = following(self._session.season, self.current.entry)
        if entry is None:
            return Coming(None, "Hết chương trình. Chọn một cảnh để chiếu tiếp.")
        return self._built(entry)

    def _onward(self, frame: Frame) -> Coming | None:
        """The next step or page of the same frozen copy, None at its end."""
        scene = frame.scene
        if scene.step < scenes.steps(scene):
            later = scenes.at_step(scene, scene.step + 1)
            return Coming(Frame(frame.entry, later), scenes.coming(scene))
        page, pages = self.page(scene)
        if (scene.kind != "reveal" or scene.is_whole) and page + 1 < pages:
            later = scenes.at_page(scene, page + 1)
            return Coming(Frame(frame.entry, later), f"Trang {page + 2} trên {pages}")
        return None

    def is_stale(self) -> bool:
        """Whether the data of now would make another picture than the frozen one."""
        now = self.current
        if now is None or now.scene.kind in _OWN_WORDS:
            return False
        made = self._built(now.entry).frame
        return made is not None and _figures(made.scene) != _figures(self.marked(now.scene))

    def _built(self, entry: Entry) -> Coming:
        if entry.kind == "message" and not entry.about.strip():
            return Coming(None, "Gõ lời nhắn ở ô dưới hình rồi bấm Hiện.")
        try:
            scene = build(self._session, entry)
        except AppError as problem:
            return Coming(None, str(problem))
        return Coming(Frame(entry, scene), name_of(Frame(entry, scene)))

    # ---- the four buttons

    def prepare(self, entry: Entry | None) -> None:
        """Choose what comes next. The hall sees nothing of it."""
        self.prepared = entry

    def show(self) -> None:
        """Freeze what is chosen as it is now, and show it; what is shown already is frozen anew.

        Raises `AppError` when it cannot be built.
        """
        if self.prepared is None:
            raise AppError("Chọn một cảnh trong danh sách bên trái rồi bấm Hiện.")
        if self.is_prepared:
            self._freeze(self._built(self.prepared))
        else:
            self.show_again()

    def show_again(self) -> None:
        """Freeze the scene that is shown anew, at the step where it stands."""
        now = self.current
        if now is None:
            return
        made = self._built(now.entry)
        if made.frame is not None:
            scene = scenes.at_step(made.frame.scene, now.scene.step)
            made = Coming(Frame(now.entry, scene), made.words)
        self._freeze(made)

    def next(self) -> None:
        """Show what `coming` says; at the end nothing happens. A covered hall is uncovered by it."""
        comes = self.coming()
        if comes.frame is None:
            return
        later = self._place + 1
        if not self.is_prepared and self.frames[later : later + 1] == [comes.frame]:
            self._go(later)
        elif self.is_prepared or comes.frame.scene.frozen is None:
            self._freeze(comes)
        else:
            self._append(comes.frame)  # a step of the same frozen copy keeps its time

    def back(self) -> None:
        """The frame before, as it was frozen; at the beginning the step before."""
        if self._place > 0:
            self._go(self._place - 1)
        elif self.current is not None and self.current.scene.step > 0:
            scene = self.current.scene
            self.frames.insert(0, Frame(self.current.entry, scenes.at_step(scene, scene.step - 1)))
            self._go(0)

    def can_go_back(self) -> bool:
        """Whether there is something before."""
        return self._place > 0 or (self.current is not None and self.current.scene.step > 0)

    def cover(self) -> None:
        """Cover the hall, or uncover it."""
        if self.current is not None:
            self.covered = not self.covered
            self.changed.emit(True)

    def shown_before(self) -> tuple[int, ...]:
        """The places of the scenes shown in this session, newest first; of a reveal its last step alone."""
        last: dict[tuple[object, ...], int] = {}
        for place, frame in enumerate(self.frames):
            key = (*frame.entry.what, frame.scene.frozen)
            last.pop(key, None)
            last[key] = place
        return tuple(reversed(last.values()))

    def go_to(self, place: int) -> None:
        """Show one of the frames of `shown_before` again, as it was frozen."""
        self._append(self.frames[place])

    def _freeze(self, made: Coming) -> None:
        if made.frame is None:
            raise AppError(made.words)
        self._append(
            replace(made.frame, scene=scenes.stamped(made.frame.scene, self._session.now()))
        )

    def _append(self, frame: Frame) -> None:
        if frame.scene.kind == "countdown" and not self.countdown.is_running:
            self._count(frame.scene)
        self.frames.append(frame)
        self._go(len(self.frames) - 1)

    def _count(self, scene: Scene) -> None:
        """Set the countdown going for a scene: for its minutes, or to its time of day."""
        now = self._session.now()
        left = scenes.seconds_left(scenes.running(scene, now) if scene.clock else scene, now)
        self.countdown.set(left or 0)
        self.countdown.start()

    def _go(self, place: int) -> None:
        self._place = place
        self.covered = False
        self.prepared = self.frames[place].entry
        self.changed.emit(True)

    # ---- in the file

    def unfinished(self) -> Frame | None:
        """The frame that the file says was shown last; None when there is none that can be read, and in a closed
        year: nothing is written there any more, so that it is of before the closing."""
        kept = self._session.season.meeting.shown
        if kept is None or not kept.scene or self._session.season.is_final:
            return None
        try:
            scene = scenes.from_text(kept.scene)
        except AppError:
            return None
        return Frame(self._entry_of(scene), scene)

    def _entry_of(self, scene: Scene) -> Entry:
        meeting = self._session.season.meeting
        known = [it for group in groups(self._session.season) for it in group.entries]
        alike = [it for it in known if (it.kind, it.about) == (scene.kind, scene.about)]
        here = [it for it in alike if it.item == meeting.at]
        others = [it for it in alike if not it.item]
        return next(iter([*here, *others]), Entry(scene.kind, scene.about))

    def resume(self) -> None:
        """Hang the unfinished frame up again, exactly as it was frozen."""
        frame = self.unfinished()
        kept = self._session.season.meeting.shown
        if frame is not None and kept is not None:
            if frame.scene.kind == "countdown":
                left = scenes.seconds_left(frame.scene, self._session.now()) or 0
                self.countdown.set(left)
                if frame.scene.until is not None:
                    self.countdown.start()
            self.frames.append(frame)
            self._go(len(self.frames) - 1)
            if kept.covered:
                self.cover()

    def noted(self, meeting: Meeting) -> Meeting:
        """The meeting with what the hall shows now; of a running countdown its end."""
        now = self.current
        if now is None:
            return meeting
        frozen = now.scene.frozen or self._session.now()
        scene = self._now(now.scene)
        if scene.kind == "countdown" and self.countdown.is_running:
            scene = scenes.running(replace(scene, clock=""), self._session.now())
        return replace(meeting, shown=Shown(scenes.to_text(scene), frozen, self.covered))


def build(session: Session, entry: Entry) -> Scene:
    """The scene of an entry from the data of now, of a closed year from its closed version; not yet stamped.
    Raises `AppError`."""
    season, results, standings = session.official()
    if entry.item:  # the agenda marks the item that is being shown
        season = replace(season, meeting=agenda.stand_at(season.meeting, entry.item))
    return scenes.build(entry.kind, entry.about, season, results, standings)


def name_of(frame: Frame) -> str:
    """What a scene is called: its kind, and the unit, criterion or text it is about."""
    kind = KIND_NAMES[frame.scene.kind]
    title = frame.entry.title or frame.scene.title or frame.scene.big
    return title if not title or title == kind else f"{kind}: {title}"


def _figures(scene: Scene) -> Scene:
    """A scene without what the presenter's keys and the clock have made of it."""
    return replace(scene, frozen=None, step=0, page=None, until=None, left=None)
