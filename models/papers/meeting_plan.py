"""The plan of the year-end meeting (Kế hoạch tổng kết): the order and words of S0, the days of this year's plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from models.dates.due_days import due
from models.dates.items import Task, tasks
from models.dates.workdays import with_weekday
from models.paper_record import PaperRecord
from models.papers.office import bases, ended, in_force, signed_by_head
from models.papers.phrases import flag_name, head_name, members_name, paper_words, until
from models.papers.prose import ProseField, drafted, labelled, written
from models.papers.report import Content, Paragraph, Part, Report
from models.papers.words import Figures, banners, block_year, heading, plain_name
from models.season import Season
from models.texts import begun, lowered

KEY = "ke-hoach-tong-ket"
GUIDANCE = ProseField(
    "huong-dan",
    "Văn bản hướng dẫn tổng kết",
    "Văn bản hướng dẫn tổng kết của năm: tên, số, ngày, cơ quan ban hành",
)
PURPOSE = ProseField("muc-dich", "1. Mục đích", "Mục đích của việc tổng kết")
DEMAND = ProseField("yeu-cau", "2. Yêu cầu", "Yêu cầu đối với việc tổng kết")
FORM = ProseField("hinh-thuc", "2.1. Hình thức tổng kết", "họp trực tiếp hay trực tuyến")
LENGTH = ProseField("thoi-luong", "Thời lượng hội nghị", "ví dụ: ½ ngày")
WHO = ProseField("thanh-phan", "2.4. Thành phần", "Thành phần dự, mỗi dòng một nhóm")
CONTENT = ProseField("noi-dung", "2.5. Nội dung", "Nội dung hội nghị theo hai phần")
PREPARING = ProseField("phan-cong", "Việc của Trưởng khối", "Việc chuẩn bị của Trưởng khối")
MAIL = ProseField("thu-dien-tu", "Nơi nhận tệp điện tử", "địa chỉ thư điện tử nhận tệp của đơn vị")
PROSE = (GUIDANCE, PURPOSE, DEMAND, FORM, LENGTH, WHO, CONTENT, PREPARING, MAIL)
_WITHIN = timedelta(days=92)
"""What is due in the quarter before the meeting is done for it: the papers of spring and of the half-year are not."""


def plan_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Ke hoach tong ket {season.year}")


def meeting_plan(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The whole plan; its backdrop text is a paper of its own that goes with it."""
    record = season.plan.record(KEY)
    contents: tuple[Content, ...] = (
        *_grounds(season, record),
        Paragraph("I. MỤC ĐÍCH, YÊU CẦU", "part"),
        *_purpose(season, record),
        Paragraph("II. NỘI DUNG", "part"),
        Paragraph(f"1. {_first(season)}", "section"),
        *_own_reviews(season, record),
        Paragraph(f"2. Tổng kết {season.block.name}", "section"),
        *_meeting(season, record),
        Paragraph("III. TỔ CHỨC THỰC HIỆN", "part"),
        *_carried_out(season, record),
        *ended((Paragraph(_last_words(season)),), season),
        signed_by_head(season, record),
    )
    subject = f"Tổng kết phong trào thi đua, công tác khen thưởng năm {season.year}\ncủa {season.block.name}"
    return Report(
        file_stem=plan_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Kế hoạch tổng kết", "KẾ HOẠCH", subject, contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _review(season: Season) -> str:
    return f"tổng kết phong trào thi đua, công tác khen thưởng năm {season.year}"


def _guidance(record: PaperRecord) -> list[str]:
    lines = (it.strip().rstrip(";.") for it in record.text(GUIDANCE.key).splitlines())
    return [it.removeprefix("Căn cứ ") for it in lines if it]


def _by(record: PaperRecord) -> str:
    named = "; ".join(_guidance(record))
    return f" theo {named}" if named else ""


def _grounds(season: Season, record: PaperRecord) -> Iterator[Paragraph]:
    """What the plan rests on: rules, this year's guidance, the block's own plan of the year."""
    named = _guidance(record)
    yield from bases(in_force(season), named)
    if not named:
        yield from written(record, GUIDANCE)
    own = paper_words(season, season.plan.record("ke-hoach"), "KH")
    follows = f"Thực hiện Kế hoạch {own} về hoạt động của {block_year(season)}, " if own else ""
    head = head_name(season)
    office = f"Trưởng {season.block.word.lower()}"
    held = f"{head} (đơn vị {office} năm {season.year})" if season.unit(season.head) else head
    yield Paragraph(
        f"{follows}{held} xây dựng Kế hoạch {_review(season)} của {season.block.name} như sau:"
    )


def _purpose(season: Season, record: PaperRecord) -> Iterator[Paragraph]:
    yield Paragraph(PURPOSE.title, "section")
    yield from drafted(
        record,
        PURPOSE,
        f"- Đánh giá tình hình, kết quả hoạt động của {block_year(season)}; đề ra phương hướng, nhiệm "
        f"vụ, giải pháp trong năm {season.year + 1}.",
        "- Biểu dương, khen thưởng kịp thời những tập thể, cá nhân có thành tích xuất sắc trong các phong "
        f"trào thi đua năm {season.year}.",
    )
    yield Paragraph(DEMAND.title, "section")
    yield from drafted(
        record,
        DEMAND,
        f"Việc tổng kết phong trào thi đua, công tác khen thưởng của các cơ quan, đơn vị và "
        f"{season.block.name} đảm bảo thực hiện theo đúng quy định.",
    )


def _first(season: Season) -> str:
    """The title of the province's own review (S0, II.1); of a block of another level that of its units."""
    province = "tỉnh" in season.pack.board.casefold().split()
    return f"Tổng kết {'phong trào thi đua của tỉnh' if province else 'tại các cơ quan, đơn vị'}"


def _own_reviews(season: Season, record: PaperRecord) -> Iterator[Paragraph]:
    yield Paragraph(
        f"{members_name(season)} thực hiện {_review(season)} của cơ quan, đơn vị{_by(record)}."
    )


# ---- the meeting


def _meeting(season: Season, record: PaperRecord) -> Iterator[Paragraph]:
    yield labelled(record, FORM)
    yield _when(season, record)
    place = season.meeting.place
    yield (
        Paragraph(f"2.3. Địa điểm: {place.rstrip('.')}.")
        if place
        else Paragraph("2.3. Địa điểm: [địa điểm họp, ghi ở trang Hội nghị]", "blank")
    )
    yield Paragraph(WHO.title, "point")
    yield from drafted(record, WHO, *_who(season))
    yield Paragraph(CONTENT.title, "point")
    yield from drafted(record, CONTENT, *_content(season))
    yield Paragraph("2.6. Maket hội nghị: Có phụ biểu kèm theo.")


def _when(season: Season, record: PaperRecord) -> Paragraph:
    day = season.plan.meeting
    if day is None:
        return Paragraph("2.2. Thời gian: [ngày họp, ghi ở trang Lịch và hạn]", "blank")
    length = " ".join(record.text(LENGTH.key).split()).rstrip(".,")
    said = f"{length}, dự kiến" if length else "Dự kiến"
    return Paragraph(
        f"2.2. Thời gian: {said} ngày {with_weekday(day)}. Thời gian chính thức sẽ có giấy mời sau."
    )


def _who(season: Season) -> Iterator[str]:
    """Who is proposed to take part, as S0 has them."""
    if season.pack.board:
        yield f"- {begun(season.pack.board)}: đại diện lãnh đạo, cán bộ theo dõi khối;"
    yield (
        f"- {members_name(season)}: đại diện lãnh đạo cơ quan, đơn vị; cán bộ phụ trách công tác thi "
        "đua, khen thưởng; các tập thể, cá nhân điển hình tiên tiến được khen thưởng."
    )


def _content(season: Season) -> Iterator[str]:
    word, year = season.block.word, season.year
    yield "* Phần I:"
    yield (
        f"(1) Tổng kết đánh giá kết quả hoạt động của {block_year(season)}; đề ra phương hướng, nhiệm vụ, "
        f"giải pháp trong năm {year + 1}."
    )
    yield (
        "- Thảo luận, trao đổi kinh nghiệm tổ chức phong trào thi đua, công tác xây dựng điển hình tiên "
        "tiến, công tác khen thưởng (tham luận của các tập thể, cá nhân điển hình tiên tiến)."
    )
    yield f"(2) Thống nhất việc chấm điểm cho các thành viên thuộc {word} Thi đua năm {year}."
    yield "* Phần II:"
    yield f"(3) Bình xét thi đua, suy tôn đề nghị tặng {flag_name(season)} theo quy định."
    yield f"(4) Công bố Quyết định tặng thưởng điển hình tiên tiến của {word} Thi đua năm {year}."
    yield f"(5) Bầu đơn vị Trưởng {word}, Phó Trưởng {season.block.name} năm {year + 1}."


# ---- who does what until when


def _carried_out(season: Season, record: PaperRecord) -> Iterator[Paragraph]:
    word, year = season.block.word, season.year
    head = head_name(season)
    meeting = f"hội nghị {_review(season)} của {season.block.name}"
    found = [it for it in tasks(season) if it.due.last is not None]
    yield Paragraph(_duty("1", season, season.head, f"Trưởng {word} Thi đua năm {year}"), "section")
    yield from drafted(
        record,
        PREPARING,
        f"- Chuẩn bị nội dung, chương trình, tài liệu và các điều kiện cần thiết để tổ chức {meeting}.",
    )
    for it in found:
        if it.deadline.owner == "head" and _is_after(season, it):
            yield Paragraph(
                f"- {begun(until(it.due))}, {head} {lowered(it.title)}{_at_the_latest(season, it)}."
            )
    yield Paragraph(
        _duty("2", season, season.deputy, f"Phó Trưởng {word} Thi đua năm {year}"), "section"
    )
    yield Paragraph(
        f"Phối hợp với {head} chuẩn bị phòng họp và các nội dung, chương trình tổ chức {meeting}."
    )
    yield Paragraph(f"3. {members_name(season)}", "section")
    yield Paragraph(f"3.1. Thực hiện {_review(season)} của cơ quan, đơn vị{_by(record)}.")
    yield from _of_units(season, record, [it for it in found if it.deadline.owner == "units"])


def _duty(number: str, season: Season, unit_id: str, office: str) -> str:
    """ "1. Ban Nội chính Tỉnh ủy (Trưởng Khối Thi đua năm 2023)"."""
    unit = season.unit(unit_id)
    return f"{number}. {unit.name} ({office})" if unit else f"{number}. {office}"


def _is_after(season: Season, it: Task) -> bool:
    """Whether something is counted from the meeting, and not of its own day."""
    counted = it.deadline.kind == "after_meeting" and not it.deadline.earlier
    return season.plan.meeting is not None and counted and it.deadline.days > 0


def _at_the_latest(season: Season, it: Task) -> str:
    """ ", hoàn thành trước ngày 25/12/2023": the fixed day of something that is counted from the meeting as well."""
    if not it.deadline.day:
        return ""
    fixed = until(due(replace(it.deadline, kind="before"), season))
    return "" if fixed in until(it.due) else f", hoàn thành {fixed}"


def _of_units(season: Season, record: PaperRecord, found: list[Task]) -> Iterator[Paragraph]:
    """What the units have to hand in for the meeting, a line a day, and what after it."""
    meeting = season.plan.meeting
    head = head_name(season)
    before = [
        it for it in found if meeting and it.due.last and meeting - _WITHIN < it.due.last <= meeting
    ]
    before.sort(key=lambda it: it.due.last or date.max)
    if before:
        yield Paragraph(f"3.2. Hoàn thành, gửi về {head}:")
        for day, asked in groupby(before, key=lambda it: until(it.due)):
            yield Paragraph(f"- {begun(day)}: {'; '.join(map(_asked, asked))}.")
        yield labelled(record, MAIL)
    else:
        yield Paragraph(
            f"3.2. Hoàn thành, gửi về {head}: [văn bản đơn vị gửi và hạn gửi, ghi ở trang Hồ sơ]",
            "blank",
        )
    for number, it in enumerate((it for it in found if _is_after(season, it)), 3):
        result = f" ({lowered(it.own.result)})" if it.own and it.own.result else ""
        what = _asked(it)
        to = "về" if "gửi" in what.split() else "gửi về"
        yield Paragraph(f"3.{number}. {begun(until(it.due))}, {what} {to} {head}{result}.")


def _asked(it: Task) -> str:
    """What is asked, with how many pages and originals where its title does not say so."""
    title, paper, more = lowered(it.title), it.paper, []
    if paper and paper.pages and "trang" not in title:
        more.append(f"không quá {paper.pages:02} trang A4")
    if paper and paper.originals and "bản chính" not in title:
        more.append(f"{paper.originals:02} bản chính")
    return f"{title} ({'; '.join(more)})" if more else title


def _last_words(season: Season) -> str:
    return (
        f"Trên đây là Kế hoạch {_review(season)} của {season.block.name}. Đề nghị các cơ quan, đơn vị trong "
        f"{season.block.name} phối hợp thực hiện Kế hoạch này."
    )
