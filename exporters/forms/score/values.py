"""One input cell of the unit's form: what it says as exact points or as text, or why it cannot be."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from exporters.forms.identity import tidy
from exporters.incoming.workbook_cells import exact
from models.errors import Problem
from models.points import flaw, parse, show_short

_TITLE = 40
_HUGE = 1e9
_INVISIBLE = dict.fromkeys(
    map(ord, "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}")
)
_SPACES = re.compile(r"[^\S\n\r]")
_FRACTION = re.compile(r"\d+(?:[.,]\d+)? ?[/⁄] ?\d+(?:[.,]\d+)?(?: ?(?:điểm|đ)\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checker:
    """Reads points by the rules of the pack: `step` and `lowest` in points.

    Its problems say what is wrong; the reader, which knows the place, adds where.
    """

    step: Decimal
    lowest: Decimal

    def points(
        self, value: object, highest: Decimal | None
    ) -> tuple[Decimal | None, Problem | None]:
        """The points in a cell (None when it is empty) or the problem that keeps them out."""
        if isinstance(value, bool):
            what = "Ô chứa giá trị đúng/sai, không phải số điểm."
            return None, Problem("points-not-a-number", what, "Ghi số, ví dụ 9,5.")
        if isinstance(value, int | float):
            if not abs(value) < _HUGE:  # also true of what is not a number at all
                what = "Số trong ô quá lớn, không phải số điểm."
                return None, Problem("points-not-a-number", what, "Ghi số, ví dụ 9,5.")
            return self._number(exact(value), highest)
        if isinstance(value, str):
            return self._text(value, highest)
        return None, Problem(
            "points-date",
            f"Ô chứa ngày giờ ({as_text(value)}), không phải số điểm.",
            "Ghi lại số điểm, ví dụ 9,5; nếu vẫn thành ngày thì đổi kiểu ô sang Số.",
        )

    def _number(
        self, value: Decimal, highest: Decimal | None
    ) -> tuple[Decimal | None, Problem | None]:
        bad = self._flaw(value, highest)
        if bad is None:
            return value, None
        return None, self._said(bad, f"{show_short(value)} điểm", highest)

    def _text(self, text: str, highest: Decimal | None) -> tuple[Decimal | None, Problem | None]:
        bare = bare_number(text)
        if _FRACTION.fullmatch(bare):
            what = f"“{tidy(text)}” là dạng điểm trên tổng, không phải số điểm."
            return None, Problem("points-fraction", what, "Chỉ ghi số điểm đạt, ví dụ 8.")
        found = parse(bare, step=self.step, lowest=self.lowest, highest=highest)
        if not isinstance(found, Problem):
            return found, None
        return None, self._said(found, f"“{tidy(text)}”", highest)

    def _flaw(self, value: Decimal, highest: Decimal | None) -> Problem | None:
        return flaw(value, step=self.step, lowest=self.lowest, highest=highest)

    def _said(self, bad: Problem, shown: str, highest: Decimal | None) -> Problem:
        """The same fault, told to the clerk about the unit instead of about the clerk's own typing."""
        lowest, step = show_short(self.lowest), show_short(self.step)
        if bad.code == "points-over-maximum" and highest is not None:
            most = show_short(highest)
            what, advice = f"Đơn vị ghi {shown}, tối đa {most}.", f"Sửa còn {most} hoặc thấp hơn."
        elif bad.code == "points-below-floor":
            what = f"Đơn vị ghi {shown}, thấp nhất {lowest}."
            advice = f"Sửa thành {lowest} hoặc cao hơn; điểm trừ do khối ghi riêng."
        elif bad.code == "points-off-step":
            what = f"Đơn vị ghi {shown}, lẻ hơn bước điểm {step} của khối."
            advice = f"Sửa thành bội số của {step}."
        else:
            what, advice = bad.what, bad.advice
        return Problem(bad.code, what, advice)


def bad_formula(*, error: bool) -> Problem:
    """The cell holds a formula that failed, or one whose result was never stored."""
    if error:
        what = "Công thức trong ô bị lỗi."
        return Problem("cell-error", what, "Ghi thẳng giá trị thay cho công thức.")
    return Problem(
        "cell-not-calculated",
        "Ô có công thức nhưng tệp không lưu kết quả.",
        "Mở tệp bằng Excel, lưu lại rồi nhận lại, hoặc ghi thẳng giá trị thay cho công thức.",
    )


def bare_number(text: str) -> str:
    """What people type around a number taken off: odd spaces, invisible marks, the apostrophe that keeps
    a text a text, full-width signs. Nothing inside is joined."""
    plain = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    plain = "".join(
        unicodedata.normalize("NFKC", it) if "\uff01" <= it <= "\uff5e" else it for it in plain
    )
    return _SPACES.sub(" ", plain).strip().removeprefix("'").removeprefix("’").strip()


def as_text(value: object) -> str:
    """A cell as the text that people see in it: dates dd/mm/yyyy, numbers with a comma."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return str(int(value)) if whole else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return ""


def short_title(title: str, most: int = _TITLE) -> str:
    """The beginning of a criterion's title, cut between words."""
    words = " ".join(tidy(title).split())
    if len(words) <= most:
        return words
    cut = words[: most + 1].rsplit(" ", maxsplit=1)[0][:most]
    return f"{cut.rstrip(' ,;:.')}…"
