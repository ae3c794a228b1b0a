"""The proof's steps of work: the same commands under Wine and on Linux, and what they give compared."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import launcher
import one_file
from prove import Proof, Step, ensure
from steps import ROOT
from wine import USER

PLACE = "C:\\Phần mềm thi đua\\Sổ"
HANDS = "C:\\tay\\"  # wine.put_hands
BOOK = "Lào Cai – Đợt thi đua Ẩn 2023.khoi"
FORMS, RETURNED = "mau-gui", "mau-ve"
FILLED = "Đã điền – Báo Lào Cai.xlsx"
ARRIVED = re.compile(rb'"arrived": "[\d:.T-]+"')
UNIT = "Bao Lao Cai.xlsx"


def there(proof: Proof, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A command of the installed program."""
    return proof.wine.call(f"{PLACE}\\{launcher.CONSOLE}", *words)


def here(proof: Proof, *words: str) -> subprocess.CompletedProcess[bytes]:
    """The same command on Linux, from the sources, with folders of its own."""
    own = {f"XDG_{it}_HOME": str(proof.work / "linux-home") for it in ("DATA", "CONFIG", "STATE")}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **own},
        check=False,
    )


def documents(proof: Proof) -> Path:
    """The user's documents on the PC."""
    return proof.wine.profile / "Documents"


def linux(proof: Proof) -> Path:
    """The folder of the same files on Linux."""
    folder = proof.work / "linux"
    folder.mkdir(exist_ok=True)
    return folder


def both(proof: Proof, command: str, *words: str | Callable[[Path], Path]) -> tuple[bytes, bytes]:
    """The output of a command on either side; a word that is a function gives a path of that side."""
    wine = proof.wine
    on_pc = [it if isinstance(it, str) else wine.name(it(documents(proof))) for it in words]
    on_linux = [it if isinstance(it, str) else str(it(linux(proof))) for it in words]
    done = there(proof, command, *on_pc), here(proof, command, *on_linux)
    for it in done:
        ensure(it.returncode == 0, f"{command}: mã {it.returncode}, {it.stderr.decode()[-300:]}")
    return done[0].stdout, done[1].stdout


def book(folder: Path) -> Path:
    """The book on one side."""
    return folder / BOOK


def forms(proof: Proof) -> str:
    """The forms of all units are written; cell by cell those that Linux writes."""
    both(proof, "sample", book, "--forms", lambda it: it / RETURNED)
    both(proof, "forms", book, "--to", lambda it: it / FORMS)
    written = sorted(it.name for it in (documents(proof) / FORMS).iterdir())
    ensure(written == sorted(it.name for it in (linux(proof) / FORMS).iterdir()), "khác tên tệp")
    for name in written:
        pair = [list(_cells(it / FORMS / name)) for it in (documents(proof), linux(proof))]
        ensure(pair[0] == pair[1], f"{name}: khác ô")
    return f"{len(written)} biểu mẫu, từng ô như trên Linux"


def filled(proof: Proof) -> str:
    """One form is filled in as a unit does, taken in, and changes just what was typed."""
    from openpyxl import load_workbook

    [form] = [it for it in (documents(proof) / FORMS).iterdir() if UNIT in it.name]
    file = load_workbook(form)
    cell = next(
        cell
        for row in file.worksheets[0].iter_rows()
        for cell in row
        if not cell.protection.locked and isinstance(cell.value, int | float) and cell.value > 1
    )
    typed = cell.value - 1
    cell.value = typed
    file.save(linux(proof) / FILLED)
    shutil.copyfile(linux(proof) / FILLED, documents(proof) / FILLED)
    given = [book, lambda it: it / FILLED, "--accept", "--json"]
    pair = [json.loads(it) for it in both(proof, "import", *given)]
    changes = pair[0][0]["changes"]
    ensure(changes == pair[1][0]["changes"], "khác Linux")
    ensure(len(changes) == 1 and float(changes[0]["new"]) == typed, f"đổi {changes}")
    old, new = changes[0]["old"], changes[0]["new"]
    return f"đúng một điểm đổi, {changes[0]['criterion']}: {old} → {new}"


def returned(proof: Proof) -> str:
    """Eight returned forms in a folder are taken in with the same changes as on Linux."""
    given = [book, lambda it: it / RETURNED, "--accept", "--json"]
    pair = [json.loads(it) for it in both(proof, "import", *given)]
    for side in pair:
        for it in side:
            it["path"] = it["path"].replace("\\", "/").rpartition("/")[2]
    ensure(pair[0] == pair[1], "khác Linux")
    states = sorted(it["state"] for it in pair[0])
    return f"{len(states)} tệp, {states.count('changed')} có thay đổi, JSON như trên Linux"


def ranking(proof: Proof) -> str:
    """Points and ranks equal Linux's byte for byte."""
    pair = both(proof, "ranking", book, "--json")
    ensure(pair[0] == pair[1], "khác Linux")
    self_ = both(proof, "ranking", book, "--json", "--stage", "self")
    ensure(self_[0] == self_[1], "khác Linux ở bước tự chấm")
    return f"{len(pair[0])} byte như nhau, từng byte, cả bước tự chấm"


def whole(proof: Proof) -> str:
    """The whole year as an open document equals Linux's, but for the moments of taking in."""
    both(proof, "dump", book, "--to", lambda it: it / "nam.json")
    texts = [(it / "nam.json").read_bytes() for it in _sides(proof)]
    pair = [ARRIVED.sub(b'"arrived": ""', it) for it in texts]
    lines = zip(*(it.decode().splitlines() for it in pair), strict=False)
    differ = [it for it in lines if it[0] != it[1]]
    ensure(pair[0] == pair[1], f"khác: {differ[:3]}")
    return f"{len(texts[0])} byte, chỉ khác giờ phút nhận tệp"


def days_off(proof: Proof) -> str:
    """The public holidays, of which only Viet Nam's words are shipped, are those on Linux."""
    asked = "from resources.public_holidays import days_off; print(ascii(days_off(2024)))"
    python = [sys.executable, "-c", asked]
    expected = subprocess.run(python, cwd=ROOT, capture_output=True, check=True).stdout.strip()
    # python.exe starts without start.py, so our modules are first told where they lie.
    found = f"start.OneFile({HANDS + one_file.NAME!r}, {HANDS!r})"
    ours = f"import start, sys; sys.meta_path.insert(0, {found}); {asked}"
    seen = proof.wine.call(f"{HANDS}python.exe", "-X", "utf8", "-c", ours).stdout.strip()
    ensure(b"date" in expected and seen == expected, f"khác: {seen.decode()[:200]}")
    return f"{expected.count(b'datetime.date')} ngày của năm 2024 như nhau"


def papers(proof: Proof) -> str:
    """Every paper in every form, equal in text."""
    both(proof, "export", book, "--to", lambda it: it / "van-ban")
    written = sorted(it.name for it in (documents(proof) / "van-ban").iterdir())
    ensure(written == sorted(it.name for it in (linux(proof) / "van-ban").iterdir()), "khác tên")
    for name in written:
        pair = [list(TEXT[Path(name).suffix](it / "van-ban" / name)) for it in _sides(proof)]
        ensure(pair[0], f"{name}: không có chữ")
        ensure(pair[0] == pair[1], f"{name}: khác chữ")
    kinds = [f"{sum(it.endswith(kind) for it in written)} {kind}" for kind in TEXT]
    return f"{len(written)} tệp ({', '.join(kinds)}), chữ như trên Linux"


def selftest(proof: Proof) -> str:
    """The program's own test finds no fault on the PC, and names neither the user nor a place."""
    wine, page = proof.wine, documents(proof) / "tu-kiem-tra.pdf"
    given = [wine.name(book(documents(proof))), "--json", "--to", wine.name(page)]
    done = there(proof, "selftest", *given)
    ensure(done.stdout.strip(), done.stderr.decode()[-300:])
    told = json.loads(done.stdout)
    states = {it["code"]: it["state"] for it in told["results"]}
    faults = [it for it in told["results"] if it["state"] == "fault"]
    ensure(done.returncode == 0 and not faults, f"mã {done.returncode}: {faults}")
    ensure(told["schema"] == 1, f"cấu trúc {told['schema']}")
    for code in ("fonts", "pdf", "place", "backup", "calculation", "results"):
        ensure(states.get(code) == "ok", f"{code}: {states.get(code)}")
    printed = " ".join(" ".join(_pages(page)).split())
    ensure("KẾT QUẢ TỰ KIỂM TRA" in printed, "trang in ra không có kết quả")
    told_of = [*told["results"], *told["system"]]
    said = " ".join([printed, *(value for it in told_of for value in it.values())]).lower()
    for private in (USER, "C:\\users", BOOK):
        ensure(private.lower() not in said, f"có “{private}”")
    page.unlink()
    good = list(states.values()).count("ok")
    return f"{len(states)} phần, {good} tốt, {len(states) - good} nên xem, không có lỗi; không nêu tên người, đường dẫn"


def _sides(proof: Proof) -> tuple[Path, Path]:
    return documents(proof), linux(proof)


def _cells(file: Path) -> Iterator[tuple[str, str, object]]:
    from openpyxl import load_workbook

    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            yield from (
                (sheet.title, it.coordinate, it.value) for it in row if it.value is not None
            )


def _paragraphs(file: Path) -> Iterator[str]:
    from docx import Document

    body = Document(str(file)).element.body
    for it in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        yield it.text or ""


def _pages(file: Path) -> Iterator[str]:
    from pypdf import PdfReader

    yield from (it.extract_text() for it in PdfReader(file).pages)


TEXT: dict[str, Callable[[Path], Iterator[object]]] = {
    ".docx": _paragraphs,
    ".pdf": _pages,
    ".xlsx": _cells,
}

STEPS_OF_WORK: tuple[Step, ...] = (
    ("Biểu mẫu được ghi", forms),
    ("Biểu mẫu điền rồi nhận", filled),
    ("Tám biểu mẫu gửi về", returned),
    ("Xếp hạng như Linux", ranking),
    ("Tài liệu JSON cả năm như Linux", whole),
    ("Ngày nghỉ lễ như Linux", days_off),
    ("Mọi văn bản", papers),
    ("Tự kiểm tra", selftest),
)
