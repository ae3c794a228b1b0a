"""A unit's summary of its report, at most one A4 page (S0, 3.2): what is known of the unit, and short texts."""

from dataclasses import replace
from datetime import date

from models.block import Unit
from models.collecting.registration import outcome
from models.paper_record import PaperRecord
from models.papers.achievements import awards_words, exemplar_words
from models.papers.office import ended
from models.papers.prose import ProseField, labelled
from models.papers.registration import titles_counted
from models.papers.report import Paragraph, Part, Report, Signature
from models.papers.reports import UNIT_HEAD, unit_heading
from models.papers.words import NOTHING, Figures, banners, plain_name, rank_text
from models.points import show
from models.season import Season

KEY = "tom-tat-don-vi"
TITLE = "BÁO CÁO TÓM TẮT"
MOST_LETTERS = 1000
"""How many letters the clerk's texts may have together, so that with what is known they stay on one page even
under a long name, in the larger type of Party papers."""
ACHIEVEMENTS = ProseField("achievements", "Thành tích nổi bật", "Thành tích nổi bật trong năm")
SUMMARY_PROSE = (
    ACHIEVEMENTS,
    ProseField("movements", "Phong trào thi đua", "Phong trào thi đua tiêu biểu"),
    ProseField("weaknesses", "Hạn chế, nguyên nhân", "Hạn chế, nguyên nhân"),
    ProseField("measures", "Phương hướng, giải pháp", "Phương hướng, giải pháp năm sau"),
    ProseField("requests", "Kiến nghị", "Kiến nghị, đề xuất"),
)
_LISTED = 160


def summary_stem(season: Season, unit_id: str) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    number = [it.id for it in season.units].index(unit_id) + 1
    unit = season.units[number - 1]
    return plain_name(f"Tom tat bao cao {season.year} {number:02} {unit.short_name or unit.name}")


def unit_summary(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The page of one unit."""
    unit = season.unit(unit_id)
    assert unit is not None, "a paper of a unit is asked for with the id of one"
    record = season.plan.record(KEY, unit_id)
    told = " ".join(_known(season, figures, unit))
    contents = [Paragraph(f"1. Số liệu chính: {told}")]
    contents += [
        labelled(record, replace(it, title=f"{number}. {it.title}"))
        for number, it in enumerate(SUMMARY_PROSE, 2)
    ]
    if contents[-1].role == "body":
        contents[-1:] = ended((contents[-1],), season)
    subject = f"Kết quả phong trào thi đua, công tác khen thưởng năm {season.year}"
    return Report(
        file_stem=summary_stem(season, unit_id),
        style=season.block.style,
        heading=unit_heading(season, unit, printed_on, "BC"),
        parts=(Part("Tóm tắt", TITLE, subject, (*contents, Signature((UNIT_HEAD,)))),),
        printed_on=printed_on,
        banners=banners(season),
    )


def too_many_letters(record: PaperRecord) -> int:
    """By how many letters the texts are longer than one page has room for, 0 while they fit."""
    written = sum(len(" ".join(record.text(it.key).split())) for it in SUMMARY_PROSE)
    return max(0, written - MOST_LETTERS)


def _known(season: Season, figures: Figures, unit: Unit) -> list[str]:
    """A few lines of figures; lists that would take too much room are only counted."""
    facts = season.facts
    targets = [it for it in facts.targets if it.unit == unit.id]
    ends = [outcome(it) for it in targets]
    lines = []
    if targets:
        lines.append(
            f"Chỉ tiêu đăng ký: {len(targets)}; vượt {ends.count('exceeded')}, đạt {ends.count('met')}, "
            f"chưa đạt {ends.count('missed')}, chưa có số liệu {ends.count(None)}."
        )
    titles = [it for it in facts.titles if it.unit == unit.id]
    if titles:
        lines.append(f"Danh hiệu, hình thức khen thưởng đăng ký: {titles_counted(titles)}.")
    given = [it for it in facts.commended if it.unit == unit.id]
    if given:
        lines.append(_short(f"Khen thưởng đã có: {awards_words(given)}", f"{len(given)} mục"))
    models = [it for it in facts.exemplars if it.unit == unit.id]
    if models:
        said = exemplar_words(season, models, units=False)
        lines.append(_short(f"Điển hình tiên tiến: {said}", f"{len(models)}"))
    standing = next((it for it in figures.standings if it.result.unit.id == unit.id), None)
    if standing is not None:
        total = standing.result.total
        points = NOTHING if total is None else show(total)
        lines.append(f"Tổng điểm: {points}; xếp hạng: {rank_text(standing)}.")
    return lines


def _short(words: str, counted: str) -> str:
    """The words, or the number in place of a list that is too long."""
    said = words if len(words) <= _LISTED else f"{words.partition(':')[0]}: {counted}"
    return f"{said}."
