"""One file of the inbox in words: whose, what became of it, what accepting it would do. No Qt."""

from collections.abc import Sequence

from models.collecting.inbox import Entry, is_no_form
from models.collecting.paper_matrix import asked_papers
from models.collecting.registration import RegistrationPreview
from models.season import Season
from models.submission import REGISTRATION, SCORES
from ui.collecting import registration_words
from ui.widgets.cards import Tone
from ui.words import import_words, text

_OTHER_PAPERS = {"file-pdf", "file-photo", "file-word", "file-slides", "file-unknown"}
"""What is no form but may well be a paper that is asked for."""
_STATES: dict[str, tuple[Tone, str]] = {
    "set_aside": ("muted", "Để riêng"),
    "returned": ("warn", "Đã trả lại"),
    "taken": ("done", "Đã nhận"),
}


def unit_name(season: Season, entry: Entry) -> str:
    """The unit's name, a dash where it cannot be told."""
    unit = season.unit(entry.unit)
    return unit.name if unit else "—"


def kind_name(season: Season, kind: str) -> str:
    """What kind of paper it is, in words."""
    if kind == SCORES:
        return "Bảng tự chấm điểm"
    if kind == REGISTRATION:
        return "Bản đăng ký thi đua"
    return next((it.title for it in asked_papers(season) if it.code == kind), "Chưa rõ loại")


def came(entry: Entry) -> str:
    """When it came: "21/11 08:30"."""
    moment = entry.submission.arrived
    return f"{moment:%d/%m %H:%M}"


def badge(entry: Entry) -> tuple[str, str]:
    """Tone and words of where it stands."""
    state = entry.submission.state
    if entry.replaced_by is not None:
        return "muted", "Có bản mới hơn"
    if state != "waiting":
        return _STATES[state]
    if entry.is_paper:
        return ("action", "Giấy tờ") if entry.unit else ("warn", "Chưa rõ đơn vị")
    if entry.preview is None:
        return "muted", "Đang đọc"
    if is_other_paper(entry):
        return "warn", "Chưa rõ loại"
    if entry.preview.state == "same":
        return "muted", "Không có gì mới"
    if isinstance(entry.preview, RegistrationPreview):
        return registration_words.badge(entry.preview)
    return import_words.badge(entry.preview)


def is_other_paper(entry: Entry) -> bool:
    """Whether it is no form, but of a kind that papers come in."""
    if entry.preview is None or not is_no_form(entry.preview.reading):
        return False
    return any(it.code in _OTHER_PAPERS for it in entry.preview.problems)


def detail(season: Season, entry: Entry) -> str:
    """One line: what accepting would do, or why it stands as it stands."""
    submission = entry.submission
    if entry.replaced_by is not None:
        later = text.day(entry.replaced_by.arrived.date())
        return f"Tính theo tệp “{entry.replaced_by.name}” nhận ngày {later}."
    if submission.state != "waiting":
        return submission.reason or "Đã ghi vào sổ."
    if entry.is_paper:
        return f"{kind_name(season, submission.kind)}: bấm Nhận để ghi đã nộp."
    if entry.preview is None:
        return ""
    if is_other_paper(entry):
        return "Không phải biểu mẫu. Bấm Thông tin tệp để chọn loại giấy tờ."
    if entry.preview.state == "same":
        return "Tệp nói đúng như sổ; nhận để ghi là đã xem."
    if isinstance(entry.preview, RegistrationPreview):
        return f"Đăng ký thi đua: {registration_words.detail(entry.preview)}"
    return import_words.detail(entry.preview)


def summary(entries: Sequence[Entry]) -> str:
    """One sentence over the inbox."""
    waiting = [it for it in entries if it.is_waiting]
    ready = sum(1 for it in waiting if it.can_take)
    if ready:
        return f"{len(waiting)} tệp chờ xem, nhận được {ready}. Chưa ghi gì cho đến khi bấm Nhận."
    if waiting:
        return f"{len(waiting)} tệp chờ xem, chưa tệp nào nhận được; xem lý do ở từng tệp."
    return f"Đã xem hết {len(entries)} tệp."


def had_before(names: Sequence[str]) -> str:
    """Files that need not come in again, by name."""
    if len(names) == 1:
        return f"Tệp “{names[0]}” giống hệt một tệp đã có trong danh sách, không lưu lần nữa."
    return f"{len(names)} tệp giống hệt tệp đã có trong danh sách, không lưu lần nữa: {', '.join(names)}."
