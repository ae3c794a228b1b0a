"""A unit's summary of its report, at most one A4 page (S0, 3.2): what is known of the unit, and short texts."""

from datetime import date

from models.block import Unit
from models.collecting.registration import outcome
from models.paper_record import PaperRecord
from models.papers.achievements import awards_words, exemplar_words
from models.papers.office import ended
from models.papers.prose import ProseField, written
from models.papers.registration import titles_counted
from models.papers.report import Content, Paragraph, Part, Report, Signature
from models.papers.reports import UNIT_HEAD, unit_heading
from models.papers.words import NOTHING, Figures, banners, plain_name, rank_text
from models.points import show
from models.season import Season

KEY = "tom-tat-don-vi"
TITLE = "BÁO CÁO TÓM TẮT"
LONGEST_TEXT = 420
"""Letters a text may have so that five of them and what is known stay on one page."""
ACHIEVEMENTS = ProseField(
    "achievements",
    "Thành tích nổi bật",
    f"Thành tích nổi bật trong năm, không quá {LONGEST_TEXT} chữ cái",
)
SUMMARY_PROSE = (
    ACHIEVEMENTS,
    ProseField(
        "movements",
        "Phong trào thi đua",
        f"Phong trào thi đua tiêu biểu, không quá {LONGEST_TEXT} chữ cái",
    ),
    ProseField(
        "weaknesses",
        "Hạn chế, nguyên nhân",
        f"Hạn chế, nguyên nhân, không quá {LONGEST_TEXT} chữ cái",
    ),
    ProseField(
        "measures",
        "Phương hướng, giải pháp",
        f"Phương hướng, giải pháp năm sau, không quá {LONGEST_TEXT} chữ cái",
    ),
    ProseField("requests", "Kiến nghị", f"Kiến nghị, đề xuất, không quá {LONGEST_TEXT} chữ cái"),
)
_HEADINGS = ("2", "3", "4", "5", "6")
_LISTED = 300


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
    contents: list[Content] = [Paragraph("1. Số liệu chính", "section")]
    contents += [Paragraph(f"- {it}") for it in _known(season, figures, unit)]
    for number, it in zip(_HEADINGS, SUMMARY_PROSE, strict=True):
        contents += [Paragraph(f"{number}. {it.title}", "section"), *written(record, it)]
    last = contents[-1]
    if isinstance(last, Paragraph) and last.role == "body":
        contents[-1:] = ended((last,), season)
    subject = f"Kết quả phong trào thi đua, công tác khen thưởng năm {season.year}"
    return Report(
        file_stem=summary_stem(season, unit_id),
        style=season.block.style,
        heading=unit_heading(season, unit, printed_on, "BC"),
        parts=(Part("Tóm tắt", TITLE, subject, (*contents, Signature((UNIT_HEAD,)))),),
        printed_on=printed_on,
        banners=banners(season),
    )


def too_long(record: PaperRecord) -> tuple[ProseField, ...]:
    """The places whose text is longer than a summary of one page has room for."""
    return tuple(it for it in SUMMARY_PROSE if len(record.text(it.key)) > LONGEST_TEXT)


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
