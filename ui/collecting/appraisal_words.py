"""What the tab "Thẩm định" says: its sentence, its three steps, a letter, a difference. Knows no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.collected import Explanation
from models.collecting.appraisal import Difference, Gate, Waiting
from models.points import show_signed
from models.season import Season
from models.year_plan import Letter
from ui.words import text

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in words, and whether it is done."""

    name: str
    words: str
    done: bool


def title(season: Season, gate: Gate) -> str:
    """ "Ban Thi đua thẩm định mục III của 9 đơn vị"."""
    return f"{_upper(season.pack.board_name)} thẩm định {_scope(gate)}"


def _scope(gate: Gate) -> str:
    codes = ", ".join(it.code for it in gate.sections)
    who = f"{len(gate.units)} đơn vị"
    if gate.stage.ranks_to:
        who += f" xếp hạng 1–{gate.stage.ranks_to}"
    return f"mục {codes} của {who}"


def sentence(
    season: Season, gate: Gate, waiting: Sequence[Waiting], found: Sequence[Difference]
) -> str:
    """What waits, or what the appraisal changed."""
    codes = ", ".join(it.code for it in gate.sections)
    if not season.plan.appraisal.is_written:
        if not waiting:
            return f"Chưa có điểm mục {codes} nào phải chờ thẩm định."
        board = season.pack.board_name
        return f"Điểm mục {codes} của {len(waiting)} đơn vị chờ văn bản thẩm định của {board}."
    if not gate.done:
        return "Đã có kết quả thẩm định, chưa nhập điểm thẩm định nào."
    parts = [f"Đã nhập {gate.done} trên {gate.total} điểm thẩm định"]
    parts.append(f"{len(found)} điểm khác khối chấm" if found else "không điểm nào khác khối chấm")
    return f"{', '.join(parts)}."


def steps(season: Season, gate: Gate) -> tuple[StepWords, StepWords, StepWords]:
    """Request, result, points."""
    plan = season.plan
    asked = _letter(plan.appraisal_request) or "Chưa ghi số, ngày. Bảng kèm theo đã có sẵn để xuất."
    waits = "Chưa ghi số, ngày: điểm còn chờ thẩm định, dù đã nhập điểm thẩm định."
    answered = _letter(plan.appraisal) or waits
    whole = bool(gate.total) and gate.done == gate.total
    entered = f"Đã nhập {gate.done} trên {gate.total} điểm. Ô để trống giữ điểm trước thẩm định."
    if whole:
        entered = f"Đã nhập đủ {gate.total} điểm."
    return (
        StepWords("Đề nghị thẩm định", asked, plan.appraisal_request.is_written),
        StepWords("Kết quả thẩm định", answered, plan.appraisal.is_written),
        StepWords("Nhập điểm thẩm định", entered, whole),
    )


def _letter(letter: Letter) -> str:
    if not letter.is_written:
        return ""
    number = letter.number or "Không ghi số"
    if number[:1].isdigit():  # "Công văn số 12" says itself that it is one
        number = f"Số {number}"
    day = f" ngày {text.day(letter.issued)}" if letter.issued else ""
    return f"{number}{day}{f' · {letter.file}' if letter.file else ''}"


def letter_intro(season: Season, *, result: bool) -> str:
    """Whose letter it is."""
    board = season.pack.board_name
    if result:
        return f"Văn bản của {board}. Ghi xong, điểm của các mục hết chờ thẩm định."
    return f"Văn bản của khối gửi {board}."


def letter_faults(values: Values) -> Mapping[str, str]:
    """A letter is known by its number or its day; a file alone is none."""
    if values["file"] and not values["number"] and not values["issued"]:
        return {"number": "Ghi số hoặc ngày của văn bản."}
    return {}


def letter_doubts(other: Letter, values: Values, *, result: bool) -> Mapping[str, str]:
    """A result comes after its request: `other` is the letter that is not being written."""
    mine: date | None = values["issued"]
    if mine is None or other.issued is None:
        return {}
    if result and mine < other.issued:
        return {
            "issued": f"Ngày kết quả trước ngày đề nghị {text.day(other.issued)}. Xem lại ngày."
        }
    if not result and mine > other.issued:
        return {"issued": f"Ngày đề nghị sau ngày kết quả {text.day(other.issued)}. Xem lại ngày."}
    return {}


def amount(it: Difference) -> str:
    """How much the appraisal gave more (or less)."""
    return text.NOTHING if it.amount is None else show_signed(it.amount)


def tone(it: Difference) -> str:
    """The colour of the amount; its sign says the same."""
    if it.amount is None:
        return "muted"
    return "error" if it.amount < 0 else "done"


def explanation_line(season: Season, it: Explanation) -> str:
    """Which criterion of which unit."""
    unit = season.unit(it.unit)
    row = season.table.row(it.criterion)
    place = f"{it.criterion} {row.title}" if row else it.criterion
    return f"{unit.name if unit else it.unit} · {place}"


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
