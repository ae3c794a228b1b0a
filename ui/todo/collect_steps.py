"""What there is to do while papers and forms come in: season → things to do. No Qt."""

from collections.abc import Iterator

from models.collecting.appraisal import gate
from models.collecting.kept_warnings import open_doubts
from models.collecting.paper_matrix import matrix
from models.collecting.proposals import proposals
from models.submission import Submission
from ui.frame.work_state import EVIDENCE
from ui.todo.next_step import FIRST, Desk, NextStep, names


def forms(desk: Desk) -> Iterator[NextStep]:
    """Forms that are to be sent, and those that have not come back."""
    if not desk.set_up:
        return
    owing = desk.units(desk.form, lambda it: it.done == 0)
    table = desk.season.table
    if table.version > 1 and table.life.is_open:
        return  # forms of a version that may still change would all have to be sent again
    sent = desk.season.plan.forms_version == table.version
    if owing and len(owing) == len(desk.season.units) and not sent:
        yield NextStep(
            "send-forms", "action", "Tiếp theo",
            f"Gửi biểu mẫu tự chấm cho {len(owing)} đơn vị", "chưa có biểu mẫu nào nộp về",
            "Xuất biểu mẫu", "forms-out",
        )  # fmt: skip
    if owing:
        late = any(it.mark == "blocked" for it in desk.state.column(desk.form))
        yield NextStep(
            "forms-owed", "error" if late else "warn", f"Thiếu {len(owing)}",
            f"Bảng tự chấm của {len(owing)} đơn vị chưa về", names(owing),
            "Nhận biểu mẫu", "import-forms",
        )  # fmt: skip


def inbox(desk: Desk) -> Iterator[NextStep]:
    """Files that came in and were not decided on."""
    found = [
        it for it in desk.season.submissions if it.state == "waiting" and not _overtaken(desk, it)
    ]
    if found:
        yield NextStep(
            "inbox", "warn", f"{len(found)} tệp", "Tệp đã nhận đang chờ xem",
            ", ".join(it.name for it in found[:FIRST]) + ("…" if len(found) > FIRST else ""),
            "Xem tệp", "page:import",
        )  # fmt: skip


def _overtaken(desk: Desk, submission: Submission) -> bool:
    """Whether a later file of the same unit and kind was accepted already."""
    return bool(submission.unit) and any(
        it.state == "taken"
        and (it.unit, it.kind) == (submission.unit, submission.kind)
        and it.arrived > submission.arrived
        for it in desk.season.submissions
    )


def incomplete(desk: Desk) -> Iterator[NextStep]:
    """Self scores with empty criteria."""
    units = desk.units(desk.form, lambda it: 0 < it.done < it.total)
    if units:
        cells = zip(desk.state.units, desk.state.column(desk.form), strict=True)
        empty = sum(len(cell.left) for unit, cell in cells if unit in units)
        yield NextStep(
            "forms-incomplete", "warn", f"{len(units)} đơn vị",
            f"Bảng tự chấm còn trống {empty} tiêu chí", names(units),
            "Xem chỗ trống", f"page:scores/{units[0].id}",
        )  # fmt: skip


def evidence(desk: Desk) -> Iterator[NextStep]:
    """evidence-column: a self score is backed by its documents."""
    arrived = desk.units(desk.form, lambda it: it.done > 0)
    bare = [it for it in desk.units(EVIDENCE, lambda it: bool(it.left)) if it in arrived]
    if bare and desk.season.pack.evidence_required:
        yield NextStep(
            "evidence", "warn", f"{len(bare)} đơn vị", "Thiếu hồ sơ tài liệu kiểm chứng",
            names(bare), "Xem minh chứng", f"page:scores/{bare[0].id}",
        )  # fmt: skip


def doubts(desk: Desk) -> Iterator[NextStep]:
    """Points to be asked about; jumps against the year before are told where that year is at hand."""
    found = open_doubts(desk.season, None, desk.results)
    units = [it for it in desk.season.units if any(doubt.unit == it.id for doubt in found)]
    if found:
        yield NextStep(
            "doubts", "muted", f"{len(found)} cảnh báo", "Có điểm nên hỏi lại",
            names(units) or "cả khối", "Xem cảnh báo", "page:papers/checks",
        )  # fmt: skip


def papers_owed(desk: Desk) -> Iterator[NextStep]:
    """Papers whose last day is over."""
    if desk.today is None or not desk.set_up:
        return
    found = matrix(desk.season, desk.today)
    owing = {cell.unit for row in found.cells for cell in row if cell.state == "missing"}
    count = sum(cell.state == "missing" for row in found.cells for cell in row)
    if count:
        units = [it for it in desk.season.units if it.id in owing]
        yield NextStep(
            "papers-owed", "error", f"Quá hạn {count}",
            f"{len(units)} đơn vị còn thiếu giấy tờ đã quá hạn", names(units),
            "Xem giấy tờ", "page:papers/due", count, "giấy tờ quá hạn",
        )  # fmt: skip


def proposed(desk: Desk) -> Iterator[NextStep]:
    """Deductions and exclusions that the records give reason for, not decided yet."""
    if desk.today is None or not desk.set_up:
        return
    found = [it for it in proposals(desk.season, desk.today) if it.state == "open"]
    if found:
        units = list({it.unit.id: it.unit for it in found}.values())
        yield NextStep(
            "proposals", "warn", f"{len(found)} đề nghị", "Đề nghị trừ điểm chờ quyết định",
            names(units), "Xem đề nghị", "page:papers/due/proposals", len(found), "đề nghị",
        )  # fmt: skip


def letter_owed(desk: Desk) -> Iterator[NextStep]:
    """board-appraisal: points of the appraisal stand, the letter they come from is not recorded."""
    found = gate(desk.season)
    if found is not None and found.done and not desk.season.plan.appraisal.is_written:
        yield NextStep(
            "appraisal-letter", "warn", "Thiếu văn bản", "Chưa ghi văn bản kết quả thẩm định",
            f"{found.done} điểm thẩm định đã nhập còn chờ", "Ghi văn bản", "page:papers/appraisal",
            1, "văn bản kết quả thẩm định",
        )  # fmt: skip
