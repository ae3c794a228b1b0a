"""The words of a scoring table as people type it: marks of rows, points, lines of totals."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from models import points
from models.errors import Problem, Severity

# How deep a mark stands, as Vietnamese documents nest them: A, I, 1, a), –, +.
PART, ROMAN, NUMBER, LETTER, UNMARKED, DASH, PLUS = 1.0, 2.0, 3.0, 4.0, 4.5, 5.0, 6.0
DOTTED: Final = 0.0  # "I.2.a": its depth is that of the row it names, and a little more


class Token(NamedTuple):
    """A mark in front of a row without its dots and brackets, and how deep it stands."""

    text: str
    rank: float


class Amount(NamedTuple):
    """What a cell of points says. `keep`: the text says more than the value, so it must not be lost."""

    value: Decimal | None = None
    problem: Problem | None = None
    keep: bool = False


NOTHING = Amount()

_BULLETS = "-–—−•*·▪■\uf0b7\uf02d\u25cf\u25cb"
_NAMED = re.compile(r"(?:phần|mục|chương|nhóm)\s+(\S+)", re.IGNORECASE)
_RANKS = (
    (PART, re.compile(r"[A-HJ-UWYZĐ]")),
    (ROMAN, re.compile(r"[IVXL]{1,7}")),
    (NUMBER, re.compile(r"\d{1,3}[a-zđ]?")),
    (LETTER, re.compile(r"[a-zđ]\d{0,2}")),
    (DASH, re.compile(f"[{re.escape(_BULLETS)}]")),
    (PLUS, re.compile(r"\+")),
)
_DOTTED = re.compile(r"[0-9A-Za-zđĐ]{1,5}(?:\.[0-9A-Za-zđĐ]{1,5})+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{1,3})+")
_MARK = r"(?:[IVXL]{1,7}|\d{1,3}[a-zđ]?|[a-zđ]\d{0,2}|[A-ZĐ])"
_SPLITS = (
    re.compile(
        rf"((?:phần|mục|chương|nhóm)\s+{_MARK})\s*[.:)/–—-]?\s+(\S.*)", re.IGNORECASE | re.DOTALL
    ),
    re.compile(
        r"((?:[IVXL]{1,7}|\d{1,3}|[A-ZĐ])(?:\.(?:\d{1,2}|[a-zđ]))+)[.):]?\s+(\S.*)", re.DOTALL
    ),
    re.compile(rf"\(?({_MARK})\s*[.)/:](?!\d)\s*(\S.*)", re.DOTALL),
    re.compile(r"([IVXL]{1,7}|[A-ZĐ])\s+[–—-]\s+(\S.*)", re.DOTALL),
    # "I NHIỆM VỤ": a Roman number before words in capitals.
    re.compile(r"([IVXL]{1,7})\s+([A-ZÀ-ỸĐ]{2}.*)", re.DOTALL),
    re.compile(rf"([+{re.escape(_BULLETS)}])(?:\s+|(?!\d))(\S.*)", re.DOTALL),
)
_DETAIL = re.compile(rf"[+{re.escape(_BULLETS)}]\s*\D")
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng (?:số )?điểm|cộng điểm|cộng (?:mục|phần|nhóm|nội dung|tiểu mục|các))\b.*"
    r"|(?:tổng|cộng|tổng cộng|tổng số)\s*(?:\(.*|[:+=.].*|[IVX]+|[A-HĐ]|\d[\d,. ]*(?:điểm|đ)?)?",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng (?:số )?điểm|tổng số)[ .:]*", re.IGNORECASE)
_NO_VALUE = frozenset(("", "-", "–", "—", "−", "x", "X", "/", "//", "…", "..."))
_UNIT = r"(?:(?:điểm|đ)\.?)"
_NUMBER = r"\d+(?:[.,]\d+)?"
_AT_MOST = re.compile(
    r"(?:điểm\s+)?(?:cộng\s+|thưởng\s+)?(?:tối đa|không quá|không vượt quá|max|cao nhất|≤|<=)"
    r"(?:\s+là)?\s*:?\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:từ\s+)?({_NUMBER})\s*{_UNIT}?\s*(?:-|–|—|−|đến|tới|÷|~)\s*({_NUMBER})\s*{_UNIT}?",
    re.IGNORECASE,
)
_PER_CASE = re.compile(
    rf"([+–−-]?\s*{_NUMBER})\s*(?:{_UNIT})?\s*(?:/|cho mỗi|mỗi|một)\s*(\D+)", re.IGNORECASE
)
_PER_YEAR = re.compile(r"\s*(?:/|mỗi|một|trong)\s*năm", re.IGNORECASE)
_TAKE = re.compile(r"(?:bị\s+)?trừ\s*:?\s*", re.IGNORECASE)
_PLAIN_CASES = frozenset(["lần", "lượt", "trường hợp", "vụ", "việc", "lỗi"])
_END_POINTS = re.compile(
    rf"\(\s*(?:tối đa\s*)?({_NUMBER})\s*{_UNIT}\s*\)\s*[:.]?\s*$", re.IGNORECASE
)

_CELLS = re.compile(r"=\s*[+-]?(?:'[^']+'!|\w+!)?(?:\$?[A-Z]{1,3}\$?\d|[A-Z][A-Z.]+\()")


def token(text: str) -> Token | None:
    """The mark that the text is ("I", "1.", "a)", "Mục II", "–"), or None when it is no mark."""
    bare = text.strip()
    named = _NAMED.fullmatch(bare.rstrip(" .):"))
    # "Phần I" stands above "I"; "Mục I" is the same as "I".
    is_part = named is not None and bare[:1].casefold() == "p"
    bare = named[1] if named else bare
    if len(bare) > 1:
        bare = bare.lstrip("(").rstrip(" .):/;,")
    if _COMMAS.fullmatch(bare):  # 1.1 kept by Excel as a number and shown with a decimal comma
        bare = bare.replace(",", ".")
    for rank, pattern in _RANKS:
        if pattern.fullmatch(bare):
            return Token(bare, PART if is_part else rank)
    return Token(bare, DOTTED) if _DOTTED.fullmatch(bare) and len(bare) <= 30 else None


def is_token(text: str) -> bool:
    """Whether the text is nothing but the mark of a row."""
    return token(text) is not None


def split_token(text: str) -> tuple[Token, str] | None:
    """ "1.2. Nội dung" → the mark and the rest; None when the text starts with no mark."""
    for pattern in _SPLITS:
        match = pattern.fullmatch(text.strip())
        found = token(match[1]) if match else None
        if match is not None and found is not None:
            return found, match[2].strip()
    return None


def title_and_details(text: str) -> tuple[str, list[str]]:
    """A cell that holds a title and, on lines with dashes below it, its details."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    first = next((at for at, it in enumerate(lines) if at and _DETAIL.match(it)), len(lines))
    return " ".join(lines[:first]), lines[first:]


def is_total(text: str) -> bool:
    """Whether a title without a mark is that of a line of totals ("Tổng cộng", "Cộng mục I").

    "Tổng kết năm", "Cộng tác với đơn vị khác" are criteria.
    """
    return bool(_TOTAL.fullmatch(text.strip()))


def is_only_total(text: str) -> bool:
    """Whether the title says nothing but "total": no criterion even behind a mark."""
    return bool(_ONLY_TOTAL.fullmatch(text.strip()))


def is_points(text: str) -> bool:
    """Whether the text is a maximum that can be read."""
    return any(map(str.isdigit, text)) and maximum(text).value is not None


def points_at_end(title: str) -> Decimal | None:
    """The points of a heading that has them in its text: "I. Nhiệm vụ (60 điểm)"."""
    match = _END_POINTS.search(title)
    value = points.parse(match[1]) if match else None
    return value if isinstance(value, Decimal) else None


def maximum(text: str) -> Amount:
    """A maximum: "20 điểm", "7,5", "tối đa 5", "5đ", "(10)"; of a range "2–5" the upper end."""
    bare = _bare(text)
    if bare in _NO_VALUE:
        return NOTHING
    if formula(bare):
        return Amount(problem=_formula(bare))
    bare = _AT_MOST.sub("", bare, count=1) if _AT_MOST.match(bare) else bare
    bare = _PER_YEAR.sub("", bare)
    span = _range(bare)
    if span:
        what = f"Ghi khoảng “{text.strip()}”: lấy điểm tối đa {points.show_short(span[1])}."
        advice = "Khoảng điểm được chép vào cách chấm; sửa nếu điểm tối đa là số khác."
        return Amount(span[1], _problem("maximum-range", what, advice, "warning"), keep=True)
    if _PER_CASE.fullmatch(bare):
        what = (
            f"“{_short(text)}” là điểm cho mỗi lần, không phải điểm tối đa; chưa ghi điểm tối đa."
        )
        advice = "Chữ này được chép vào cách chấm; ghi điểm tối đa của cả dòng."
        return Amount(None, _problem("maximum-per-case", what, advice, "warning"), keep=True)
    if "%" in bare:
        what = f"“{_short(text)}” là tỷ lệ phần trăm, không phải số điểm."
        return Amount(problem=_problem("table-points", what, "Ghi điểm tối đa bằng số, ví dụ 9,5."))
    value = points.parse(bare)
    if isinstance(value, Problem):
        return Amount(problem=_problem("table-points", value.what, value.advice))
    return Amount(value)


def deduction(text: str) -> Amount:
    """A deduction per case, without its sign: "-0,5", "0,5/lần", "trừ 1 điểm".

    What is no single number ("trừ 2–5đ", "trừ toàn bộ") is kept as text: the scorer decides there.
    """
    bare = _bare(text)
    if bare in _NO_VALUE:
        return NOTHING
    if formula(bare):
        return Amount(problem=_formula(bare))
    bare = _TAKE.sub("", bare, count=1) if _TAKE.match(bare) else bare
    cases = _PER_CASE.fullmatch(bare)
    value = points.parse((cases[1] if cases else bare).replace(" ", ""), lowest=None)
    if isinstance(value, Decimal):
        other_unit = cases is not None and cases[2].strip(" .").casefold() not in _PLAIN_CASES
        return Amount(abs(value) or None, keep=other_unit)
    what = f"“{_short(text)}” không phải một số điểm nên chưa ghi mức trừ mỗi lần."
    advice = "Chữ này được chép vào cách chấm; ghi mức trừ bằng một số nếu có."
    return Amount(None, _problem("deduction-not-a-number", what, advice, "warning"), keep=True)


def formula(text: str) -> bool:
    """Whether the text is a formula that came along instead of its result."""
    return bool(re.match(r"[=@+][A-Za-z_$(]", text.strip())) or text.strip().startswith("=")


def formula_in_words(text: str) -> bool:
    """Whether a title or the name of a paper is a formula that came along instead of its result.

    "= điểm × tỷ lệ" is words; "+ Sổ" and "@UBND" are, too.
    """
    return bool(re.match(r"=[^\s=]", text.strip()))


def cell_formula(text: str) -> bool:
    """Whether words begin as a formula over cells does: "=A1", "=Sheet2!B3", "=VLOOKUP(…".

    The way of scoring may be written as a formula of its own: "=(số đạt/tổng số) × 10".
    """
    return bool(_CELLS.match(text.strip()))


def _bare(text: str) -> str:
    """On one line, without brackets around the whole."""
    bare = " ".join(text.split()).rstrip(" .;")
    while bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    return bare


def _range(bare: str) -> tuple[Decimal, Decimal] | None:
    match = _RANGE.fullmatch(bare)
    if match is None:
        return None
    low, high = (Decimal(match[it].replace(",", ".")) for it in (1, 2))
    return (low, high) if low < high else None


def _formula(bare: str) -> Problem:
    what = f"Công thức “{_short(bare)}” nằm trong ô dưới dạng chữ, chưa có kết quả."
    return _problem("formula-text", what, "Ghi số thay cho công thức, rồi nhập lại.")


def _problem(code: str, what: str, advice: str, severity: Severity = "error") -> Problem:
    return Problem(code, what, advice, severity=severity)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
