"""The rules that Excel keeps in the input cells, with their prompts and error boxes.

Excel allows 32 letters in a title and 255 in a text.
"""

from exporters.forms.score import layout
from exporters.forms.score.fields import NO_WORD, YES_WORD, FormField
from exporters.forms.score.words import range_words
from models.points import ZERO, show_short
from models.scores.criteria import limits as allowed
from models.scores.criterion_inputs import InputField
from models.season import Season
from models.table import TableRow

_LONGEST = 255
_LONGEST_TITLE = 120


def points_rule(season: Season, row: TableRow, limits: layout.Limits) -> dict[str, object]:
    """Points from the floor to the maximum of a criterion."""
    lowest, highest = allowed(row, season.pack)[0], limits[row.code]
    code, span = row.code[:20], range_words(lowest, highest)
    rule: dict[str, object] = {
        "validate": "decimal",
        "input_title": f"Tiêu chí {code}",
        "input_message": f"Ghi {span}, bước {show_short(season.pack.step)}.",
        "error_title": "Điểm không hợp lệ",
        "error_message": f"Tiêu chí {code}: chỉ ghi số {span}. Phần lẻ dùng dấu phẩy;"
        " máy không nhận thì dùng dấu chấm.",
    }
    if highest is None:
        return rule | {"criteria": ">=", "value": float(lowest)}
    return rule | {"criteria": "between", "minimum": float(lowest), "maximum": float(highest)}


def input_rule(row: TableRow, asked: FormField) -> dict[str, object]:
    """A number in its range, yes or no, or one of the levels."""
    title, code = asked.field.title[:_LONGEST_TITLE], row.code[:20]
    rule: dict[str, object] = {
        "input_title": f"Tiêu chí {code}",
        "error_title": "Số liệu không hợp lệ",
    }
    if asked.levels or asked.field.flag:
        words = [title for _, title in asked.levels] or [YES_WORD, NO_WORD]
        choose = "chọn một mức" if asked.levels else f"chọn {YES_WORD} hoặc {NO_WORD}"
        said = f"{title}: {choose} trong danh sách của ô."[:_LONGEST]
        return rule | {
            "validate": "list",
            "source": words,
            "input_message": said,
            "error_message": said,
        }
    said = f"{title}: {input_words(asked.field)}"[:_LONGEST]
    return rule | _number_rule(asked.field) | {"input_message": said, "error_message": said}


def input_words(field: InputField) -> str:
    """ "ghi số nguyên từ 0 trở lên (lần)."."""
    kind = "số nguyên" if field.whole else "số"
    measure = f" ({field.measure})" if field.measure else ""
    percent = " Ghi 95 cho 95%, không gõ dấu %." if field.measure == "%" else ""
    if field.picked is not None and ZERO not in field.picked:
        return f"ghi 0 nếu không có, nếu có thì ghi {kind} {range_words(*field.picked)}{measure}."
    return f"ghi {kind} {range_words(field.lowest, field.highest)}{measure}.{percent}"


def _number_rule(field: InputField) -> dict[str, object]:
    validate = "integer" if field.whole else "decimal"
    lowest = -1e9 if field.lowest is None else float(field.lowest)
    if field.highest is None:
        return {"validate": validate, "criteria": ">=", "value": lowest}
    highest = float(field.highest)
    return {"validate": validate, "criteria": "between", "minimum": lowest, "maximum": highest}
