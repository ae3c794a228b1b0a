"""How large a scoring table of somebody else may be, and what is said of a broken file."""

from typing import Final

from models.errors import AppError

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
DAMAGED: Final = "Tệp bị hỏng hoặc tải về chưa hết. Tải lại tệp rồi chọn lại."


def check_size(name: str, rows: int, columns: int) -> None:
    """Raises AppError when a sheet or table is larger than any scoring table."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        limit = f"nhiều nhất {MOST_ROWS} hàng × {MOST_COLUMNS} cột"
        raise AppError(
            f"“{name}” có {rows} hàng × {columns} cột, {limit}. Chép riêng bảng chấm điểm sang tệp"
            " mới rồi chọn lại."
        )
