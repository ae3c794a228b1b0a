"""What the hall is shown, as a frozen record of words: every figure in it is already a text.

A scene never looks anything up again, so what hangs in the hall cannot change with the file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from models.errors import AppError
from models.meeting import SceneKind

RowTone = Literal["plain", "flag", "undecided", "now", "done", "apart", "total", "head"]
"""How a row stands out; what a tone says is also said in words (`second`, `figure`, the scene's note)."""

UNOFFICIAL, REHEARSAL, SAMPLE = "CHƯA CHÍNH THỨC", "TẬP DƯỢT", "DỮ LIỆU MINH HOẠ"
_BROKEN = "Cảnh chiếu đã lưu không đọc được. Chọn lại cảnh cần chiếu."
MAKET = "maket"
"""`about` of the opening that is the backdrop text of the hall."""


@dataclass(frozen=True, slots=True)
class SceneRow:
    """One line of a scene: `mark` (rank, code, number), `text`, `aside` (muted), `figure` at the right.

    `key` tells the same row of two scenes (a unit's id). `second` is small and muted under the text.
    `line`: the gold line of the flag runs under it. In a reveal the row is seen from step `shown` on, its
    figure from step `told` on.
    """

    key: str
    text: str
    mark: str = ""
    aside: str = ""
    figure: str = ""
    second: str = ""
    tone: RowTone = "plain"
    line: bool = False
    shown: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture for the hall, frozen at `frozen`; `about` is what it was built from.

    `lines` stand under the title, `big` in the middle, `note` under the rows. `step` counts the key
    presses of a reveal; at step `banner_at` there is a pause: `banner` stands where the next row will appear; at step
    `whole_at` it has become the whole table, at rest. `page` None: the page with the row "now", else the
    first. A countdown runs to `until`, or stands still with
    `left` seconds; `clock` "10:30" is the time of day it will run to.
    """

    kind: SceneKind
    block: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[SceneRow, ...] = ()
    big: str = ""
    note: str = ""
    banner: str = ""
    banner_at: int = 0
    whole_at: int = 0
    step: int = 0
    page: int | None = None
    unofficial: bool = True
    rehearsal: bool = False
    sample: bool = False
    frozen: datetime | None = None
    about: str = ""
    until: datetime | None = None
    left: int | None = None
    clock: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What must stand on the picture: not official, rehearsal, sample. Nothing on a blank one."""
        if self.kind == "blank":
            return ()
        wanted = (
            (self.rehearsal, REHEARSAL),
            (self.sample, SAMPLE),
            (self.unofficial, UNOFFICIAL),
        )
        return tuple(words for holds, words in wanted if holds)

    @property
    def is_whole(self) -> bool:
        """Whether a reveal has come to its end, the whole table."""
        return 0 < self.whole_at <= self.step

    @property
    def stamp(self) -> str:
        """ "Số liệu lúc 10:03, ngày 19/12/2023"; "" where the picture carries no figures of the block."""
        if self.frozen is None or self.kind not in DATED:
            return ""
        return f"Số liệu lúc {self.frozen:%H:%M}, ngày {self.frozen:%d/%m/%Y}"


DATED = ("ranking", "unit", "criterion", "discussion", "ballot", "reveal")
"""The kinds whose picture says when its figures were taken."""


# ---- steps, pages, time ------------------------------------------------------------------------


def steps(scene: Scene) -> int:
    """The number of the last step: how many key presses lead from the first picture to the whole.

    0 for every scene but a reveal.
    """
    known = [max(it.shown, it.told) for it in scene.rows]
    return max([scene.banner_at, scene.whole_at, *known])


def at_step(scene: Scene, step: int) -> Scene:
    """The same frozen copy at another step of its reveal, kept within its steps."""
    return replace(scene, step=min(max(step, 0), steps(scene)), page=None)


def at_page(scene: Scene, page: int | None) -> Scene:
    """The same frozen copy turned to a page (the layout knows how many there are)."""
    return replace(scene, page=page)


def stamped(scene: Scene, moment: datetime) -> Scene:
    """The scene as frozen at this moment."""
    return replace(scene, frozen=moment)


def coming(scene: Scene) -> str:
    """What the next step of a reveal will show, for the presenter alone; "" at its end."""
    step = scene.step + 1
    if scene.banner and scene.banner_at == step:
        return f"Dừng ở đường vàng: {scene.banner}"
    if scene.whole_at == step:
        apart = sum(1 for it in scene.rows if it.tone == "apart")
        return "Hiện cả bảng" + (f", thêm {apart} đơn vị không xếp hạng" if apart else "")
    new = [it for it in scene.rows if it.shown == step]
    if new:
        place = new[0].mark.removesuffix(" =")
        return f"Hiện hạng {place}: {', '.join(it.text for it in new)}"
    told = [f"{it.text} {it.figure}" for it in scene.rows if it.told == step and it.figure]
    return f"Hiện điểm: {', '.join(told)}" if told else ""


def running(scene: Scene, now: datetime) -> Scene:
    """The countdown set going: to its time of day, or for the seconds that are left."""
    if scene.clock:
        hour, minute = (int(it) for it in scene.clock.split(":"))
        end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return replace(scene, until=end, left=None, note="")
    return replace(scene, until=now + timedelta(seconds=scene.left or 0), left=None, note="")


def seconds_left(scene: Scene, now: datetime) -> int | None:
    """Whole seconds to the end of a countdown, 0 when it is over; None where none is set going."""
    if scene.until is None:
        return scene.left
    return max(0, -int((now - scene.until).total_seconds() // 1))


# ---- as text -----------------------------------------------------------------------------------


def to_text(scene: Scene) -> str:
    """One line of JSON with only what differs from an empty scene."""
    empty = {it.name: it.default for it in fields(Scene)}
    empty_row = {it.name: it.default for it in fields(SceneRow)}
    made: dict[str, Any] = {}
    for name, value in asdict(scene).items():
        if value == empty[name] and name != "kind":
            continue
        made[name] = value.isoformat() if isinstance(value, datetime) else value
    if scene.rows:
        made["rows"] = [
            {name: it for name, it in asdict(row).items() if it != empty_row[name]}
            for row in scene.rows
        ]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Scene:
    """The scene that `to_text` wrote; fields of a later version are left out.

    Raises `AppError` when the text is no scene.
    """
    try:
        read = json.loads(text)
        if not isinstance(read, dict) or read.get("kind") not in get_args(SceneKind):
            raise AppError(_BROKEN)
        values = _known(Scene, read)
        values["rows"] = tuple(SceneRow(**_known(SceneRow, it)) for it in read.get("rows", ()))
        values["lines"] = tuple(str(it) for it in read.get("lines", ()))
        for name in ("frozen", "until"):
            if values.get(name):
                values[name] = datetime.fromisoformat(values[name])
        return Scene(**values)
    except (ValueError, TypeError, AttributeError) as broken:
        raise AppError(_BROKEN) from broken


def _known(record: type, read: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the record has. Raises `TypeError` where a value is of another type than its default."""
    found = {it.name: read[it.name] for it in fields(record) if it.name in read}
    for it in fields(record):
        if isinstance(it.default, str | int) and it.name in found:
            value = found[it.name]
            if type(value) is not type(it.default):
                raise TypeError(it.name)
    return found
