"""What keeps the registration form right: lists to choose from, numbers only, the lock, the page."""

from exporters.forms import paper
from exporters.forms.pen import PALE_RED, RED
from exporters.forms.registration import layout
from exporters.forms.registration.sheet import WIDTHS, Draft
from exporters.forms.score.layout import address

_MOST = 1e15
_LONGEST_LIST = 250
"""Letters that a drop-down list in a cell may have: Excel's 255 with its quotation marks."""


def guard_rows(draft: Draft, prefix: str, first: int, last: int) -> None:
    """Lists and numbers in the input cells of one table, from its first to its last row."""
    columns = {key: span[0] for key, span in draft.spans(prefix).items()}
    lists = _target_lists(draft) if prefix == layout.TARGET else _title_lists()
    for key, source in lists.items():
        if 0 < len(",".join(source)) <= _LONGEST_LIST:
            rule: dict[str, object] = {
                "validate": "list",
                "source": source,
                "error_title": "Không có trong danh sách",
                "error_message": "Chọn trong danh sách của ô.",
            }
            draft.sheet.data_validation(first, columns[key], last, columns[key], rule)
    for key in draft.figures & columns.keys():
        rule = _count_rule() if key == layout.COUNT else _figure_rule()
        draft.sheet.data_validation(first, columns[key], last, columns[key], rule)
        _mark(draft, first, last, columns[key], "AND(NOT(ISBLANK({0})),NOT(ISNUMBER({0})))")
    others = f"${address(first, columns[layout.NAME] + 1)}:${address(first, len(WIDTHS))}"
    _mark(draft, first, last, columns[layout.NAME], f"AND(ISBLANK({{0}}),COUNTA({others})>0)")


def _target_lists(draft: Draft) -> dict[str, list[str]]:
    return {
        layout.SECTION: [
            layout.section_label(it.code)
            for it in layout.sections(draft.season)
            # Excel parts the list at commas.
            if "," not in it.code
        ],
        layout.BETTER: list(layout.BETTER_WORDS.values()),
    }


def _title_lists() -> dict[str, list[str]]:
    return {
        layout.KIND: list(layout.KIND_WORDS.values()),
        layout.WHOM: list(layout.WHOM_WORDS.values()),
    }


def _figure_rule() -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_MOST,
        "maximum": _MOST,
        "error_title": "Số liệu không hợp lệ",
        "error_message": "Chỉ ghi số; đơn vị tính ghi ở cột riêng. Phần lẻ dùng dấu phẩy; máy không"
        " nhận thì dùng dấu chấm.",
    }


def _count_rule() -> dict[str, object]:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 1,
        "error_title": "Số lượng không hợp lệ",
        "error_message": "Ghi số nguyên từ 1 trở lên.",
    }


def _mark(draft: Draft, first: int, last: int, column: int, wrong: str) -> None:
    """Red where the formula `wrong` holds, written for the cell of the first row."""
    look = draft.style(bg_color=PALE_RED, font_color=RED, bold=True)
    criteria = f"={wrong.format(f'${address(first, column)}')}"
    rule = {"type": "formula", "criteria": criteria, "format": look}
    draft.sheet.conditional_format(first, column, last, column, rule)


def set_page(draft: Draft) -> None:
    """Locked but for the input cells; pages break between rows."""
    draft.sheet.protect("", {"format_columns": True, "format_rows": True})
    draft.set_page(len(WIDTHS), f"Mã phiếu {draft.identity.form_id}")
    draft.sheet.set_h_pagebreaks(paper.page_breaks(draft.bands, (0, 0), every=True))
    area = f"A1:{address(len(draft.bands) - 1, len(WIDTHS))}"
    draft.sheet.ignore_errors({"number_stored_as_text": area})
