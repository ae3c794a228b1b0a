"""Files that hold one plan of a year made from a published document, as they ship with the program.

One JSON object like a rule pack's (`storage.pack_files`): "format", "format_version", then the keys of
`PlanTemplate`.
"""

from models.dates.plan_template import PlanTemplate
from models.errors import AppError
from storage.book_rows.records import normal
from storage.exchange_form import checks

FORMAT = "so-khoi-ke-hoach"
FORMAT_VERSION = 1


def loads(text: str) -> PlanTemplate:
    """The plan in a text. Raises `AppError` with one sentence that names the place in it.

    Refused are: no JSON, another document, a newer format, an unknown key, a wrong type, a code that stands
    twice, a day that cannot be.
    """
    tree = checks.parse(text)
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise AppError("Đây không phải là kế hoạch mẫu. Chọn tệp kế hoạch mẫu (.json).")
    version = tree.get("format_version")
    if type(version) is not int or version < 1:
        raise AppError("“format_version” phải là số nguyên từ 1.")
    if version > FORMAT_VERSION:
        raise AppError(
            f"Kế hoạch mẫu này của chương trình mới hơn (định dạng {version}, chương trình này đọc "
            f"được đến {FORMAT_VERSION}). Cập nhật chương trình."
        )
    own = {key: it for key, it in tree.items() if key not in ("format", "format_version")}
    template = normal(checks.record_of(own, PlanTemplate))
    checks.check_template(template)
    return template
