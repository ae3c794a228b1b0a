"""The scenes of the meeting itself: opening and backdrop, agenda, message, countdown, closing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from models.hall.scenes_record import MAKET, RowTone, Scene, SceneRow
from models.meeting import AgendaItem
from models.meeting_day.agenda import PARTS
from models.season import Season

THANKS = "Trân trọng cảm ơn các đồng chí đại biểu"
DONE = "đã xong"
NOW = "đang tiến hành"
_TIME = re.compile(r"(?:(?P<clock>(?:[01]?[0-9]|2[0-3]):[0-5][0-9])|(?P<minutes>[0-9]{1,3}))\b\s*")


def backdrop_lines(season: Season) -> tuple[str, ...]:
    """The backdrop text ("maket"), line by line: superior, block, meeting, year, place and day."""
    return tuple(it for it in (*_holders(season), *_occasion(season), place_and_day(season)) if it)


def _holders(season: Season) -> tuple[str, ...]:
    both = (season.block.superior.upper(), season.block.name.upper())
    return tuple(it for it in both if it)


def _occasion(season: Season) -> tuple[str, ...]:
    return (
        season.meeting.name.upper(),
        "CÔNG TÁC THI ĐUA, KHEN THƯỞNG",
        f"NĂM {season.year}",
    )


def place_and_day(season: Season) -> str:
    """ "Lào Cai, ngày 19 tháng 12 năm 2023"; what is not known is left out."""
    day = season.plan.meeting
    words = "" if day is None else f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"
    both = [it for it in (season.block.place, words) if it]
    return ", ".join(both)


def opening(season: Season, scene: Scene) -> Scene:
    """Name of the meeting, block, place and day; `about` "maket" gives the backdrop text."""
    if scene.about == MAKET:
        return replace(
            scene,
            block="",
            lines=_holders(season),
            big="\n".join(_occasion(season)),
            note=place_and_day(season),
        )
    lines = (f"Năm {season.year}", season.meeting.place, place_and_day(season))
    return replace(scene, title=season.meeting.name, lines=tuple(it for it in lines if it))


def agenda(season: Season, scene: Scene) -> Scene:
    """The run sheet in its two parts, with the item the meeting stands at."""
    return replace(scene, title="Chương trình hội nghị", rows=tuple(_agenda_rows(season)))


def _agenda_rows(season: Season) -> Iterator[SceneRow]:
    part = 0
    for number, it in enumerate(season.meeting.agenda, start=1):
        if it.part != part:
            part = it.part
            yield SceneRow(f"part:{part}:{number}", PARTS.get(part, f"Phần {part}"), tone="head")
        yield _agenda_row(number, it, is_now=it.code == season.meeting.at)


def _agenda_row(number: int, it: AgendaItem, *, is_now: bool) -> SceneRow:
    tone: RowTone = "now" if is_now else "done" if it.done else "plain"
    said = NOW if is_now else DONE if it.done else ""
    return SceneRow(it.code, it.title, str(number), aside=said, second=it.person, tone=tone)


def message(scene: Scene) -> Scene:
    """A free text: its first line large, the others under it."""
    first, *others = scene.about.strip().split("\n")
    return replace(scene, big=first.strip(), lines=tuple(it.strip() for it in others))


def countdown(scene: Scene) -> Scene:
    """`about` is minutes or a time of day, then what is waited for: "15 Nghỉ giải lao", "10:30 Kiểm phiếu".

    It stands still until it is set going (`scenes.running`).
    """
    found = _TIME.match(scene.about.strip())
    if found is None:
        return replace(scene, title=scene.about.strip() or "Tạm nghỉ", left=0)
    title = scene.about.strip()[found.end() :] or "Tạm nghỉ"
    if found["clock"]:
        return replace(scene, title=title, clock=found["clock"], lines=(f"đến {found['clock']}",))
    return replace(scene, title=title, left=int(found["minutes"]) * 60)


def closing(season: Season, scene: Scene) -> Scene:
    """The last slide, without any emblem."""
    words = scene.about.strip() or THANKS
    return replace(scene, big=words, lines=(season.meeting.name,))
