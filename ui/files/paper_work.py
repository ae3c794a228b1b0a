"""The papers of the page Văn bản: how they stand, the files they become, what is there already."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from exporters.files import exists, meant
from models.block import Unit
from models.papers.kinds import PAPERS
from models.papers.words import plain_name
from models.ranks.ranking import Standing
from models.season import Season
from models.texts import few
from ui.files import exporting
from ui.files.exporting import FileToWrite
from ui.frame.work_state import progress
from ui.words import text

Tone = Literal["done", "warn", "error", "muted"]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One line of the page: what the paper is, its formats, and whether one is made for each unit.

    One that `leaves_blanks` is finished in Word, and its button says so.
    """

    key: str
    title: str
    about: str
    per_unit: bool
    suffixes: tuple[str, ...]
    leaves_blanks: bool = False

    def format_words(self, suffix: str) -> str:
        """What the button of a format says."""
        return _TO_FINISH if self.leaves_blanks and suffix == ".docx" else FORMAT_WORDS[suffix]


FORMS = "forms"
_TO_FINISH = "Word để điền tiếp"
_LEAVES_BLANKS = frozenset(
    {
        "maket",
        "bien-ban",
        "bien-ban-kiem-phieu",
        "dinh-chinh",
        "giay-moi-don-vi",
        "giay-moi-khach",
        "trich-ngang",
    }
)
"""Finished in Word although the program asks for no text of them; those with places for text are, too."""
_OF_FIRST = frozenset({"bien-ban", "bien-ban-kiem-phieu"})
"""What the meeting signed: made from the first closed version, whatever was corrected later."""
FORMAT_WORDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"}
_ABOUT = {
    "ke-hoach": "Việc phải làm trong năm theo tháng: nội dung, thời gian, đơn vị thực hiện, kết quả.",
    "bang-tong-hop": "Điểm từng mục, điểm thưởng, điểm trừ, tổng và hạng của mọi đơn vị, kèm phụ lục "
    "giải thích.",
    "phieu-diem": "Mỗi đơn vị một tệp: điểm từng tiêu chí qua các vòng chấm, và vì sao ra tổng điểm.",
    "dang-ky-thi-dua": "Chỉ tiêu, danh hiệu từng đơn vị đăng ký; đơn vị đã ký, chưa ký giao ước, nêu tên.",
    "so-sanh-chi-tieu": "Từng chỉ tiêu: năm trước, kế hoạch giao, đăng ký, thực hiện và tỷ lệ phần trăm.",
    "danh-muc-ho-so": "Mỗi đơn vị một tệp: tiêu chí phải có hồ sơ gì, đã có tệp nào, còn thiếu gì.",
    "nhac-nop": "Mỗi đơn vị còn nợ một tệp: văn bản nào quá hạn, mấy ngày, quy định trừ điểm, việc phải làm.",
    "de-nghi-tham-dinh": "Kèm văn bản đề nghị thẩm định: điểm đã chấm của các mục, cột thẩm định để trống.",
    "so-sanh-tham-dinh": "Tiêu chí nào, đơn vị nào có điểm thẩm định khác điểm trước đó, và khác bao nhiêu.",
    "maket": "Chữ trên phông hội nghị, từng dòng: cấp trên, tên khối, tên hội nghị, địa danh, ngày.",
    "bien-ban": "Thành phần dự, từng đề nghị sửa điểm và quyết định, xếp hạng, bỏ phiếu, bầu; hai chữ ký.",
    "bien-ban-kiem-phieu": "Từng cuộc bỏ phiếu: phiếu phát ra, thu về, hợp lệ; số phiếu, mức cần đạt.",
    "bao-cao-so-ket-don-vi": "Mỗi đơn vị một tệp: mẫu số 01 điền sẵn chỉ tiêu 6 tháng, danh hiệu, khen thưởng, điển hình.",
    "bao-cao-tong-ket-don-vi": "Mỗi đơn vị một tệp: mẫu số 01 điền sẵn chỉ tiêu cả năm, danh hiệu, khen thưởng, điển hình.",
    "bao-cao-so-ket-khoi": "Mẫu số 02: giao ước, danh hiệu đăng ký, chỉ tiêu so với cùng kỳ và kế hoạch cả năm.",
    "bao-cao-tong-ket-khoi": "Mẫu số 02: giao ước, chỉ tiêu so với kế hoạch và năm trước, khen thưởng các cấp, điển hình.",
    "tom-tat-don-vi": "Mỗi đơn vị một trang A4: số liệu chính, thành tích, hạn chế, giải pháp, kiến nghị.",
    "du-toan": "Tài khoản, mã ngân sách, từng nội dung đề nghị hỗ trợ và tổng số tiền.",
    "trang-ho-so": "Mỗi đơn vị một trang: mọi điều sổ đã ghi, từ đăng ký đến điểm và khen thưởng.",
    "dien-hinh": "Tập thể, cá nhân điển hình của từng đơn vị, thành tích, hình thức khen thưởng, quyết định.",
    "trich-ngang": "Đơn vị, cá nhân được đề nghị: hạng, điểm, tỷ lệ phiếu, khen thưởng đã có, thành tích.",
    "bia-ho-so": "Mỗi hình thức khen thưởng một trang: thành phần hồ sơ, phần đã có, ngày nộp, mã hồ sơ.",
    "bang-cham-diem": "Mục, tiêu chí, điểm tối đa, cách chấm, hồ sơ kiểm chứng; các cột điểm để trống.",
    "xin-y-kien-bang-diem": "Gửi cơ quan thẩm định cho ý kiến trước khi ban hành, kèm bảng chấm điểm.",
    "giao-uoc": "Nội dung, cam kết và ô ký của từng đơn vị, Trưởng khối ký đầu.",
    "chua-ky-giao-uoc": "Đơn vị nào chưa ký giao ước, lý do; để đưa vào báo cáo của khối.",
    "tong-hop-tu-cham": "Điểm từng mục mà các đơn vị tự chấm, đơn vị nào chưa nộp; không xếp hạng.",
    "xin-tham-dinh": "Công văn có bảng điểm của từng đơn vị, kèm bảng chi tiết đề nghị thẩm định.",
    "ke-hoach-tong-ket": "Mục đích, nội dung, thành phần hội nghị; ai gửi gì, hạn ngày nào theo kế hoạch.",
    "giay-moi": "Một giấy mời chung: khách mời nêu tên, các đơn vị; thời gian, địa điểm, chủ trì.",
    "giay-moi-khach": "Mỗi khách mời một giấy, trong một tệp, mỗi giấy một trang riêng; in một lần rồi gửi từng người.",
    "giay-moi-don-vi": "Mỗi đơn vị một giấy mời; thời gian, địa điểm, chủ trì như giấy mời chung.",
    "chuong-trinh": "Nội dung hội nghị theo giờ, người thực hiện, tài liệu phát.",
    "to-trinh": "Tập thể được đề nghị theo kết quả bình xét: hạng, điểm, số phiếu; danh sách cá nhân.",
    "thong-bao-truong-khoi": "Đơn vị được bầu làm Trưởng khối, Phó Trưởng khối năm sau, số phiếu.",
    "dinh-chinh": "Lần đính chính sau cùng: lý do, văn bản, từng số liệu trước và sau.",
}
_PAPERS = tuple(
    PaperKind(
        key,
        it.title,
        _ABOUT[key],
        it.per_unit,
        tuple(FORMAT_WORDS),
        bool(it.prose) or key in _LEAVES_BLANKS,
    )
    for key, it in PAPERS.items()
)
_FORMS = PaperKind(
    FORMS,
    "Biểu mẫu tự chấm gửi đơn vị",
    "Mỗi đơn vị một tệp Excel có sẵn tiêu chí và điểm tối đa; đơn vị điền rồi gửi lại.",
    per_unit=True,
    suffixes=(".xlsx",),
)
_BEFORE = sum(1 for it in PAPERS.values() if it.step in ("plan", "register"))
KINDS = (*_PAPERS[:_BEFORE], _FORMS, *_PAPERS[_BEFORE:])
"""In the order of the year's steps: the forms go out after the registrations."""


Versions = tuple[Season, ...] | None
"""All closed versions, the first one first; see `ui.book.closed_versions.closed_versions`."""


def offered(kind: PaperKind, season: Season) -> bool:
    """Whether the season has such a paper at all."""
    return kind.key == FORMS or PAPERS[kind.key].offered(season)


def obstacle(season: Season) -> str:
    """Why no paper can be made yet, "" when one can."""
    if not season.units:
        return "Chưa có đơn vị nào"
    return "" if season.table.criteria() else "Chưa có bảng chấm điểm"


def states(
    kind: PaperKind, season: Season, standings: Sequence[Standing]
) -> list[tuple[str, Tone]]:
    """The badges of a paper: what the clerk must know before sending it out."""
    stop = obstacle(season)
    if stop:
        return [(stop, "error")]
    found: list[tuple[str, Tone]] = []
    units = len(season.units)
    if kind.key == FORMS:
        arrived = sum(1 for it in progress(season).column("self") if it.done)
        found.append((f"{arrived}/{units} đơn vị đã nộp", "done" if arrived == units else "muted"))
    elif PAPERS[kind.key].tells_result:
        complete = sum(1 for it in standings if it.result.total is not None)
        if complete < units:
            found.append((f"còn thiếu điểm {units - complete} đơn vị", "warn"))
        if not season.is_final:
            found.append(("chưa chính thức", "warn"))
        elif complete == units:
            found.append(("chính thức", "done"))
        if season.is_final and season.closings:
            number = 0 if kind.key in _OF_FIRST else season.closings[-1].number
            found.append((f"bản {number:02}", "muted"))
    if season.meeting.is_rehearsal:
        found.append(("tập dượt", "warn"))
    if season.is_sample:
        found.append(("dữ liệu minh hoạ", "muted"))
    return found


def shared(season: Season, standings: Sequence[Standing]) -> list[tuple[str, Tone]]:
    """The states that most papers of the result have: said once for the page, a line tells only what differs."""
    of_result = [it for it in _PAPERS if offered(it, season) and PAPERS[it.key].tells_result]
    all_states = [states(it, season, standings) for it in of_result]
    usual = Counter(it for found in all_states for it in found)
    return [it for it in usual if 2 * usual[it] > len(all_states)]


def next_paper(season: Season) -> PaperKind:
    """What is written next: the result for the meeting, once it is closed the minutes of it."""
    wanted = "bien-ban" if season.is_final else "bang-tong-hop"
    return next(it for it in KINDS if it.key == wanted)


def files(
    kind: PaperKind,
    season: Season,
    units: Sequence[Unit],
    folder: Path,
    suffix: str,
    printed_on: date,
    versions: Versions = None,
    stamp_at: datetime | None = None,
) -> tuple[FileToWrite, ...]:
    """The files of one export, each with a name of its own. Raises AppError when none can be made."""
    if kind.key == FORMS:
        return exporting.form_files(season, units, folder)
    return exporting.paper_files(
        [kind.key], season, units, folder, [suffix], printed_on, versions, stamp_at
    )


def present(made: Iterable[FileToWrite]) -> tuple[Path, ...]:
    """The targets that are there already."""
    return tuple(it.target for it in made if exists(it.target))


def overwrite_words(there: Sequence[Path], now: datetime) -> str:
    """Which files would be replaced, by name and time; the question before any is."""
    shown = few([f"“{it.name}” ghi lúc {_written(it, now)}" for it in there], "tệp")
    return f"Thư mục đã có {shown}. Ghi đè thì bản cũ vào Thùng rác; USB, ổ mạng không có Thùng rác thì mất hẳn."


def _written(path: Path, now: datetime) -> str:
    when = datetime.fromtimestamp(meant(path).stat().st_mtime)  # noqa: DTZ006 - the clerk's own clock
    return (
        f"{text.day(when)} {when:%H:%M}" if when.date() != now.date() else f"{when:%H:%M} hôm nay"
    )


def dossier_name(season: Season) -> str:
    """The folder of all papers of a year: "Van ban Khoi Thi dua cac co quan Tinh uy 2023"."""
    return f"{plain_name(f'Van ban {season.block.name}', 80)} {season.year}"


def numbered(number: int, it: FileToWrite) -> FileToWrite:
    """The file under its number in the order of the year: "07 Bang tong hop ….docx"."""
    return replace(it, target=it.target.with_name(f"{number:02} {it.target.name}"))


def short(folder: Path) -> str:
    """The last two parts of a folder, enough to know it by."""
    parts = folder.parts[-2:]
    return f"…/{'/'.join(parts)}" if len(folder.parts) > 3 else str(folder)
