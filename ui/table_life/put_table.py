"""The one question before a table takes the place of another: what it costs, and the way back."""

from PySide6.QtWidgets import QWidget

from models.season import Season
from models.table import ScoringTable
from ui.setup.losses import Loss, lost_to_table
from ui.table_life.words import version_name
from ui.widgets.messages import Choice, ask

CRITERIA = "tiêu chí"


def may_put(parent: QWidget, season: Season, table: ScoringTable) -> bool:
    """Whether the clerk lets `table` take the place of the one in force; asked only when it costs
    something: scores of criteria that go, or the forms of an issued version."""
    loss = lost_to_table(season, table)
    old = season.table
    costs = []
    if not old.life.is_open and table.version > old.version:
        costs.append(_new_version(old, table))
    if not loss.is_none:
        costs.append(loss.sentence(CRITERIA))
    if not costs:
        return True
    words = "\n\n".join((*costs, "Lấy lại được bằng Hoàn tác (Ctrl+Z)."))
    title = f"Lập bản {table.version}?" if table.version > old.version else "Đổi bảng chấm điểm?"
    choice = Choice("put", _verb(old, table, loss), "primary" if loss.is_none else "danger")
    return ask(parent, title, words, [choice]) == "put"


def _new_version(old: ScoringTable, new: ScoringTable) -> str:
    return (
        f"{version_name(old)} đã ban hành và đang dùng. Thay đổi này thành bản {new.version}, dự thảo, phải"
        f" ban hành lại. Từ lúc đó biểu mẫu của bản {old.version}, kể cả đã gửi mà chưa nhận về, không"
        f" nhận nữa: các đơn vị phải điền biểu mẫu mới."
    )


def _verb(old: ScoringTable, new: ScoringTable, loss: Loss) -> str:
    put = f"lập bản {new.version}" if new.version > old.version else "đổi bảng"
    return f"{put[:1].upper()}{put[1:]}" if loss.is_none else f"Bỏ {loss.amount} và {put}"
