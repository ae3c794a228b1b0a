"""Where a table stands on its way, in words for the screen. No Qt."""

from datetime import date
from typing import Literal, NamedTuple

from models.table import ScoringTable
from models.table_life import TableLife, TableState
from models.tables.steps import Step
from ui.words import text

Progress = Literal["done", "now", "later"]

STATES: dict[TableState, str] = {
    "draft": "Dự thảo",
    "opinion": "Đang xin ý kiến",
    "issued": "Đã ban hành",
    "locked": "Đã khóa",
}
NEXT: dict[Step, str] = {
    "send": "Gửi xin ý kiến…",
    "answer": "Ghi trả lời…",
    "issue": "Ban hành…",
    "lock": "Khóa bảng",
    "new_version": "Lập bản mới",
}
_ORDER: tuple[TableState, ...] = ("draft", "opinion", "issued", "locked")


class StepView(NamedTuple):
    """One step as it is shown: its name, what is on record of it, and how far it is."""

    title: str
    detail: str
    progress: Progress


def steps_of(table: ScoringTable) -> tuple[StepView, ...]:
    """The four steps from draft to lock; the present one is "now"."""
    life = table.life
    details = (
        f"Bản {table.version}",
        _asked(life),
        _short(life.number, life.issued_on) or "chưa ban hành",
        "đã khóa" if life.state == "locked" else "chưa khóa",
    )
    titles = ("Dự thảo", "Xin ý kiến", "Ban hành", "Khóa")
    now = _ORDER.index(life.state)
    return tuple(
        StepView(title, detail, "done" if at < now else "now" if at == now else "later")
        for at, (title, detail) in enumerate(zip(titles, details, strict=True))
    )


def _asked(life: TableLife) -> str:
    if life.answer:
        return f"Trả lời {_short(life.answer, life.answered)}"
    if life.letter and life.state != "draft":
        return f"Gửi {_short(life.letter, life.sent)}"
    return "chưa gửi" if life.state == "draft" else "không qua bước này"


def _short(number: str, day: date | None) -> str:
    """ "12/CV-KTĐ, 10/02/2023"."""
    return f"{number}, {text.day(day)}" if day is not None else number


def paper(life: TableLife) -> str:
    """The paper that issued the table: "05/KH-KTĐ ngày 10/02/2023"; "" before that."""
    return with_day(life.number, life.issued_on) if life.number else ""


def with_day(number: str, day: date | None) -> str:
    """ "12/CV-KTĐ ngày 10/02/2023"."""
    return f"{number} ngày {text.day(day)}" if day is not None else number


def version_name(table: ScoringTable) -> str:
    """ "Bản 2 (05/KH-KTĐ ngày 10/02/2023)", of a table that is not issued with its state."""
    return f"Bản {table.version} ({paper(table.life) or STATES[table.life.state].lower()})"


def held_words(table: ScoringTable) -> str:
    """What a change of an issued table means, "" while it is open."""
    if table.life.is_open:
        return ""
    after = table.version + 1
    return (
        f"{STATES[table.life.state]}: muốn sửa thì lập bản {after}. Khi đó bản {table.version} vẫn được"
        f" giữ, nhưng biểu mẫu của bản {table.version} không nhận nữa."
    )
