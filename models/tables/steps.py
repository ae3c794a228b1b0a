"""The way of a scoring table: draft, the Board's opinion, issue, lock, and a new version after that.

Each step takes a table and gives the table after it, or raises `AppError` with what stands in the way.
"""

from dataclasses import replace
from datetime import date
from typing import Literal

from models.checking.checks import check_table
from models.errors import AppError, Problem
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow
from models.table_life import AcceptedWarning, TableLife, TableState

# What a step is; `next_step` names the one that comes now, "" when the way is at its end.
Step = Literal["", "send", "answer", "issue", "lock", "new_version"]


def next_step(table: ScoringTable) -> Step:
    """The step that usually comes now (HD 1560/SNV-TĐKT, II.1: the opinion before the issue)."""
    if not table.rows:
        return ""
    life = table.life
    if life.state == "opinion":
        return "issue" if life.answered is not None or life.answer else "answer"
    usual: dict[TableState, Step] = {"draft": "send", "issued": "lock", "locked": "new_version"}
    return usual[life.state]


def errors(table: ScoringTable, pack: RulePack) -> tuple[Problem, ...]:
    """What keeps the table from being issued."""
    return tuple(it for it in check_table(table, pack) if it.severity == "error")


def open_warnings(table: ScoringTable, pack: RulePack) -> tuple[Problem, ...]:
    """The warnings that nobody has let stand yet."""
    accepted = {(it.code, it.where) for it in table.life.accepted}
    return tuple(
        it
        for it in check_table(table, pack)
        if it.severity == "warning" and (it.code, _about(it)) not in accepted
    )


def send(table: ScoringTable, letter: str, sent: date) -> ScoringTable:
    """The draft goes to the Board with this letter. An unbalanced draft may be sent."""
    _need(table, "draft", "Chỉ bảng dự thảo mới gửi xin ý kiến được.")
    if not table.rows:
        raise AppError("Bảng chưa có dòng nào. Lập bảng rồi gửi xin ý kiến.")
    said = _written(letter, "Ghi số công văn gửi xin ý kiến, ví dụ 12/CV-KTĐ.")
    return _with(table, replace(table.life, state="opinion", letter=said, sent=sent))


def answer(
    table: ScoringTable, answer_number: str, answered: date, opinion: str = ""
) -> ScoringTable:
    """What the Board wrote back: the number of its letter, the day, its opinion in short."""
    _need(table, "opinion", "Bảng chưa gửi xin ý kiến. Ghi công văn gửi trước.")
    said = _written(answer_number, "Ghi số công văn trả lời, ví dụ 345/SNV-TĐKT.")
    _not_before(answered, table.life.sent, "Ngày trả lời", "ngày gửi xin ý kiến")
    return _with(
        table, replace(table.life, answer=said, answered=answered, opinion=opinion.strip())
    )


def issue(table: ScoringTable, pack: RulePack, number: str, day: date) -> ScoringTable:
    """The table is issued by this paper. No error may be left, every warning must be accepted."""
    if not table.life.is_open:
        raise AppError("Bảng đã ban hành. Muốn sửa thì lập bản mới.")
    found = errors(table, pack)
    if found:
        raise AppError(f"Chưa ban hành được vì còn {len(found)} lỗi. {found[0].text}")
    doubts = open_warnings(table, pack)
    if doubts:
        raise AppError(
            f"Còn {len(doubts)} cảnh báo chưa xem. {doubts[0].text}"
            " Sửa bảng, hoặc chấp nhận và ghi lý do."
        )
    said = _written(number, "Ghi số văn bản ban hành, ví dụ 05/KH-KTĐ.")
    _not_before(day, table.life.sent, "Ngày ban hành", "ngày gửi xin ý kiến")
    _not_before(day, table.life.answered, "Ngày ban hành", "ngày trả lời")
    return _with(table, replace(table.life, state="issued", number=said, issued_on=day))


def accept(table: ScoringTable, problem: Problem, note: str) -> ScoringTable:
    """Let a warning stand, with the reason; a new reason takes the place of the old one."""
    if not table.life.is_open:
        raise AppError("Bảng đã ban hành nên cảnh báo của bảng không đổi được nữa.")
    if problem.severity != "warning":
        raise AppError("Lỗi phải sửa, không chấp nhận được. Sửa bảng rồi ban hành.")
    said = _written(note, "Ghi lý do chấp nhận cảnh báo này.")
    entry = AcceptedWarning(problem.code, _about(problem), said)
    return _with(table, replace(table.life, accepted=(*_others(table, entry), entry)))


def withdraw(table: ScoringTable, accepted: AcceptedWarning) -> ScoringTable:
    """The warning counts again."""
    if not table.life.is_open:
        raise AppError("Bảng đã ban hành nên lý do chấp nhận không sửa được nữa.")
    return _with(table, replace(table.life, accepted=_others(table, accepted)))


def lock(table: ScoringTable) -> ScoringTable:
    """Scoring begins: from now on only a new version changes anything."""
    _need(table, "issued", "Ban hành bảng trước rồi mới khóa.")
    return _with(table, replace(table.life, state="locked"))


def reopen(table: ScoringTable) -> ScoringTable:
    """Take a table back from the Board into the draft; its letters are kept until it is sent anew."""
    _need(table, "opinion", "Chỉ bảng đang xin ý kiến mới lấy về dự thảo được.")
    return _with(table, replace(table.life, state="draft", answer="", answered=None, opinion=""))


def new_version(table: ScoringTable) -> ScoringTable:
    """The draft of the next version, with the rows of the issued one and no papers of its own.

    Accepted warnings are kept: they are about rows that did not change.
    """
    if table.life.is_open:
        raise AppError("Bảng chưa ban hành: sửa thẳng vào bảng, không cần lập bản mới.")
    return replace(table, version=table.version + 1, life=TableLife(accepted=table.life.accepted))


def with_rows(table: ScoringTable, rows: tuple[TableRow, ...]) -> ScoringTable:
    """The table with other rows: of an issued table the next version, as a draft."""
    if rows == table.rows:
        return table
    return replace(table if table.life.is_open else new_version(table), rows=rows)


def copy_from(last_year_table: ScoringTable) -> ScoringTable:
    """Last year's table as this year's first draft: its rows and heading, none of its papers."""
    return ScoringTable(last_year_table.rows, title=last_year_table.title)


def _about(problem: Problem) -> str:
    """Place and statement: many warnings tell their rows in the statement only."""
    return f"{problem.where}: {problem.what}".removeprefix(": ")


def _with(table: ScoringTable, life: TableLife) -> ScoringTable:
    return replace(table, life=life)


def _others(table: ScoringTable, entry: AcceptedWarning) -> tuple[AcceptedWarning, ...]:
    about = (entry.code, entry.where)
    return tuple(it for it in table.life.accepted if (it.code, it.where) != about)


def _need(table: ScoringTable, state: TableState, sentence: str) -> None:
    if table.life.state != state:
        raise AppError(sentence)


def _written(text: str, sentence: str) -> str:
    if not text.strip():
        raise AppError(sentence)
    return " ".join(text.split())


def _not_before(day: date, earlier: date | None, what: str, than: str) -> None:
    if earlier is not None and day < earlier:
        raise AppError(f"{what} {day:%d/%m/%Y} trước {than} {earlier:%d/%m/%Y}. Xem lại hai ngày.")
