"""How the number of a paper is written: "05/KH-KTĐ" of the State, "05-KH/KTĐ" of the Party; the one place."""

import re
from collections.abc import Mapping

from models.block import PaperStyle
from models.paper_record import PaperRecord
from models.season import Season

CODE_NAMES: Mapping[str, str] = {
    "": "Công văn",
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "CTr": "Chương trình",
    "GM": "Giấy mời",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
    "TTr": "Tờ trình",
}
"""What a code in a number stands for (NĐ 30/2020/NĐ-CP, Phụ lục III, I); "" is a letter, which has none."""


def full_number(style: PaperStyle, number: str, code: str, symbol: str) -> str:
    """The number with its code and the issuer's symbol. A letter has no `code` of its own: "05/KTĐ", of the Party,
    where it is numbered as "CV", "05-CV/KTĐ"."""
    if style == "party":
        return "/".join(it for it in (f"{number}-{code or 'CV'}", symbol) if it)
    return "/".join(it for it in (number, "-".join(it for it in (code, symbol) if it)) if it)


def number_of(season: Season, record: PaperRecord, code: str) -> str:
    """The number of a paper of the block, "" while it has none. `code` is its kind in the number."""
    if not record.number:
        return ""
    return full_number(season.block.style, record.number, code, season.block.symbol)


def number_in(text: str, code: str) -> tuple[str, str] | None:
    """Number and symbol of a paper with this code as a text names it ("Biên bản 07/BB-KTĐ": "07", "KTĐ"), of either
    style; the symbol "" where there is none. None for a text without such a number."""
    found = re.search(rf"(\d+\w*)\s*[-/]\s*{re.escape(code)}(?:\s*[-/]\s*([^\s,;]+))?", text)
    return (found[1], (found[2] or "").rstrip(".)")) if found else None
