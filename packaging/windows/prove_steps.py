"""The steps of the proof under Wine, in their order: installing, using, upgrading, removing.

A new step is one function and one line in STEPS.
"""

from __future__ import annotations

import shutil
import sys
import time
import zipfile
from pathlib import Path

import installer
import launcher
import prove_speed
import runtime
from checks import names
from prove import Proof, ProofError, Step, ensure
from prove_work import STEPS_OF_WORK
from steps import DIST, ROOT, WORK, epoch, sha256
from wine import USER

PLACE = "C:\\Phần mềm thi đua\\Sổ"
REMOVER = "Go cai dat.exe"
NAME = "Sổ Khối thi đua"
DATA = "AppData/Local/So Khoi thi dua"
BOOK = "Lào Cai – Đợt thi đua Ẩn 2023.khoi"
STALE, FRESH = "app/chi-co-o-ban-cu.txt", "app/chi-co-o-ban-moi.txt"
NEXT = "99.0.0"


def lay_out(proof: Proof) -> str:
    """The PC is the one that is asked for."""
    python = next(WORK.glob("python-*"))
    proof.wine.put_hands(python, proof.payload / "app")
    seen = proof.wine.ask("pc")
    ensure(seen["code_page"] == 1258, f"mã trang là {seen['code_page']}")
    ensure(seen["USERNAME"] == USER, f"người dùng là {seen['USERNAME']}")
    ensure(str(seen["locale"]).lower().startswith("vi"), f"ngôn ngữ là {seen['locale']}")
    return f"mã trang 1258, ngôn ngữ {seen['locale']}, hồ sơ {seen['USERPROFILE']}"


def page(key: str) -> str:
    """The keys that lead to a page of the window, as the program numbers them."""
    sys.path.append(str(ROOT))
    from ui.frame.page_list import PAGES

    return f"alt+{[it.key for it in PAGES].index(key) + 1}"


def setup(proof: Proof, file: Path, *more: str) -> int:
    """Run an installer; its exit code. The last words of /D= must stay without quotation marks."""
    target = proof.wine.drive / file.name
    if not target.exists():
        shutil.copyfile(file, target)
    return proof.wine.call(proof.wine.name(target), *more, seconds=600).returncode


def install_at(place: str) -> list[str]:
    """The words that install silently into a folder with spaces in its name."""
    return ["/S", *f"/D={place}".split(" ")]


def by_hand(proof: Proof) -> str:
    """From the file on the stick to the first ranking, with as few acts as a newcomer needs."""
    wine = proof.wine
    target = wine.drive / proof.setup.name
    shutil.copyfile(proof.setup, target)
    wine.open(wine.name(target))  # 1: double click
    wine.wait_for("Cài đặt")
    proof.picture("cai-1-thu-muc", "Bộ cài: thư mục cho riêng tài khoản, không cần quyền quản trị")
    wine.keys("Return")  # 2: install
    remover = wine.profile / "AppData/Local/Programs/SoKhoiThiDua" / REMOVER
    _until(remover.exists, "bộ cài không ghi xong")
    proof.picture("cai-2-xong", "Bộ cài: đã xong, mở chương trình ngay")
    wine.keys("Return")  # 3: finish, which opens the program
    wine.wait_for("Cài đặt", gone=True)
    wine.wait_for(NAME)
    proof.picture("cai-3-bat-dau", "Lần mở đầu tiên")
    wine.keys("Tab", "Tab", "space")  # 4: the button "Xem sổ mẫu", by keyboard here
    wine.wait_for("Khối Thi đua các cơ quan Tỉnh ủy")
    proof.picture("cai-4-so-mau", "Sổ mẫu")
    wine.keys(page("ranking"))  # 5: a click in the side bar
    proof.picture("cai-5-xep-hang", "Bảng xếp hạng đầu tiên: thao tác thứ năm")
    seen = [proof.work / "pictures" / f"cai-{it}.png" for it in ("4-so-mau", "5-xep-hang")]
    ensure(seen[0].read_bytes() != seen[1].read_bytes(), "màn hình không đổi sang xếp hạng")
    wine.close_windows(launcher.WINDOW)
    return "5 thao tác: mở bộ cài, Cài đặt, Hoàn tất, Xem sổ mẫu, Xếp hạng"


def remove_first(proof: Proof) -> str:
    """What was installed by hand goes again, so that the next steps start clean; the data stays."""
    folder = proof.wine.profile / "AppData/Local/Programs/SoKhoiThiDua"
    _remove(proof, folder)
    ensure((proof.wine.profile / DATA).exists(), "dữ liệu bị gỡ theo chương trình")
    shutil.rmtree(proof.wine.profile / DATA)
    shutil.rmtree(folder.parent)
    return "thư mục cài đặt trống, dữ liệu còn"


def silent(proof: Proof) -> str:
    """Installed silently: every file equal to the payload, hash by hash, and nothing besides."""
    proof.work.joinpath("before.txt").write_text("\n".join(_user_files(proof)), encoding="utf-8")
    code = setup(proof, proof.setup, *install_at(PLACE))
    ensure(code == 0, f"bộ cài thoát với mã {code}")
    seen = _compare(proof, proof.payload)
    desktop, menu = proof.wine.profile / "Desktop", "AppData/Roaming/Microsoft/Windows/Start Menu"
    ensure((desktop / f"{NAME}.lnk").exists(), "không có biểu tượng trên màn hình nền")
    shortcut = proof.wine.profile / menu / "Programs" / f"{NAME}.lnk"
    ensure(shortcut.exists(), "không có mục trong trình đơn Start")
    registry = proof.wine.registry()
    for word in ('"DisplayVersion"="' + launcher.version(), '@="SoKhoiThiDua.khoi"', '\\"%1\\"'):
        ensure(word in registry, f"sổ đăng ký thiếu {word}")
    return f"{seen} tệp trùng mã băm; có mục Start, biểu tượng, loại tệp .khoi"


def _compare(proof: Proof, payload: Path) -> int:
    installed, wanted = proof.wine.path(PLACE), names(payload)
    found = set(names(installed)) - {REMOVER}
    ensure(found == set(wanted), f"khác tệp: {sorted(found ^ set(wanted))[:5]}")
    differ = [it for it in wanted if sha256(installed / it) != sha256(payload / it)]
    ensure(not differ, f"khác nội dung: {differ[:5]}")
    return len(wanted)


def window(proof: Proof) -> str:
    """Started from the folder with a Vietnamese name: a real window on the sample, closed cleanly."""
    wine = proof.wine
    program = wine.open(f"{PLACE}\\{launcher.WINDOW}", "--sample")
    wine.wait_for("Khối Thi đua các cơ quan Tỉnh ủy")
    proof.picture("1-tong-quan", "Sổ mẫu, mở từ C:\\Phần mềm thi đua\\Sổ")
    for key, name, words in (
        ("scores", "2-cham-diem", "Chấm điểm"),
        ("meeting", "3-hoi-nghi", "Hội nghị"),
        ("documents", "4-van-ban", "Văn bản"),
    ):
        wine.keys(page(key))
        proof.picture(name, words)
    wine.close_windows(launcher.WINDOW)
    code = program.wait(120)
    ensure(code == 0, f"thoát với mã {code}")
    log = (wine.profile / DATA / "nhat-ky.log").read_text(encoding="utf-8")
    ensure(" ERROR " not in log, log[-400:])
    return "cửa sổ thật, bốn trang, đóng với mã 0, nhật ký không có lỗi"


def association(proof: Proof) -> str:
    """A double click on a file with a Vietnamese name opens that file."""
    wine = proof.wine
    book = wine.profile / "Documents" / BOOK
    wine.double_click(book)
    wine.wait_for("Khối Thi đua các cơ quan Tỉnh ủy")
    lock = book.with_name(f"~${book.name}")
    ensure(lock.exists(), f"tệp mở ra không phải {book.name}")
    recent = (wine.profile / DATA / "gan-day.json").read_text(encoding="utf-8")
    ensure(book.name in recent, "không có trong danh sách mở gần đây")
    proof.picture("5-bam-dup", "Bấm đúp một tệp .khoi có tên tiếng Việt")
    return f"“{book.name}” mở ra, có tệp khóa bên cạnh"


def second(proof: Proof) -> str:
    """A second start on the same file only looks at it: it holds no lock when the first has gone."""
    wine = proof.wine
    book = wine.profile / "Documents" / BOOK
    command = [f"{PLACE}\\{launcher.CONSOLE}", "import", wine.name(book)]
    take = [*command, wine.name(wine.profile / "Documents" / "mau-ve"), "--accept"]
    held = wine.call(*take)
    ensure(held.returncode == 1, f"ghi được khi sổ đang mở: mã {held.returncode}")
    [first] = wine.running(launcher.WINDOW)
    wine.double_click(book)
    _until(lambda: len(wine.running(launcher.WINDOW)) == 2, "chương trình thứ hai không mở")
    _until(lambda: len(wine.titles()) == 2, "cửa sổ thứ hai không mở")
    proof.picture("6-chi-xem", "Mở lần thứ hai cùng một sổ: chỉ xem, và nói vì sao")
    wine.ask("close", launcher.WINDOW, str(first))
    _until(lambda: len(wine.running(launcher.WINDOW)) == 1, "chương trình thứ nhất không đóng")
    free = wine.call(*take)
    ensure(free.returncode == 0, f"chương trình thứ hai giữ sổ: {free.stderr.decode()}")
    wine.close_windows(launcher.WINDOW)
    return f"đang mở thì lệnh ghi bị từ chối (“{held.stderr.decode().strip()}”); bản thứ hai không giữ khóa"


def _until(true: object, words: str, seconds: float = 240) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise ProofError(words)
        time.sleep(0.3)


def running(proof: Proof) -> str:
    """While the program runs, a silent installation changes nothing and says so by its code."""
    wine = proof.wine
    wine.open(f"{PLACE}\\{launcher.WINDOW}")
    wine.wait_for(NAME)
    code = setup(proof, proof.setup, *install_at(PLACE))
    ensure(code == 3, f"bộ cài thoát với mã {code}, đợi mã 3")
    wine.close_windows(launcher.WINDOW)
    _compare(proof, proof.payload)
    return "bộ cài im lặng dừng với mã 3, tệp nguyên vẹn"


def upgrade(proof: Proof) -> str:
    """A newer version over this one: its files and only those; settings and books as they were."""
    newer = proof.work / "newer"
    shutil.copytree(proof.payload, newer)
    (newer / ".done").unlink(missing_ok=True)
    (newer / "giay-phep" / "GPL-3.0.txt").rename(newer / FRESH)
    folder = proof.work / "newer-setup"
    folder.mkdir()
    file = installer.build(folder, newer, epoch(), number=NEXT, quick=True)
    kept = _data(proof)
    ensure(any(it.endswith(".khoi") for it in kept), "không có dữ liệu để giữ")
    desktop = proof.wine.profile / "Desktop" / f"{NAME}.lnk"
    desktop.unlink()
    code = setup(proof, file, "/S")
    ensure(code == 0, f"bộ cài thoát với mã {code}")
    _compare(proof, newer)
    ensure(_data(proof) == kept, "dữ liệu hoặc thiết lập đã đổi")
    ensure(f'"DisplayVersion"="{NEXT}"' in proof.wine.registry(), "phiên bản ghi sai")
    ensure(not desktop.exists(), "biểu tượng đã bỏ lại hiện ra")
    return (
        f"tệp cũ đi, tệp mới đến, đúng thư mục cũ; {len(kept)} tệp dữ liệu và thiết lập nguyên vẹn"
    )


def downgrade(proof: Proof) -> str:
    """An older installer refuses to go over a newer version."""
    code = setup(proof, proof.setup, "/S")
    ensure(code == 4, f"bộ cài thoát với mã {code}, đợi mã 4")
    _compare(proof, proof.work / "newer")
    return "bộ cài cũ dừng với mã 4, bản mới nguyên vẹn"


def portable(proof: Proof) -> str:
    """The zip, unpacked on another place, does the same work without being installed."""
    stick = proof.wine.drive / "USB của tôi"
    [packed] = DIST.glob("*-usb.zip")
    with zipfile.ZipFile(packed) as file:
        file.extractall(stick)
    [top] = stick.iterdir()
    ensure(names(top) == names(proof.payload), "tệp nén khác gói")
    book = proof.wine.name(proof.wine.profile / "Documents" / BOOK)
    told = [
        proof.wine.call(f"{it}\\{launcher.CONSOLE}", "ranking", book, "--json").stdout
        for it in (proof.wine.name(top), PLACE)
    ]
    ensure(told[0] and told[0] == told[1], "kết quả khác bản đã cài")
    shutil.rmtree(stick)
    return "giải nén rồi chạy; xếp hạng như bản đã cài"


def reminder(proof: Proof) -> str:
    """The start with Windows: written and taken away by the program, for this user; left on, so that removing
    the program has to take it along."""
    line = f'"{PLACE}\\{launcher.WINDOW}" remind'
    # As a file of the registry writes it.
    entry = '"SoKhoiThiDua"="' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for state, expected in (("on", True), ("off", False), ("on", True)):
        done = proof.wine.call(f"{PLACE}\\{launcher.CONSOLE}", "remind", "--startup", state)
        ensure(done.returncode == 0, f"remind --startup {state} kết thúc với mã {done.returncode}")
        ensure((entry in proof.wine.registry()) == expected, f"mục khởi động sau “{state}” sai")
    return "ghi, gỡ rồi ghi lại được; gỡ chương trình thì mất theo"


def remove(proof: Proof) -> str:
    """Removed: what is left is what was there before, and the user's own data."""
    kept = _data(proof)
    _remove(proof, proof.wine.path(PLACE))
    ensure(_data(proof) == kept, "dữ liệu hoặc thiết lập đã đổi")
    before = set(proof.work.joinpath("before.txt").read_text(encoding="utf-8").splitlines())
    left = sorted(set(_user_files(proof)) - before - set(kept))
    left = [it for it in left if not it.endswith("nhat-ky.log")]
    ensure(not left, f"còn sót: {left[:5]}")
    return f"chỉ còn {len(kept)} tệp dữ liệu của người dùng"


def _remove(proof: Proof, folder: Path) -> None:
    """Uninstall silently; the remover works from a copy of itself, so its end is waited for."""
    proof.wine.call(proof.wine.name(folder / REMOVER), "/S")
    _until(lambda: not folder.exists(), "thư mục cài đặt còn lại")
    registry = proof.wine.registry()
    ensure("SoKhoiThiDua" not in registry, "sổ đăng ký còn dấu vết của chương trình")


def _user_files(proof: Proof) -> list[str]:
    """All files of the user, and of the folder that is installed to."""
    found = [it for it in proof.wine.profile.rglob("*") if it.is_file()]
    found += [it for it in proof.wine.path(PLACE).rglob("*") if it.is_file()]
    temporary = proof.wine.profile / "AppData/Local/Temp"
    return sorted(str(it) for it in found if not it.is_relative_to(temporary))


def _data(proof: Proof) -> dict[str, str]:
    """Every file of settings and of work, with its hash; not the log, which grows."""
    profile = proof.wine.profile
    found = [*(profile / DATA).rglob("*"), *(profile / "Documents").rglob("*")]
    return {str(it): sha256(it) for it in found if it.is_file() and it.suffix != ".log"}


def speed(proof: Proof) -> str:
    """The start of the installed program on a book, beside a bare window."""
    book = proof.wine.profile / "Documents" / BOOK
    return prove_speed.measure(proof, PLACE, proof.wine.name(book))


def sizes(proof: Proof) -> str:
    """The sizes of what is handed out."""
    [packed] = DIST.glob("*-usb.zip")
    inside = sum((proof.payload / it).stat().st_size for it in names(proof.payload))
    figures = (proof.setup.stat().st_size, packed.stat().st_size, inside)
    words = [f"{it / 1e6:.1f} MB".replace(".", ",") for it in figures]
    kinds = ("Bộ cài (giới hạn 45 MB)", "Tệp nén cho USB", "Cài ra đĩa")
    proof.figures += list(zip(kinds, words, strict=True))
    ensure(figures[0] <= 45e6, f"bộ cài {words[0]}")
    return f"bộ cài {words[0]}, tệp nén {words[1]}, trên đĩa {words[2]}; Python {runtime.VERSION}"


STEPS: tuple[Step, ...] = (
    ("Máy thử đúng như yêu cầu", lay_out),
    ("Cài bằng tay tới bảng xếp hạng đầu tiên", by_hand),
    ("Gỡ bản vừa cài", remove_first),
    ("Cài im lặng vào C:\\Phần mềm thi đua\\Sổ", silent),
    ("Sổ mẫu trong cửa sổ thật", window),
    *STEPS_OF_WORK,
    ("Bấm đúp tệp .khoi có tên tiếng Việt", association),
    ("Mở lần thứ hai: chỉ xem", second),
    ("Cài khi chương trình đang mở", running),
    ("Bản cho USB", portable),
    ("Nhắc việc khi khởi động Windows", reminder),
    ("Thời gian mở", speed),
    ("Nâng cấp giữ thiết lập và sổ", upgrade),
    ("Không hạ cấp", downgrade),
    ("Gỡ cài đặt chỉ để lại dữ liệu", remove),
    ("Dung lượng", sizes),
)
