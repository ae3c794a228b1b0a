"""How a paper stands, in words and marks: the cells of the matrix, the sentence above it. No Qt."""

from collections.abc import Sequence
from typing import Literal

from models.collected import How
from models.collecting.paper_matrix import Arrival, Cell, CellState, Matrix
from models.collecting.proposals import Proposal
from models.dates.workdays import with_weekday
from ui.words import text

Mark = Literal["square", "hatch", "dot", "half", "cross", "ring", "line"]

HOW_WORDS: dict[How, str] = {"file": "tệp", "paper": "bản giấy", "both": "tệp và bản giấy"}
HOW_CHOICES = tuple((key, words[:1].upper() + words[1:]) for key, words in HOW_WORDS.items())

MARKS: dict[CellState, tuple[Mark, str]] = {
    "in_time": ("dot", "done"),
    "received": ("dot", "done"),
    "late": ("square", "warn"),
    "waiting": ("half", "action"),
    "returned": ("hatch", "warn"),
    "missing": ("cross", "error"),
    "waived": ("line", "muted"),
    "not_due": ("ring", "muted"),
}
"""State → shape and tone of its mark; what it says stands beside it in words."""

LEGEND: tuple[tuple[str, CellState], ...] = (
    ("đã nhận", "in_time"),
    ("nhận trễ", "late"),
    ("chờ xem", "waiting"),
    ("trả lại", "returned"),
    ("quá hạn", "missing"),
    ("bỏ qua", "waived"),
    ("chưa đến hạn", "not_due"),
)


def first_line(cell: Cell) -> str:
    """The upper line of a cell: the day it came, or what is the matter."""
    if cell.is_in:
        return f"{cell.received:%d/%m}" if cell.received else "đã nhận"
    if cell.state == "waiting":
        return "chờ xem"
    if cell.state == "returned":
        return "trả lại"
    return "" if cell.state == "not_due" else "chưa có"


def second_line(cell: Cell) -> tuple[str, str]:
    """The lower line of a cell and its tone: how many days, what to look at, how it came."""
    if cell.state == "waived":
        return "bỏ qua", "muted"
    if cell.state == "waiting":
        return f"{cell.waiting} tệp{' chờ xem' if cell.is_in else ''}", "action"
    if cell.days:
        words = f"trễ {cell.days} ngày" if cell.is_in else f"quá {cell.days} ngày"
        return words, "warn" if cell.is_in else "error"
    if cell.notices:
        return cell.notices[0].partition(",")[0], "warn"
    if cell.state == "returned":
        return cell.reason, "muted"
    return (HOW_WORDS[cell.how] if cell.how else ""), "muted"


def line(cell: Cell) -> str:
    """The cell in one line, to copy or to read aloud: "05/12 · trễ 2 ngày"."""
    lower = second_line(cell)[0]
    parts = [first_line(cell), lower]
    if cell.state == "not_due" and not lower:
        parts = ["chưa đến hạn" if cell.due and cell.due.last else "chưa có"]
    return " · ".join(filter(None, parts))


def tooltip(unit: str, cell: Cell) -> str:
    """Everything known of a cell, a line each."""
    due = f"Hạn {cell.due.words} (theo {cell.due.source})" if cell.due else "Chưa ghi hạn nộp"
    lines = [f"{unit} · {cell.paper.title}", f"{due}."]
    lines += [f"{arrival_line(it)}." for it in cell.arrivals]
    lines += [f"{it}." for it in cell.notices]
    if cell.waiting:
        undecided = " Xem rồi mới biết có trễ hay không." if cell.state == "waiting" else ""
        lines.append(f"{cell.waiting} tệp trong mục nhận tệp chưa xem.{undecided}")
    if cell.state == "waived":
        lines.append(f"{'Trễ' if cell.is_in else 'Quá hạn'} {cell.days} ngày, khối không trừ điểm.")
    return "\n".join(lines)


def arrival_line(arrival: Arrival) -> str:
    """One arrival: "Nhận 06/12/2023 (thứ Tư), bản giấy, 1 trang"."""
    receipt, file = arrival.receipt, arrival.submission
    day = with_weekday(receipt.received) if receipt.received else "chưa ghi ngày"
    verb = "Đưa vào sổ ngày" if arrival.is_inbox_day else "Nhận"
    parts = [f"{verb} {day}", HOW_WORDS[receipt.how]]
    parts += ["sau có bản thay"] if file is not None and file.state == "waiting" else []
    parts += [f"{receipt.pages} trang"] if receipt.pages else []
    parts += [f"{receipt.originals:02} bản chính"] if receipt.originals else []
    if not receipt.complete:
        parts.append(f"trả lại: {receipt.reason}" if receipt.reason else "trả lại")
    parts += [receipt.note] if receipt.note else []
    return ", ".join(parts)


def papers_sentence(found: Matrix) -> str:
    """Where the papers stand."""
    cells = [it for row in found.cells for it in row]
    if not cells:
        return "Chưa có giấy tờ nào phải nộp."
    states = [it.state for it in cells]
    overdue = sum(1 for it in cells if it.state in ("missing", "returned") and it.days)
    parts = [
        f"{sum(1 for it in cells if it.is_in)} trên {len(cells)} giấy tờ đã nhận",
        *([f"{overdue} quá hạn"] if overdue else []),
        *([f"{states.count('late')} nhận trễ"] if "late" in states else []),
        *([f"{states.count('waiting')} chờ xem"] if "waiting" in states else []),
        *([f"{states.count('returned')} trả lại"] if "returned" in states else []),
    ]
    undated = sum(1 for it in found.dues if it is None)
    tail = f" {undated} giấy tờ chưa ghi hạn nộp." if undated else ""
    return f"{', '.join(parts)}.{tail}"


def proposals_sentence(found: Sequence[Proposal]) -> str:
    """Where the proposals stand."""
    waiting = sum(1 for it in found if it.state == "open")
    if waiting:
        return f"{waiting} đề nghị chờ anh/chị chấp nhận hoặc bỏ qua."
    return "Không còn đề nghị nào chờ quyết định." if found else "Chưa có đề nghị nào."


def meetings_sentence(held: int, undated: int, absent: int) -> str:
    """Where the meetings stand: how many were held, how many have no day, how often a unit was absent."""
    if not held:
        return "Chưa ghi cuộc họp nào của khối."
    left = f" {undated} cuộc họp chưa ghi ngày; bấm Sửa để ghi." if undated else ""
    return f"{held} cuộc họp đã ghi, {absent} lượt vắng không có lý do.{left}"


def names(units: Sequence[str]) -> str:
    """ "Ban Dân vận", or "5 đơn vị" for several."""
    return units[0] if len(units) == 1 else f"{len(units)} đơn vị"


def points_words(proposal: Proposal) -> str:
    """What accepting takes, or took: "− 1 điểm"."""
    if proposal.fault is None:
        return "Không bình xét"
    if proposal.stale:
        return "Không còn căn cứ"
    if proposal.state == "open" and not proposal.adds:
        return "Không trừ thêm"
    figure = proposal.adds if proposal.state == "open" else proposal.points
    return f"− {text.points_short(figure)} điểm"
