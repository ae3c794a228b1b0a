"""The pages of the pack editor as data: which values stand on which page. No Qt."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ui.rules.values import PLAIN

OPEN = "open"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its key, its title, what it is about, the single values and the lists on it."""

    key: str
    title: str
    sentence: str
    values: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def _under(head: str) -> tuple[str, ...]:
    return tuple(it for it in PLAIN if it.startswith(f"{head}."))


PAGES = (
    PageSpec(OPEN, "Khối tự chọn", "Văn bản không quy định những giá trị này. Khối chọn từng giá trị; giữ như hiện nay cũng là chọn.", (), ("open_values",)),
    PageSpec("totals", "Tổng điểm và mức trần", "Khung điểm của bảng và các giới hạn chung.",
             ("name", "version", "board", "total", "content_total", "step", "criterion_floor", "deductions_max"), ("sections",)),
    PageSpec("bonus", "Điểm thưởng", "Thưởng khi vượt chỉ tiêu đã đăng ký, và trần của mọi điểm thưởng. Mục điểm thưởng của bảng tính theo các dòng của bảng.",
             (*_under("bonus"), "bonus_over_total", "bonus_max")),
    PageSpec("deductions", "Điểm trừ", "Trừ theo sự việc có văn bản; mức ghi không có dấu trừ.", (), ("deductions",)),
    PageSpec("stages", "Các bước chấm", "Mỗi tiêu chí lấy điểm của bước sau cùng có điểm.", ("provisional_sections",), ("stages",)),
    PageSpec("not-applicable", "Không áp dụng", "Khi một tiêu chí hoặc một mục không áp dụng cho đơn vị.",
             ("not_applicable", "not_applicable_percent", *_under("organisation"))),
    PageSpec("ranking", "Xếp hạng và bằng điểm", "So tổng điểm thế nào, và phân định khi bằng nhau.",
             ("rank_on", "decimals", "rounding", "rank_style"), ("tie_breaks",)),
    PageSpec("classes", "Xếp loại", "Mức điểm của từng loại và các điều kiện kèm theo.", ("class_cap",), ("classes",)),
    PageSpec("quotas", "Chỉ tiêu khen thưởng", "Bao nhiêu đơn vị được đề nghị mỗi hình thức khen.", (), ("quotas",)),
    PageSpec("thresholds", "Ngưỡng phiếu", "Tỷ lệ phiếu cần có, tính trên số nào.", (), ("thresholds",)),
    PageSpec("deadlines", "Thời hạn", "Các hạn lặp lại hằng năm.", (), ("deadlines",)),
    PageSpec("papers", "Hồ sơ phải nộp", "Hồ sơ của đơn vị và của Trưởng khối.", ("evidence_required",), ("papers",)),
    PageSpec("legal-bases", "Căn cứ pháp lý", "Văn bản và thời hạn hiệu lực; in ở phần căn cứ.", (), ("legal_bases",)),
    PageSpec("rules", "Quy tắc", "Nguyên văn từng quy tắc, nằm ở đâu trong văn bản nào.", (), ("rules",)),
)  # fmt: skip


def page_of(path: str) -> str:
    """The key of the page on which a value stands; the place of a fault will do ("stages[0].code")."""
    head = path.partition("[")[0]
    for wanted in (head, head.partition(".")[0]):
        for page in PAGES:
            starts = {it.partition(".")[0] for it in page.values if "." in it}
            if wanted in (*page.values, *page.lists) or wanted in starts:
                return page.key
    return PAGES[1].key


class RecordPlace(NamedTuple):
    """A record of a list, and one of its fields ("" for the record as a whole)."""

    key: str
    number: int
    field: str


_RECORD = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?.*")


def record_place(place: str) -> RecordPlace | None:
    """The record that a place of a fault leads to ("stages[0].code"), None for a single value or a list."""
    found = _RECORD.fullmatch(place)
    return RecordPlace(found[1], int(found[2]), found[3] or "") if found else None
