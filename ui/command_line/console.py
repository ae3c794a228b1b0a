"""The program without a window: the commands of docs/CLI.md. No Qt is imported.

Exit codes: 0 done, 1 refused with one Vietnamese sentence on stderr, 2 wrong call.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from models.checking.checks import check_season
from models.collecting.kept_warnings import open_doubts
from models.errors import AppError
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from storage import exchange
from storage.audit import Act
from storage.backup import folder_of
from storage.block_file import BlockFile
from ui.book import places, shipped
from ui.command_line import console_json as as_json
from ui.command_line import console_reminders, console_selftest, console_votes
from ui.command_line.console_refusals import about_the_disk
from ui.files import exporting
from ui.files.form_files import collect

DONE, REFUSED, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except AppError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(about_the_disk(error))
    return DONE


def _refuse(sentence: str) -> int:
    print(sentence.replace("\n", " "), file=sys.stderr)
    return REFUSED


# ---- the commands


def sample(options: argparse.Namespace) -> None:
    """Write the sample block to a new file."""
    if options.forms:
        _folder(options.forms)  # what cannot be done is said before anything is
    _create(options.file, shipped.sample(), "Tạo sổ mẫu")
    print(f"Đã tạo sổ mẫu: {options.file}")
    if options.forms:
        for form in shipped.put_sample_forms(options.forms):
            print(form)


def forms(options: argparse.Namespace) -> None:
    """Write one form for every unit into a folder."""
    with _reading(options.file) as (_, season):
        _need(season.units, "Khối chưa có đơn vị nào. Nhập danh sách đơn vị trước.")
        _need(season.table.rows, "Khối chưa có bảng chấm điểm. Nhập bảng chấm điểm trước.")
        written = exporting.write_forms(season, season.units, _folder(options.to))
    print(*written, sep="\n")


def import_forms(options: argparse.Namespace) -> None:
    """Read filled forms and, with --accept, enter those that are not refused."""
    from ui.command_line.console_import import take

    now = datetime.now()
    with BlockFile.open(options.file, now=now, backups=places.backups()) as book:
        _season(book)
        if options.accept and book.read_only:
            raise AppError(book.read_only_reason)
        looked_at = take(book, _files(options.paths), now, accept=options.accept)
    if options.json:
        _print_json([as_json.preview(it, accepted=options.accept) for it in looked_at])
    else:
        for preview in looked_at:
            print(*as_json.preview_lines(preview, accepted=options.accept), sep="\n")
    refused = [it for it in looked_at if it.state == "refused"]
    if refused:
        raise AppError(as_json.refusal(refused, len(looked_at)))


def ranking(options: argparse.Namespace) -> None:
    """Tell points and ranks, official or of one stage."""
    from ui.book.closed_versions import official

    with _reading(options.file) as (book, season):
        if options.stage and season.pack.stage(options.stage) is None:
            known = ", ".join(it.code for it in season.pack.stages)
            raise AppError(f"Không có bước chấm “{options.stage}”. Các bước: {known}.")
        placed = rank(score(season, options.stage), season.pack)
        if options.json:
            _print_json(as_json.ranking(season, placed, options.stage, official(book, season)))
        else:
            print(*as_json.ranking_lines(season, placed), sep="\n")


def export(options: argparse.Namespace) -> None:
    """Write papers into a folder; a file that is there is never overwritten."""
    from exporters import FORMATS
    from models.papers.kinds import PAPERS, find, need
    from models.papers.stamp import stamp_minute
    from ui.book.closed_versions import closed_versions

    suffixes = [f".{options.format}"] if options.format else list(FORMATS)
    if options.paper:
        find(options.paper)
    now = datetime.now()
    with _reading(options.file) as (book, season):
        known = [name for name, it in PAPERS.items() if it.offered(season)]
        names = [options.paper] if options.paper else known
        need(season, [PAPERS[it] for it in names])
        folder, versions = _folder(options.to), closed_versions(book, season)
        written = exporting.write_papers(
            season, names, folder, suffixes, now.date(),
            versions=versions, stamp_at=stamp_minute(season, now),
        )  # fmt: skip
    print(*written, sep="\n")


def check(options: argparse.Namespace) -> None:
    """Look for everything wrong in the file, the table, the scores and the facts."""
    with _reading(options.file) as (book, season):
        before = book.snapshot(season.year - 1) if season.year - 1 in book.years() else None
        asked = (it.problem for it in open_doubts(season, before))
        problems = (*book.problems(), *check_season(season), *asked)
    errors = [it for it in problems if it.severity == "error"]
    if options.json:
        _print_json({"ok": not errors, "problems": [as_json.problem(it) for it in problems]})
    else:
        for it in problems:
            print(f"{'Lỗi' if it.severity == 'error' else 'Lưu ý'}: {it.text}")
        if not problems:
            print("Không thấy lỗi nào.")
    if errors:
        raise AppError(f"Có {len(errors)} lỗi. Lỗi đầu tiên: {errors[0].text}")


def close(options: argparse.Namespace) -> None:
    """Close the result of the newest year."""
    from ui.command_line import console_closing

    given = (options.on, options.reason, options.document)
    print(console_closing.close(options.file, *given))


def reopen(options: argparse.Namespace) -> None:
    """Open the closed result for a corrigendum."""
    from ui.command_line import console_closing

    print(console_closing.reopen(options.file, options.reason))


def closings(options: argparse.Namespace) -> None:
    """Tell the closed versions of the newest year."""
    from ui.command_line import console_closing

    with _reading(options.file) as (_, season):
        if options.json:
            _print_json(console_closing.closings(season, datetime.now().date()))
        else:
            print(*console_closing.closing_lines(season), sep="\n")


def vote(options: argparse.Namespace) -> None:
    """Tell every round of every vote: what is needed, what is wrong, who is elected."""
    with _reading(options.file) as (_, season):
        if options.json:
            _print_json(console_votes.listing(season))
        else:
            print(*console_votes.lines(season), sep="\n")


def count(options: argparse.Namespace) -> None:
    """Write the count of one round; refused with the sentence of what cannot be."""
    told = console_votes.write_count(options)
    if options.json:
        _print_json(told)
    else:
        print(told["outcome"]["text"])


def remind(options: argparse.Namespace) -> None:
    """Switch reminders on and off, or look once."""
    for line in console_reminders.remind(options):
        print(line)


def selftest(options: argparse.Namespace) -> None:
    """Try everything the program needs on this PC; refused when something is at fault."""
    for line in console_selftest.selftest(options):
        print(line)


def dump(options: argparse.Namespace) -> None:
    """Write the whole block-year as one JSON document."""
    from exporters.files import save

    with _reading(options.file) as (_, season):
        text = exchange.dumps(season)
    if options.to is None:
        sys.stdout.write(text)
        return
    if options.to.exists():
        raise AppError(f"Đã có tệp “{options.to.name}”. Chọn tên khác hoặc xóa tệp cũ trước.")
    save(options.to, text.encode())
    print(options.to)


def load(options: argparse.Namespace) -> None:
    """Make a new file from a JSON document."""
    try:
        text = options.document.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AppError(f"“{options.document.name}” không phải là tệp chữ UTF-8.") from error
    except OSError as error:
        raise AppError(
            f"Không đọc được “{options.document}”. Kiểm tra lại tên và quyền đọc."
        ) from error
    season = exchange.load(text, shipped.find_pack)
    name = options.document.name
    _create(options.file, season, f"Nạp từ {name}", source=name)
    print(options.file)


# ---- helpers


@contextmanager
def _reading(path: Path) -> Iterator[tuple[BlockFile, Season]]:
    """The file opened for looking only; another program may have it open at the same time."""
    with BlockFile.open(path, now=datetime.now()) as book:
        yield book, _season(book)


def _season(book: BlockFile) -> Season:
    """The newest year; what cannot be understood names where the file's copies stand."""
    try:
        return book.snapshot()
    except AppError as error:
        copies = folder_of(book.path, places.backups())
        where = f" Các bản sao lưu ở “{copies}”." if copies.is_dir() else ""
        raise AppError(f"{error}{where}") from error


def _create(path: Path, season: Season, what: str, *, source: str = "") -> None:
    folder = path.parent
    if not folder.is_dir():
        raise AppError(f"Không có thư mục “{folder}”. Tạo thư mục đó trước hoặc chọn thư mục khác.")
    BlockFile.create(path, season, Act(datetime.now(), what, source=source)).close()


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files meant: a folder stands for every file in it, so that none is passed over unsaid."""
    found = collect(paths)
    if not found:
        raise AppError("Thư mục không có tệp nào. Chọn thư mục chứa biểu mẫu của các đơn vị.")
    return found


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(f"Không tạo được thư mục “{folder}”. Chọn thư mục khác.") from error
    return folder


def _need(records: Sequence[object], sentence: str) -> None:
    if not records:
        raise AppError(sentence)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


_WRONG = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu “\1”"),
    (
        r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)",
        r"\1 không nhận “\2”, chỉ nhận \3",
    ),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 không nhận giá trị “\2”"),
    (r"argument (.+?): expected .+", r"\1 cần một giá trị đi kèm"),
)
"""What argparse says of a wrong call, and the same in Vietnamese."""
_HEADINGS = {
    "usage:": "Cách gọi:",
    "positional arguments:": "tham số:",
    "options:": "tùy chọn:",
}


class _Parser(argparse.ArgumentParser):
    """Wrong calls are told in one Vietnamese line, and the help is Vietnamese throughout."""

    def __init__(self, **given: Any) -> None:
        # Only whole names: a shortened one could come to mean something else in a later version.
        super().__init__(**given, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="help", help="cách gọi lệnh này")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and where its help is; ends with `WRONG_CALL`."""
        found = (re.sub(f"^{told}$", ours, message, flags=re.DOTALL) for told, ours in _WRONG)
        ours = next((it for it in found if it != message), "không hiểu tham số")
        line = f"Lệnh chưa đúng: {ours}. Cách gọi: {self.prog} --help".replace("\n", " ")
        print(line, file=sys.stderr)
        raise SystemExit(WRONG_CALL)

    def format_help(self) -> str:
        """The help with Vietnamese headings."""
        text = super().format_help()
        for told, ours in _HEADINGS.items():
            text = re.sub(f"^{told}", ours, text, flags=re.MULTILINE)
        return text


def _parser() -> _Parser:
    parser = _Parser(prog="main.py", description="Sổ Khối thi đua, không mở cửa sổ")
    commands = parser.add_subparsers(
        required=True, parser_class=_Parser, metavar="LỆNH", dest="name"
    )

    def add(name: str, act: Callable[[argparse.Namespace], None], text: str) -> _Parser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(command=act)
        if name not in ("load", "remind", "selftest"):
            made.add_argument("file", type=Path, metavar="SỔ.khoi")
        return made

    it = add("sample", sample, "Tạo sổ mẫu")
    it.add_argument("--forms", type=Path, metavar="THƯ_MỤC", help="chép kèm 8 biểu mẫu đã điền")
    it = add("forms", forms, "Ghi biểu mẫu cho từng đơn vị")
    it.add_argument("--to", type=Path, required=True, metavar="THƯ_MỤC")
    it = add("import", import_forms, "Đọc biểu mẫu đã điền")
    it.add_argument("paths", type=Path, nargs="+", metavar="TỆP_HOẶC_THƯ_MỤC")
    it.add_argument("--accept", action="store_true", help="ghi vào sổ")
    it.add_argument("--json", action="store_true")
    it = add("ranking", ranking, "Điểm và xếp hạng")
    it.add_argument("--json", action="store_true")
    it.add_argument("--stage", metavar="BƯỚC", help="self, block, appraisal, agreed")
    it = add("export", export, "Xuất văn bản")
    it.add_argument("--to", type=Path, required=True, metavar="THƯ_MỤC")
    it.add_argument("--paper", metavar="TÊN")
    it.add_argument("--format", choices=("docx", "pdf", "xlsx"))
    it = add("check", check, "Kiểm tra sổ")
    it.add_argument("--json", action="store_true")
    it = add("close", close, "Chốt kết quả của năm")
    it.add_argument("--on", required=True, metavar="NĂM-THÁNG-NGÀY", help="ngày chốt")
    it.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do đính chính, việc còn mở")
    it.add_argument("--document", default="", metavar="VĂN_BẢN", help="số, ngày văn bản")
    it = add("reopen", reopen, "Mở đính chính kết quả đã chốt")
    it.add_argument("--reason", required=True, metavar="LÝ_DO")
    it = add("closings", closings, "Các bản đã chốt")
    it.add_argument("--json", action="store_true")
    console_votes.add_arguments(
        add("vote", vote, "Các vòng bỏ phiếu và kết quả"),
        add("count", count, "Ghi số kiểm phiếu của một vòng"),
    )
    console_reminders.add_arguments(add("remind", remind, "Nhắc việc đến hạn, không cần cửa sổ"))
    console_selftest.add_arguments(add("selftest", selftest, "Tự kiểm tra trên máy này"))
    it = add("dump", dump, "Ghi cả năm thi đua ra JSON")
    it.add_argument("--to", type=Path, metavar="TỆP.json")
    it = add("load", load, "Tạo sổ từ JSON")
    it.add_argument("document", type=Path, metavar="TỆP.json")
    it.add_argument("file", type=Path, metavar="SỔ.khoi")
    return parser
