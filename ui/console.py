"""The program without a window: the commands of docs/CLI.md. No Qt is imported.

Exit codes: 0 done, 1 refused with one Vietnamese sentence on stderr, 2 wrong call.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from models.block import Unit
from models.checks import check_season
from models.errors import AppError
from models.intake import Preview, previews
from models.ranking import rank
from models.scoring import score
from models.season import Season
from storage import exchange
from storage.audit import Act
from storage.block_file import BlockFile
from ui import console_json as as_json
from ui import places, shipped
from ui.form_files import collect

DONE, REFUSED, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except AppError as error:
        print(str(error).replace("\n", " "), file=sys.stderr)
        return REFUSED
    return DONE


# ---- the commands


def sample(options: argparse.Namespace) -> None:
    """Write the sample block to a new file."""
    _create(options.file, shipped.sample(), "Tạo sổ mẫu")
    print(f"Đã tạo sổ mẫu: {options.file}")
    if options.forms:
        for form in shipped.put_sample_forms(options.forms):
            print(form)


def forms(options: argparse.Namespace) -> None:
    """Write one form for every unit into a folder."""
    from exporters import score_form
    from exporters.files import free_name

    with _reading(options.file) as (_, season):
        _need(season.units, "Khối chưa có đơn vị nào. Nhập danh sách đơn vị trước.")
        _need(season.table.rows, "Khối chưa có bảng chấm điểm. Nhập bảng chấm điểm trước.")
        folder = _folder(options.to)
        written = []
        for unit in season.units:
            written.append(free_name(folder / score_form.file_name(season, unit)))
            score_form.write(season, unit, written[-1])
    print(*written, sep="\n")


def import_forms(options: argparse.Namespace) -> None:
    """Read filled forms and, with --accept, enter those that are not refused."""
    from exporters import score_form

    now = datetime.now()
    with BlockFile.open(options.file, now=now, backups=places.backups()) as book:
        season = book.snapshot()
        if options.accept and book.read_only:
            raise AppError(book.read_only_reason)
        looked_at = previews(season, [score_form.read(it, season) for it in _files(options.paths)])
        if options.accept:
            for preview in looked_at:
                _accept(book, season.year, preview)
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
    with _reading(options.file) as (_, season):
        if options.stage and season.pack.stage(options.stage) is None:
            known = ", ".join(it.code for it in season.pack.stages)
            raise AppError(f"Không có bước chấm “{options.stage}”. Các bước: {known}.")
        placed = rank(score(season, options.stage), season.pack)
        if options.json:
            _print_json(as_json.ranking(season, placed, options.stage))
        else:
            print(*as_json.ranking_lines(season, placed), sep="\n")


def export(options: argparse.Namespace) -> None:
    """Write papers into a folder; a file that is there is never overwritten."""
    from exporters import FORMATS
    from exporters.files import free_name
    from models.reports import PAPERS, build

    if options.paper and options.paper not in PAPERS:
        raise AppError(f"Không có văn bản “{options.paper}”. Các văn bản: {', '.join(PAPERS)}.")
    today = datetime.now().date()
    with _reading(options.file) as (_, season):
        standings = rank(score(season), season.pack)
        folder = _folder(options.to)
        written = []
        for name in [options.paper] if options.paper else PAPERS:
            units: Sequence[Unit | None] = season.units if PAPERS[name].per_unit else [None]
            for unit in units or [None]:
                report = build(
                    name, season, unit.id if unit else None, standings=standings, printed_on=today
                )
                for suffix in [f".{options.format}"] if options.format else FORMATS:
                    written.append(free_name(folder / f"{report.file_stem}{suffix}"))
                    FORMATS[suffix](report, written[-1])
    print(*written, sep="\n")


def check(options: argparse.Namespace) -> None:
    """Look for everything wrong in the file, the table, the scores and the facts."""
    with _reading(options.file) as (book, season):
        problems = (*book.problems(), *check_season(season))
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
    _create(options.file, season, f"Nạp từ {options.document.name}")
    print(options.file)


# ---- helpers


@contextmanager
def _reading(path: Path) -> Iterator[tuple[BlockFile, Season]]:
    """The file opened for looking only; another program may have it open at the same time."""
    with BlockFile.open(path, now=datetime.now()) as book:
        yield book, book.snapshot()


def _create(path: Path, season: Season, what: str) -> None:
    BlockFile.create(path, season, Act(datetime.now(), what)).close()


def _accept(book: BlockFile, year: int, preview: Preview) -> None:
    if preview.unit is None or preview.state not in ("new", "changed"):
        return
    name = preview.reading.name
    act = Act(datetime.now(), f"nhận biểu mẫu của {preview.unit.name}", source=name)
    book.set_scores(year, preview.scores(), act)


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files meant: a folder stands for every file in it, so that none is passed over unsaid."""
    found, _ = collect(paths, workbooks_only=False)
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


class _Parser(argparse.ArgumentParser):
    """Wrong calls are told in Vietnamese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"Lệnh chưa đúng: {message}", file=sys.stderr)
        raise SystemExit(WRONG_CALL)


def _parser() -> _Parser:
    parser = _Parser(prog="main.py", description="Sổ Khối thi đua, không mở cửa sổ")
    commands = parser.add_subparsers(required=True, parser_class=_Parser)

    def add(name: str, act: Callable[[argparse.Namespace], None], text: str) -> _Parser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(command=act)
        if name != "load":
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
    it = add("dump", dump, "Ghi cả năm thi đua ra JSON")
    it.add_argument("--to", type=Path, metavar="TỆP.json")
    it = add("load", load, "Tạo sổ từ JSON")
    it.add_argument("document", type=Path, metavar="TỆP.json")
    it.add_argument("file", type=Path, metavar="SỔ.khoi")
    return parser
