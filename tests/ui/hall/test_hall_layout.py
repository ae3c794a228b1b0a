"""The hall's pictures measured: nothing cut, nothing under its least size, every unit there once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from models.hall.scenes import Scene, SceneRow, at_page, at_step, build, steps
from models.ranks.ranking import rank
from models.scores.scoring import score
from scripts.hall_screens import long_block, scenes, short_block
from ui.hall.layout import lay_out, pages
from ui.hall.layout_rows import split
from ui.hall.layout_text import Picture, Words, advance, wrap
from ui.look import style

SIZES = ((1024, 768), (1280, 720), (1920, 1080), (3840, 2160))
NAMED = ("ranking", "reveal", "criterion", "ballot")
LETTERS = 60
HAIR = 0.5
"""Half a pixel is not seen."""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    style.load_fonts()


def all_pages(scene: Scene, size: tuple[int, int]) -> Iterator[Picture]:
    for page in range(pages(scene, *size)):
        yield lay_out(at_page(scene, page), *size)


def whole_reveal(scene: Scene) -> Scene:
    return at_step(scene, steps(scene))


def assert_nothing_is_cut(picture: Picture) -> None:
    sheet = QRectF(0, 0, picture.width, picture.height)
    for it in picture.words:
        assert it.px >= it.least, it
        assert sheet.contains(it.rect), it
        assert it.rect.height() >= it.step * len(it.lines) - HAIR, it
        for left, base, line in it.placed():
            assert advance(line, it.px, it.weight) <= it.rect.width() + HAIR, it
            assert left >= it.rect.left() - HAIR
            assert it.rect.top() < base < it.rect.bottom()


def assert_nothing_overlaps(picture: Picture) -> None:
    placed = [(it, it.rect.adjusted(HAIR, HAIR, -HAIR, -HAIR)) for it in picture.words]
    for number, (first, rect) in enumerate(placed):
        for second, other in placed[number + 1 :]:
            assert not rect.intersects(other), (first, second)


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_any_scene_is_cut_small_or_covered(size: tuple[int, int]) -> None:
    for _, scene in scenes():
        for picture in all_pages(scene, size):
            assert_nothing_is_cut(picture)
            assert_nothing_overlaps(picture)


@pytest.mark.parametrize("size", SIZES)
def test_secondary_text_is_never_under_a_42nd_of_the_height(size: tuple[int, int]) -> None:
    for name, scene in scenes():
        for picture in all_pages(scene, size):
            assert min((it.px for it in picture.words), default=99) >= size[1] / 42, name


@pytest.mark.parametrize(
    "size", [(0, 0), (120, 60), (160, 134), (300, 1200), (1200, 200), (640, 480)]
)
def test_any_size_of_a_window_is_laid_out(size: tuple[int, int]) -> None:
    for _, scene in scenes():
        picture = lay_out(scene, *size)
        assert picture.width == size[0]
        assert picture.height <= size[1]


# ---- names -------------------------------------------------------------------------------------


def names_on(picture: Picture) -> list[Words]:
    return [it for it in picture.words if it.role == "text"]


def least_name(height: int, units: int) -> int:
    """LOOK.md: 1/24 of the height with up to 12 units, else 1/32."""
    return ceil(height / (24 if units <= 12 else 32))


def exact_names(count: int) -> Scene:
    """A ranking of units whose names have 60 letters each."""
    start = "Ban Chỉ đạo thực hiện quy chế dân chủ cơ sở"
    names = [
        f"{start} {'xã phường thị trấn'[: LETTERS - len(start) - 3]}{n:02}" for n in range(count)
    ]
    assert {len(it) for it in names} == {LETTERS}
    rows = tuple(SceneRow(f"u{n}", it, f"{n + 1} =", figure="100,00") for n, it in enumerate(names))
    return Scene(
        "ranking", "Khối Thi đua các cơ quan Tỉnh ủy", "Kết quả chấm điểm năm 2023", rows=rows
    )


def assert_names_stand(scene: Scene, size: tuple[int, int], lines: int = 2) -> None:
    told: Counter[str] = Counter()
    # Who stands apart from the ranking is one small grey line (mock 7).
    apart = {it.key for it in scene.rows if it.tone == "apart"}
    for picture in all_pages(scene, size):
        shown = names_on(picture)
        assert len(shown) <= 20
        for it in shown:
            units = 20 if it.group in apart else len(scene.rows)
            assert it.px >= least_name(size[1], units)
            assert len(it.lines) <= lines
            told[" ".join(it.lines)] += 1
    assert told == Counter(it.text for it in scene.rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 5, 12, 13, 20, 21, 45])
def test_names_of_60_letters_stand_whole_on_two_lines_at_their_least_size(
    size: tuple[int, int], count: int
) -> None:
    scene = exact_names(count)
    assert_names_stand(scene, size)
    for picture in all_pages(scene, size):
        assert_nothing_is_cut(picture)
        assert_nothing_overlaps(picture)


@pytest.mark.parametrize("size", SIZES)
def test_every_unit_of_every_scene_stands_there_once(size: tuple[int, int]) -> None:
    for _, scene in scenes():
        if scene.kind in NAMED:
            assert_names_stand(whole_reveal(scene), size)


@pytest.mark.parametrize("size", SIZES)
def test_20_units_of_ordinary_names_are_one_picture(size: tuple[int, int]) -> None:
    season = short_block(20)
    results = score(season)
    scene = build("ranking", "", season, results, rank(results, season.pack))
    assert pages(scene, *size) == 1
    assert len(names_on(lay_out(scene, *size))) == 20


@pytest.mark.parametrize("size", SIZES)
def test_an_endless_name_is_broken_never_cut(size: tuple[int, int]) -> None:
    rows = (SceneRow("a", "Ủy ban " + "Ế" * 200, "1", figure="95,00"),)
    scene = Scene("ranking", "Khối", "Kết quả", rows=rows)
    for picture in all_pages(scene, size):
        assert_nothing_is_cut(picture)
    drawn = "".join(line for it in all_pages(scene, size) for w in names_on(it) for line in w.lines)
    assert drawn.replace(" ", "") == rows[0].text.replace(" ", "")


def test_all_pages_of_a_scene_are_written_in_one_size() -> None:
    scene = exact_names(20)
    assert (
        len({it.px for picture in all_pages(scene, (1024, 768)) for it in names_on(picture)}) == 1
    )


# ---- long texts --------------------------------------------------------------------------------

OF_EVERY_PAGE = ("KHỐI", "Ban A", "Chương trình", "Tiêu chí I.1", "1", "→", "2", "CHƯA CHÍNH THỨC")
STORY = " ".join(f"Câu thứ {n} nói về công tác thi đua." for n in range(90))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "scene",
    [
        Scene("message", big=STORY),
        Scene("message", big="Thông báo", lines=(STORY,)),
        Scene("closing", "Khối", big=STORY),
        Scene(
            "discussion",
            "Khối",
            "Ban A",
            ("Tiêu chí I.1",),
            (SceneRow("why", STORY, "Lý do"),),
            "1 → 2",
        ),
        Scene("agenda", "Khối", "Chương trình", rows=(SceneRow("1", STORY, "1", second="Ban A"),)),
    ],
    ids=["message", "second line", "closing", "discussion", "agenda"],
)
def test_a_long_text_goes_on_on_the_next_page(scene: Scene, size: tuple[int, int]) -> None:
    drawn = []
    for picture in all_pages(scene, size):
        assert_nothing_is_cut(picture)
        assert_nothing_overlaps(picture)
        drawn += [line for it in picture.words for line in it.lines]
    which = [it for it in drawn if it.startswith("Trang")]
    assert STORY in " ".join(it for it in drawn if it not in (*which, *OF_EVERY_PAGE))
    assert len(which) == (pages(scene, *size) if pages(scene, *size) > 1 else 0)


def test_lines_break_between_words_and_keep_every_letter() -> None:
    text = "Văn phòng đại diện Báo Nhân dân tại Lào Cai"
    lines = wrap(text, 40, 500, 300)
    assert " ".join(lines) == text
    assert all(advance(it, 40, 500) <= 300 for it in lines)


# ---- marks and pages ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_what_a_scene_must_carry_stands_on_every_page(size: tuple[int, int]) -> None:
    for name, scene in scenes():
        for picture in all_pages(replace(scene, rehearsal=True), size):
            drawn = " ".join(line for it in picture.words for line in it.lines)
            if scene.kind == "blank":
                assert picture.words == ()
                continue
            assert "TẬP DƯỢT" in drawn, name
            mark = next(it for it in picture.words if "CHƯA CHÍNH THỨC" in it.lines)
            assert (mark.ink, mark.px >= size[1] / 36) == ("ERROR", True)


def test_a_closed_year_carries_no_such_mark() -> None:
    for _, scene in scenes():
        picture = lay_out(replace(scene, unofficial=False), 1920, 1080)
        assert not any("CHƯA CHÍNH THỨC" in it.lines for it in picture.words)


@pytest.mark.parametrize("size", SIZES)
def test_a_reveal_turns_its_pages_itself_and_moves_no_row(size: tuple[int, int]) -> None:
    season = long_block()
    results = score(season)
    whole = build("reveal", "", season, results, rank(results, season.pack))
    places: dict[str, tuple[int, float]] = {}
    for step in range(steps(whole) + 1):
        scene = at_step(whole, step)
        picture = lay_out(scene, *size)
        new = {it.key for it in scene.rows if it.shown == step and step}
        shown = {it.group: it for it in picture.words if it.role == "text"}
        assert new <= shown.keys(), step
        for key, it in shown.items():
            assert places.setdefault(key, (picture.page, it.rect.top())) == (
                picture.page,
                it.rect.top(),
            )
    assert len(places) == 20


def test_a_reveal_ends_at_rest_at_the_top_of_the_whole_table() -> None:
    scene = dict(scenes())["bau-cong-bo-00"]
    for size in SIZES:
        end = lay_out(at_step(scene, steps(scene)), *size)
        before = lay_out(at_step(scene, steps(scene) - 1), *size)
        assert end.page == 0
        assert "NOW" in {it.colour for it in before.grounds}
        assert "NOW" not in {it.colour for it in end.grounds}, "nothing is new any more"
        told = [it for it in end.words if it.role == "low"]
        assert any("Theo kết quả bỏ phiếu" in line for it in told for line in it.lines)
    # With a page for all, all are there.
    assert len(names_on(lay_out(at_step(scene, steps(scene)), 1920, 1080))) == 20


def test_units_that_come_together_stand_on_one_page_and_pages_are_alike_long() -> None:
    rows = [SceneRow(str(n), "Ban", shown=20 - n) for n in range(20)]
    rows[10] = replace(rows[10], shown=rows[9].shown)
    assert [len(it) for it in split(rows, 2, together=False)] == [10, 10]
    assert [len(it) for it in split(rows, 2, together=True)] in ([9, 11], [11, 9])
    assert [len(it) for it in split([replace(it, shown=1) for it in rows], 3, together=True)] == [
        20
    ]


def test_a_name_on_two_lines_leaves_no_single_word_under_it() -> None:
    name = "Trung tâm Ứng dụng tiến bộ khoa học kỹ thuật nông nghiệp và môi trường"
    rows = tuple(SceneRow(str(n), f"{name} {n}", f"{n}", figure="95,00") for n in range(1, 14))
    for it in names_on(lay_out(Scene("ranking", "Khối", "Kết quả", rows=rows), 1024, 768)):
        first, second = it.lines
        assert len(second) > len(first) / 2


def test_few_rows_are_written_larger_than_many() -> None:
    size = {}
    for count in (3, 11):
        rows = tuple(SceneRow(str(n), f"Ban {n}", str(n), figure="9") for n in range(count))
        made = lay_out(Scene("ballot", "Khối", "Suy tôn", rows=rows), 1920, 1080)
        size[count] = names_on(made)[0].px
    assert size[3] > 1.3 * size[11]


def test_who_stands_apart_is_smaller_and_grey_below_the_ranks() -> None:
    scene = dict(scenes())["xep-hang"]
    *ranked, apart = names_on(lay_out(scene, 1920, 1080))
    assert (apart.ink, apart.lines) == (
        "MUTED",
        ("Đảng ủy Khối các cơ quan tỉnh: không bình xét, suy tôn",),
    )
    assert apart.px < min(it.px for it in ranked)
    assert apart.rect.top() > max(it.rect.bottom() for it in ranked)


@pytest.mark.parametrize("size", SIZES)
def test_one_criterion_across_20_units_is_one_picture(size: tuple[int, int]) -> None:
    assert pages(dict(scenes())["20-tieu-chi"], *size) == 1


def test_the_pause_stands_where_the_next_row_will() -> None:
    _, whole = next(it for it in scenes() if it[1].kind == "reveal")
    pause = lay_out(at_step(whole, whole.banner_at), 1920, 1080)
    banner = next(it for it in pause.words if it.role == "banner")
    after = lay_out(at_step(whole, whole.banner_at + 1), 1920, 1080)
    first = names_on(after)[0]
    assert banner.lines == ("Đơn vị dẫn đầu theo điểm…",)
    assert abs(banner.rect.center().y() - first.rect.center().y()) < 1
    assert any(it.colour == "FLAG_LINE" for it in pause.grounds)
    before = lay_out(at_step(whole, whole.banner_at - 1), 1920, 1080)
    assert not any(it.colour in ("FLAG", "FLAG_LINE") for it in before.grounds)


def test_the_agenda_opens_at_the_page_of_now() -> None:
    rows = tuple(
        SceneRow(
            str(n), f"Nội dung thứ {n} của hội nghị", str(n), tone="now" if n == 35 else "plain"
        )
        for n in range(40)
    )
    picture = lay_out(Scene("agenda", "Khối", "Chương trình", rows=rows), 1280, 720)
    assert picture.pages > 1
    assert any(it.group == "35" for it in picture.words)
