"""Checks of the book, or without one of the sample: backup and restoring, all years recomputed, the clock. No Qt."""

import shutil
from pathlib import Path

from models.errors import AppError
from models.ranks.fingerprint import fingerprint
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from storage.audit import Act
from storage.backup import backup_to
from storage.block_file import BlockFile
from storage.trial import back_up_and_restore
from ui.book.clock import HOME, time_doubt, zone_doubt
from ui.book.closed_versions import closed_version
from ui.selftest.folders import LEAST, size_words
from ui.selftest.task import Found, Task, doubtful, good, name_of, wrong

SAMPLE_FIGURES = "a3766518a6d0e5f1aadbdd02fac5c97b9bda302e6c3f871654106e9e55d03f74"
"""What the sample's figures came to where the program was made; a test holds it."""
COPIES = 4
"""How often the book lies in the folder of the test at most: copied, restored, to be looked into, and brought up to
date."""
_HELP = "Sao lưu ra USB, rồi gửi trang này cho người hỗ trợ trước khi làm tiếp."
_OPEN_COPY = "Mở bản sao lưu gần nhất, và gửi trang này cho người hỗ trợ."


def backup(task: Task) -> Found:
    """A backup is made, restored into a place of its own, and held against the book."""
    if found := _no_room(task):
        return found
    try:
        made = back_up_and_restore(_book(task), task.folder, task.now)
    except AppError as error:
        cause = error.__cause__
        detail = name_of(cause if isinstance(cause, Exception) else error)
        return wrong("Sao lưu rồi khôi phục thử không thành.", _HELP, detail)
    whose = "sổ" if task.book else "sổ mẫu"
    return good(
        f"Đã sao lưu {whose} và khôi phục thử vào chỗ tạm: mọi năm, mọi lần ghi và mọi tệp"
        " gốc của đơn vị đều đúng từng dòng.",
        _size(made.size),
    )


def calculation(task: Task) -> Found:
    """The sample comes to the same figures on this PC as where the program was made."""
    if figures_of(task.sample) != SAMPLE_FIGURES:
        return wrong(
            "Tính thử sổ mẫu ra kết quả khác bản gốc của chương trình.",
            "Cài lại chương trình từ bộ cài gốc.",
        )
    return good("Tính thử sổ mẫu ra đúng kết quả gốc của chương trình.")


def results(task: Task) -> Found:
    """The book is whole, every year can be computed, every closed version comes to what it was closed with."""
    if lacking := _no_room(task):
        return lacking
    with BlockFile.open(_copy(task), now=task.now) as book:
        found = book.problems()
        if found:
            return wrong(
                "Sổ có chỗ hỏng, hoặc bản chốt không khớp mã của nó.", _OPEN_COPY, found[0].code
            )
        years = book.years()
        seasons = [book.snapshot(year) for year in years]
        for it in seasons:
            figures_of(it)
        told = [_stands(book, it, closing.number) for it in seasons for closing in it.closings]
    if "other" in told:
        return wrong(
            f"Có {told.count('other')} trên {len(told)} bản chốt tính lại ra kết quả khác lúc chốt.",
            "Dùng số liệu đã in khi chốt; gửi trang này cho người hỗ trợ trước khi in lại.",
        )
    return good(_computed(len(years), told))


def figures_of(season: Season) -> str:
    """What the season comes to."""
    return fingerprint(rank(score(season), season.pack))


def _stands(book: BlockFile, season: Season, number: int) -> str:
    """Whether a closed version still comes to its figures; "unknown" where an older program kept none."""
    kept = season.closings[number].figures
    again = figures_of(closed_version(book, season, number))
    if not kept:
        return "unknown"
    return "same" if again == kept else "other"


def _computed(years: int, told: list[str]) -> str:
    """ "Tính lại được 2 năm của sổ; 3 bản chốt ra đúng kết quả lúc chốt"."""
    same, old = told.count("same"), told.count("unknown")
    parts = [f"Tính lại được {years} năm của sổ"]
    parts += [f"{same} bản chốt ra đúng kết quả lúc chốt"] if same else []
    parts += [f"{old} bản chốt từ phiên bản cũ không có số lưu lại để so"] if old else []
    parts += [] if told else ["chưa có bản chốt nào để so"]
    return f"{'; '.join(parts)}."


def clock(task: Task) -> Found:
    """The PC's clock against the last act of the book, and its zone."""
    doubt = ""
    if task.book is not None:
        if found := _no_room(task):
            return found
        with BlockFile.open(_copy(task), now=task.now) as book:
            last = book.history(limit=1)
            # The acts of a sample carry its own day.
            if last and not book.snapshot().is_sample:
                doubt = time_doubt(last[0].when, task.now)
    doubt = doubt or zone_doubt(task.offset)
    if doubt:
        sentence, _, todo = doubt.partition(". ")
        return doubtful(f"{sentence}.", todo)
    zone = ", múi giờ Việt Nam" if task.offset == HOME else ""
    return good(f"Ngày giờ của máy là {task.now:%H:%M ngày %d/%m/%Y}{zone}.")


def _book(task: Task) -> Path:
    """The clerk's book; without one the sample, made in the folder of the test."""
    if task.book is not None:
        return task.book
    path = task.folder / "so-mau.khoi"
    if not path.exists():
        BlockFile.create(path, task.sample, Act(task.now, "Tạo sổ mẫu")).close()
    return path


def _copy(task: Task) -> Path:
    """A copy of the book to look into: the book itself stays with whoever works in it."""
    copy = task.folder / "ban-chep.khoi"
    if not copy.exists():
        backup_to(_book(task), copy, task.now)
    return copy


def _no_room(task: Task) -> Found | None:
    """That the copies of this test find no room, None where they do: a full disk says nothing about the book."""
    needed = COPIES * _book(task).stat().st_size + LEAST
    free = shutil.disk_usage(task.folder).free
    if free >= needed:
        return None
    return wrong(
        f"Chưa kiểm tra được: ổ đĩa chứa thư mục dữ liệu còn trống {size_words(free)}, bản sao để thử cần"
        f" {size_words(needed)}.",
        "Xóa bớt tệp trên ổ đĩa này rồi kiểm tra lại.",
    )


def _size(count: int) -> str:
    return f"{max(1, count // 1000)} KB"
