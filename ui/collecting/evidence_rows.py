"""What the tab "Hồ sơ kiểm chứng" shows, as records and words; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from models.block import Unit
from models.collected import EvidenceFile
from models.collecting.evidence import Line, State, lines, missing
from models.season import Season
from ui.book.evidence_acts import Brought, Packed
from ui.widgets.cards import Tone
from ui.words import text

Kind = Literal["line", "file", "heading", "strange"]
Part = Literal["all", "missing", "files"]
INDENT = "\N{EM SPACE}\N{EM SPACE}"
STATES: dict[State, tuple[str, Tone]] = {
    "ok": ("", "muted"),
    "missing": ("không thấy", "error"),
    "changed": ("đã đổi", "warn"),
    "empty": ("tệp trống", "error"),
    "unreadable": ("không đọc được", "error"),
}
"""How a kept file is now → the badge."""
_ADVICE: dict[State, str] = {
    "ok": "",
    "missing": "Không thấy tệp trong thư mục hồ sơ. Chép tệp về chỗ cũ, hoặc thả lại tệp lên dòng này.",
    "changed": "Tệp không còn như khi nhận. Mở xem, hoặc thả lại tệp gốc lên dòng này.",
    "empty": "Tệp bây giờ trống. Thả lại tệp gốc lên dòng này.",
    "unreadable": "Không đọc được tệp: đang mở trong chương trình khác hoặc không có quyền đọc.",
}
STRANGE = "Tệp lạ trong thư mục của đơn vị"


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion, one of its files (`number` counts them), or a file that no record names."""

    kind: Kind
    line: Line | None = None
    file: EvidenceFile | None = None
    number: int = 0
    state: State = "ok"

    @property
    def code(self) -> str:
        """The criterion it belongs to, "" for none."""
        return self.line.code if self.line else ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from the others."""
        return self.kind, self.code, self.file.file if self.file else ""


@dataclass(frozen=True, slots=True)
class Count:
    """How one unit stands: files, criteria that lack some, files that are not as they were."""

    unit: Unit
    files: int
    missing: int
    bad: int

    @property
    def words(self) -> str:
        """ "3 tệp · thiếu 2 · 1 tệp có vấn đề"."""
        parts = [f"{self.files} tệp" if self.files else "Chưa có tệp"]
        parts += [f"thiếu {self.missing}"] if self.missing else []
        parts += [f"{self.bad} tệp cần xem"] if self.bad else []
        return " · ".join(parts)


def counts(season: Season, states: Mapping[str, State]) -> tuple[Count, ...]:
    """Every unit in the block's order."""
    lacking = [unit for unit, _ in missing(season)]
    found = []
    for unit in season.units:
        files = {it.file for it in season.facts.evidence_files if it.unit == unit.id}
        bad = sum(states.get(it, "ok") != "ok" for it in files)
        found.append(Count(unit, len(files), lacking.count(unit.id), bad))
    return tuple(found)


def rows(
    season: Season,
    unit: str,
    states: Mapping[str, State],
    strange: Sequence[EvidenceFile],
    part: Part = "all",
) -> tuple[Row, ...]:
    """The criteria of a unit with their files below them, then the strangers."""
    found: list[Row] = []
    for line in lines(season, unit):
        if part == "missing" and not line.is_missing:
            continue
        if part == "files" and not line.files:
            continue
        found.append(Row("line", line))
        found += [
            Row("file", line, it, number, states.get(it.file, "ok"))
            for number, it in enumerate(line.files, 1)
        ]
    if strange and part != "missing":
        found.append(Row("heading"))
        found += [Row("strange", None, it) for it in strange]
    return tuple(found)


def what(row: Row) -> str:
    """The first line of a row: the criterion, the title of a file, the name of a stranger."""
    if row.kind == "heading":
        return STRANGE
    if row.kind == "strange" and row.file:
        return f"{INDENT}{row.file.original}"
    if row.file:
        return f"{INDENT}{row.number:02} · {row.file.title}"
    return (row.line.title or "Không còn trong bảng chấm điểm") if row.line else ""


def more(row: Row) -> str:
    """The second line: what the form says, or where a file comes from."""
    if row.kind == "file" and row.file:
        added = f"thêm {text.day(row.file.added)}" if row.file.added else ""
        parts = (row.file.original, size(row.file.size) if row.file.size else "", added)
        return INDENT + " · ".join(it for it in parts if it)
    if row.kind == "strange":
        return f"{INDENT}Chưa thuộc tiêu chí nào"
    return f"Biểu mẫu ghi: {row.line.text}" if row.line and row.line.text else ""


def badge(row: Row) -> tuple[str, Tone]:
    """The word of the last column."""
    if row.kind == "file":
        return STATES[row.state]
    if row.kind != "line" or row.line is None:
        return "", "muted"
    if row.line.files:
        return f"{len(row.line.files)} tệp", "done"
    if row.line.is_missing:
        return "thiếu", "warn"
    return ("ghi bằng chữ", "muted") if row.line.text else ("", "muted")


def advice(row: Row) -> str:
    """What to do about the row, "" when nothing."""
    if row.kind == "line" and row.line and row.line.is_missing:
        return "Đơn vị chấm điểm nhưng chưa có hồ sơ kiểm chứng. Thả tệp lên dòng này, hoặc nhắc đơn vị gửi."
    if row.kind == "strange":
        return "Không hồ sơ nào ghi tệp này. Ghi vào một tiêu chí, hoặc để nguyên."
    return _ADVICE[row.state] if row.kind == "file" else ""


def size(value: int) -> str:
    """Bytes in words: "340 KB", "1,2 MB"."""
    if value < 1024 * 1024:
        return f"{max(1, round(value / 1024))} KB"
    tenths = round(value * 10 / (1024 * 1024))
    return f"{tenths // 10},{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def sentence(found: Sequence[Count]) -> str:
    """Where the block stands, one sentence."""
    files, lacking = sum(it.files for it in found), sum(it.missing for it in found)
    bad = sum(it.bad for it in found)
    if not files:
        start = (
            "Chưa có tệp nào. Kéo tệp thả lên dòng của tiêu chí, hoặc chọn dòng rồi bấm Thêm tệp."
        )
        return f"{start} {lacking} tiêu chí còn thiếu hồ sơ." if lacking else start
    units = sum(bool(it.files) for it in found)
    parts = [f"{files} tệp của {units} trên {len(found)} đơn vị"]
    parts.append(f"còn thiếu hồ sơ ở {lacking} tiêu chí" if lacking else "không thiếu hồ sơ nào")
    parts += [f"{bad} tệp cần xem lại"] if bad else []
    return f"{' · '.join(parts)}."


def brought_words(brought: Brought) -> str:
    """What was added, in a sentence or two; "" when nothing happened."""
    said = []
    if brought.added:
        said.append(f"Đã thêm {len(brought.added)} tệp cho {brought.criterion}.")
    if brought.renewed:
        said.append(f"Đã đưa lại {len(brought.renewed)} tệp bị thiếu hoặc đã đổi.")
    if len(brought.present) == 1:
        said.append(f"“{brought.present[0].title}” đã có ở {brought.criterion}, chỉ giữ một bản.")
    elif brought.present:
        said.append(f"{len(brought.present)} tệp đã có ở {brought.criterion}, chỉ giữ một bản.")
    return " ".join(said)


def shared_words(brought: Brought) -> str:
    """Which files the unit has for other criteria; the question before they are noted here as well."""
    shown = [f"“{it.title}” đã có ở {code}" for it, code in brought.shared[:5]]
    left = len(brought.shared) - len(shown)
    tail = f" và {left} tệp khác" if left else ""
    return f"{'; '.join(shown)}{tail}. Ghi dùng cho cả {brought.criterion} thì vẫn chỉ giữ một bản."


def checked_words(found: Mapping[str, State], total: int) -> tuple[str, Tone]:
    """What reading all files through has shown."""
    bad = {how: sum(it == how for it in found.values()) for how in STATES if how != "ok"}
    said = [f"{number} {STATES[how][0]}" for how, number in bad.items() if number]
    if said:
        return f"Đã kiểm tra {len(found)} tệp: {', '.join(said)}.", "warn"
    if len(found) < total:
        return f"Đã dừng sau {len(found)} trên {total} tệp; các tệp đã xem đều nguyên vẹn.", "warn"
    return f"Đã kiểm tra {total} tệp: tất cả nguyên vẹn như khi nhận.", "done"


def left_words(season: Season, packed: Sequence[Packed]) -> str:
    """What is not in the zips as it was recorded, one line a file; "" when all is."""
    said = []
    for it in packed:
        unit = season.unit(it.unit)
        for left in it.left:
            how = STATES[left.state][0]
            end = "vẫn đưa vào" if left.state == "changed" else "không đưa vào"
            name = unit.name if unit else it.unit
            said.append(f"{name}, {left.evidence.criterion}: “{left.evidence.title}” {how}, {end}.")
    return "\n".join(said[:12]) + (f"\nVà {len(said) - 12} tệp khác." if len(said) > 12 else "")
