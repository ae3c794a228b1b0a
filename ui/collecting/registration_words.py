"""What the tab "Đăng ký, giao ước" says: where we stand, a form that was read, a target. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.collecting.registration import (
    Registered,
    RegistrationLine,
    RegistrationPreview,
    Step,
    unregistered,
    unsigned,
)
from models.facts import Target
from models.season import Season
from ui.words import text

ARROW = "\N{RIGHTWARDS ARROW}"
STEPS: dict[Step, tuple[str, str]] = {
    "new": ("done", "Mới"),
    "changed": ("action", "Thay đổi"),
    "removed": ("warn", "Bỏ"),
    "same": ("muted", "Như cũ"),
}
_NAMED = 3
_FIGURES = (
    ("planned", "kế hoạch"),
    ("registered", "đăng ký"),
    ("last_year", "năm trước"),
)
_TEXTS = (
    *(("section", "mục"), ("measure", "đơn vị tính"), ("better", "cao hay thấp hơn là tốt")),
    *(("counted", "cách tính"), ("kind", "loại"), ("note", "ghi chú"), ("title", "tên")),
    *(("whom", "tập thể, cá nhân"), ("name", "tên")),
)


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line below a form: a problem, or a target or title with what happens to it."""

    tone: str
    mark: str
    name: str
    what: str


def standing(season: Season) -> str:
    """One sentence: how many registered, how many signed."""
    units = len(season.units)
    if not units:
        return "Nhập danh sách đơn vị trước, rồi xuất biểu mẫu đăng ký gửi các đơn vị."
    silent, unready = unregistered(season), unsigned(season)
    words = (
        f"{units - len(silent)} trên {units} đơn vị đã đăng ký,"
        f" {units - len(unready)} trên {units} đơn vị đã ký giao ước."
    )
    if silent and len(silent) <= _NAMED:
        words += f" Chưa đăng ký: {', '.join(it.name for it in silent)}."
    return words


def title(preview: RegistrationPreview) -> str:
    """The unit the form is from, a dash where it cannot be told."""
    return preview.unit.name if preview.unit else "—"


def badge(preview: RegistrationPreview) -> tuple[str, str]:
    """Tone and words of the result."""
    if preview.state == "refused":
        unreadable = any(it.code.startswith("file-") for it in preview.problems)
        return "error", "Không đọc được" if unreadable else "Từ chối"
    if preview.state == "same":
        return "muted", "Đã nhận"
    if preview.problems:
        return "warn", f"{len(preview.problems)} lưu ý"
    return ("done", "Mới") if preview.state == "new" else ("action", "Thay đổi")


def detail(preview: RegistrationPreview) -> str:
    """The one line that says what accepting would do, or why it cannot be accepted."""
    if preview.state == "refused":
        return preview.problems[0].text if preview.problems else "Không rõ tệp của đơn vị nào."
    if preview.state == "same":
        return "Đã nhận, không có gì mới"
    reading = preview.reading
    words = f"{len(reading.targets)} chỉ tiêu, {len(reading.titles)} danh hiệu, hình thức"
    if preview.state == "new":
        return words
    counted = ((preview.count(it), STEPS[it][1].lower()) for it in ("new", "changed", "removed"))
    moved = ", ".join(f"{count} {what}" for count, what in counted if count)
    return f"{words}: {moved}"


def lines(preview: RegistrationPreview) -> list[PreviewLine]:
    """Problems first, then every target and title."""
    found = [
        PreviewLine(
            "error" if it.severity == "error" else "warn",
            "Lỗi" if it.severity == "error" else "Lưu ý",
            f"Ô {it.cell}: {it.what}" if it.cell else it.what,
            it.advice,
        )
        for it in preview.problems
    ]
    for it in preview.lines:
        shown = it.new or it.old
        if shown is not None:
            found.append(PreviewLine(*STEPS[it.step], _called(shown), _moved(it)))
    return found


def _called(record: Registered) -> str:
    if isinstance(record, Target):
        return record.name
    return f"{record.title} ({record.name})" if record.name else record.title


def _moved(line: RegistrationLine) -> str:
    """ "đăng ký 10 → 12; đơn vị tính"; of a new one what it says."""
    if line.old is None or line.new is None:
        record = line.new or line.old
        return said(record) if record is not None else ""
    parts = []
    for key, what in (*_FIGURES, ("count", "số lượng")):
        before, after = getattr(line.old, key, None), getattr(line.new, key, None)
        if before != after:
            parts.append(f"{what} {_number(before)} {ARROW} {_number(after)}")
    parts += [
        f"đổi {what}"
        for key, what in _TEXTS
        if getattr(line.old, key, "") != getattr(line.new, key, "")
    ]
    return "; ".join(dict.fromkeys(parts)) or said(line.new)


def said(record: Registered) -> str:
    """ "kế hoạch 10, đăng ký 12 việc"; "tập thể, 1"."""
    if isinstance(record, Target):
        known = [
            f"{what} {_number(getattr(record, key))}"
            for key, what in _FIGURES
            if getattr(record, key) is not None
        ]
        words = ", ".join(known) or "chưa có số liệu"
        return f"{words} ({record.measure})" if record.measure else words
    whom = "tập thể" if record.whom == "collective" else "cá nhân"
    return f"{whom}, số lượng {record.count}"


def _number(value: object) -> str:
    return text.points_short(value) if isinstance(value, Decimal) else _plain(value)


def _plain(value: object) -> str:
    return "trống" if value is None else str(value)


def accepted(previews: Sequence[RegistrationPreview]) -> str:
    """What was taken in."""
    if len(previews) == 1:
        return f"Đã nhận đăng ký thi đua của {title(previews[0])}."
    return f"Đã nhận đăng ký của {len(previews)} đơn vị. Hoàn tác (Ctrl+Z) lấy lại từng đơn vị một."
