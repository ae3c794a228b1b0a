"""The two forms of the page Đơn vị: one unit, and the block itself."""

from collections.abc import Callable
from dataclasses import asdict, replace

from PySide6.QtWidgets import QWidget

from models.block import Block, Unit
from ui.widgets.forms import Field, FormDialog, Values

_UNIT_FIELDS = (
    Field(
        "name", "Tên đơn vị", required=True, help="In trên bảng điểm và văn bản đúng như ghi ở đây."
    ),
    Field("short_name", "Tên ngắn", help="Dùng ở chỗ hẹp; để trống thì dùng tên đầy đủ."),
    Field("kind", "Loại hình", placeholder="cơ quan đảng, sở, doanh nghiệp…"),
    Field("has_party", "Có tổ chức đảng", "yes_no"),
    Field(
        "has_union",
        "Có tổ chức công đoàn",
        "yes_no",
        help="Thiếu một trong hai thì điểm tính khác, nếu bộ quy tắc có quy định.",
    ),
    Field("contact", "Đầu mối liên hệ", placeholder="họ tên, điện thoại"),
)
_BLOCK_FIELDS = (
    Field("name", "Tên khối", required=True),
    Field("superior", "Cơ quan cấp trên", help="Dòng trên cùng bên trái của văn bản."),
    Field("issuer", "Cơ quan ban hành", help="Dòng thứ hai; đơn vị Trưởng khối."),
    Field("place", "Địa danh", help="Đứng trước ngày tháng, ví dụ tên tỉnh."),
    Field("symbol", "Ký hiệu của khối", help="Trong số văn bản, ví dụ 05/BC-KTĐ."),
    Field(
        "style",
        "Thể thức văn bản",
        "choice",
        choices=(
            ("state", "Của Nhà nước (Nghị định 30/2020/NĐ-CP)"),
            ("party", "Của Đảng"),
        ),
    ),
)


def ask_unit(parent: QWidget, unit: Unit | None, taken: Callable[[str], bool]) -> Unit | None:
    """A new unit (`unit` None) or the changed one; None when the clerk left the form.

    `taken` tells whether another unit of the block already has a name.
    """

    def check(values: Values) -> dict[str, str]:
        name = values["name"]
        return {"name": f"Khối đã có đơn vị “{name}”."} if taken(name) else {}

    title = "Sửa đơn vị" if unit else "Thêm đơn vị"
    dialog = FormDialog(
        title,
        _UNIT_FIELDS,
        asdict(unit or Unit("")),
        check,
        "Lưu" if unit else "Thêm đơn vị",
        parent=parent,
    )
    values = dialog.ask()
    return replace(unit or Unit(""), **values) if values is not None else None


def ask_block(parent: QWidget, block: Block) -> Block | None:
    """The block's data as the clerk leaves them; None when the form was left."""
    intro = "Những dòng này đứng ở đầu mọi văn bản của khối."
    values = FormDialog(
        "Thông tin khối", _BLOCK_FIELDS, asdict(block), intro=intro, parent=parent
    ).ask()
    return replace(block, **values) if values is not None else None
