"""Pictures of every scene of the hall at its four sizes, of the sample and of 20 units with long names.

`python -m scripts.hall_screens FOLDER [--size 1920x1080] [--dark]`
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from models.award_rules import Threshold
from models.ballot import Ballot, Count, VoteLine
from models.block import Unit
from models.collected import Discussion
from models.facts import Exclusion, Facts
from models.hall.scenes import Scene, at_page, at_step, build, stamped, steps
from models.meeting import AgendaItem, Meeting, SceneKind
from models.meeting_day.discussion import address
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import ScoreKey, Season
from ui.book import shipped

SIZES = ("1024x768", "1280x720", "1920x1080", "3840x2160")
LONG_STARTS = (
    "Ban Quản lý dự án đầu tư xây dựng công trình",
    "Trung tâm Ứng dụng tiến bộ khoa học kỹ thuật",
    "Văn phòng Điều phối Chương trình mục tiêu quốc gia",
    "Cơ quan Thường trực Ban Chỉ đạo cải cách hành chính",
)
LONG_ENDS = (
    "giao thông tỉnh Lào Cai",
    "nông nghiệp và môi trường",
    "dân dụng và công nghiệp",
    "các huyện biên giới",
    "khu kinh tế cửa khẩu",
)


def main() -> int:
    """Paint every scene at every size and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", action="append")
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    look = "dark" if options.dark else "light"
    for size in options.size or SIZES:
        for picture in _take(options.folder / size, size, look):
            print(picture)
    app.quit()
    return 0


def _take(folder: Path, size: str, look: str) -> Iterator[Path]:
    from ui.hall.canvas import HallCanvas

    folder.mkdir(parents=True, exist_ok=True)
    canvas = HallCanvas()
    canvas.set_look(look)
    canvas.resize(*(int(it) for it in size.split("x")))
    for name, scene in scenes():
        canvas.show_scene(scene, animate=False)
        # A reveal turns its pages by itself, until the whole table stands there.
        turned = canvas.picture.pages if scene.kind != "reveal" or scene.is_whole else 1
        for page in range(turned):
            if turned > 1:
                canvas.show_scene(at_page(scene, page), animate=False)
            made = folder / f"{name}{f'-{page + 1}' if page else ''}.png"
            canvas.grab().save(str(made))
            yield made


def scenes() -> Iterator[tuple[str, Scene]]:
    """Every scene by name: of the sample's own meeting, of a block of 20, of one with names of 60 letters, and of
    that one after the vote, with units kept out."""
    yield from _of(sample_meeting(), "")
    yield from _of(short_block(20), "20-")
    yield from _of(long_block(), "dai-")
    yield from _of(voted_block(), "bau-")


def _of(season: Season, before: str) -> Iterator[tuple[str, Scene]]:
    results = score(season)
    standings = rank(results, season.pack)
    frozen = datetime(2023, 12, 19, 10, 3)

    def made(kind: SceneKind, about: str = "") -> Scene:
        return stamped(build(kind, about, season, results, standings), frozen)

    first = season.units[0].id
    criterion = season.table.criteria()[0].code
    wanted: tuple[tuple[str, SceneKind, str], ...] = (
        ("khai-mac", "opening", ""),
        ("maket", "opening", "maket"),
        ("chuong-trinh", "agenda", ""),
        ("xep-hang", "ranking", ""),
        ("don-vi", "unit", first),
        ("tieu-chi", "criterion", criterion),
        ("thao-luan", "discussion", address(season, 0)),
        ("dang-bo-phieu", "ballot", "B0"),
        ("bo-phieu", "ballot", "B1"),
        ("loi-nhan", "message", "Nghỉ giải lao\nHội nghị tiếp tục lúc 10 giờ 15 phút"),
        ("dem-nguoc", "countdown", "15 Nộp phiếu bầu"),
        ("trong", "blank", ""),
        ("be-mac", "closing", ""),
    )
    for name, kind, about in wanted:
        yield before + name, made(kind, about)
    whole = made("reveal")
    for step in sorted({0, 1, steps(whole) // 2, whole.banner_at, steps(whole)}):
        yield f"{before}cong-bo-{step:02}", at_step(whole, step)


def sample_meeting() -> Season:
    """The sample with a meeting under way."""
    season = shipped.sample()
    agenda = (
        AgendaItem("1", "Ổn định tổ chức, giới thiệu đại biểu", 1, "Văn phòng Tỉnh ủy", done=True),
        AgendaItem("2", "Báo cáo tổng kết công tác thi đua năm 2023", 1, "Trưởng Khối", done=True),
        AgendaItem("3", "Tham luận, thảo luận, thống nhất điểm các đơn vị", 1, "Chủ trì"),
        AgendaItem("4", "Bình xét, suy tôn Cờ thi đua", 2, "Chủ trì"),
        AgendaItem("5", "Công bố khen thưởng điển hình tiên tiến", 2, "Thư ký"),
        AgendaItem("6", "Bầu Trưởng Khối, Phó Trưởng Khối năm 2024", 2, "Ban kiểm phiếu"),
    )
    names = tuple(it.id for it in season.units[:3])
    half = Threshold("flag", "Suy tôn Cờ thi đua", numerator=2, denominator=3, at_least=True)
    votes = tuple(VoteLine(it, n) for it, n in zip(names, (10, 3, 1), strict=True))
    count = Count(14, 14, 14, 0, 0, votes)
    title = "Suy tôn Cờ thi đua của UBND tỉnh"
    open_one = Ballot("B0", title, seats=1, candidates=names, threshold=half, present=14)
    closed = replace(open_one, code="B1", count=count, is_closed=True)
    meeting = Meeting(place="Hội trường Tỉnh ủy", agenda=agenda, at="3", ballots=(open_one, closed))
    return replace(_with_proposal(season), meeting=meeting)


def _with_proposal(season: Season) -> Season:
    unit = season.units[0]
    code = season.table.criteria()[0].code
    proposal = Discussion(
        unit.id,
        code,
        Decimal("10.5"),
        Decimal(11),
        by="đồng chí Chánh Văn phòng Tỉnh ủy",
        why="Đơn vị đã hoàn thành chương trình công tác trước hạn, có văn bản xác nhận",
        evidence="Thông báo số 45-TB/TU ngày 02/12/2023",
        method="hands",
        for_=10,
        against=1,
        outcome="accepted",
    )
    return replace(season, facts=replace(season.facts, discussions=(proposal,)))


def short_block(count: int) -> Season:
    """The sample's table with `count` units of ordinary names, each with its own points."""
    return _with_units([f"Sở ban ngành thứ {n} của tỉnh" for n in range(1, count + 1)])


def long_block() -> Season:
    """The same with 20 names of 60 letters and more."""
    return _with_units([f"{start} {end}" for start in LONG_STARTS for end in LONG_ENDS])


def voted_block() -> Season:
    """The long block after a unit was merged in November and another kept out; the vote has parted the tie."""
    season = long_block()
    out = (
        Exclusion("u19", "Hợp nhất từ tháng 11, tính điểm vào đơn vị mới", "QĐ 12"),
        Exclusion("u18", "Sai phạm nghiêm trọng", "Thông báo 5"),
    )
    award = season.pack.quotas[0].award
    names = ("u0", "u11")
    votes = tuple(VoteLine(it, n) for it, n in zip(names, (3, 11), strict=True))
    ballots = tuple(
        replace(it, award=award, candidates=names, count=replace(it.count, votes=votes))
        for it in season.meeting.ballots
    )
    meeting = replace(season.meeting, ballots=ballots)
    return replace(season, facts=replace(season.facts, exclusions=out), meeting=meeting)


def _with_units(names: list[str]) -> Season:
    season = sample_meeting()
    units = tuple(Unit(name, f"u{n}") for n, name in enumerate(names))
    known = {}
    for n, unit in enumerate(units):
        earlier = season.units[n % len(season.units)].id
        for key, value in season.scores.items():
            if key.unit == earlier:
                known[ScoreKey(unit.id, key.criterion, key.stage)] = value
    ballots = tuple(
        replace(
            it,
            candidates=tuple(unit.id for unit in units[:3]),
            count=replace(
                it.count,
                votes=tuple(
                    VoteLine(unit.id, n) for unit, n in zip(units, (10, 3, 1), strict=False)
                ),
            ),
        )
        for it in season.meeting.ballots
    )
    made = replace(
        season,
        units=units,
        head=units[0].id,
        scores=known,
        facts=Facts(),
        meeting=replace(season.meeting, ballots=ballots),
    )
    return _with_proposal(made)


if __name__ == "__main__":
    raise SystemExit(main())
