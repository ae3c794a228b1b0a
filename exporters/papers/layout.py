"""The figures of official papers, once, as data: Decree 30/2020/NĐ-CP for the State, and the Party's.

Sizes in points, lengths in millimetres. State: NĐ 30/2020, Phụ lục I. Party: Hướng dẫn 05-HD/VPTW of
2026 as reported (its text was not seen), with the older 36-HD/VPTW of 2018 agreeing where compared.
Sizes of text inside tables are fixed by neither; they are this program's.
"""

import re
from dataclasses import dataclass, replace

from models.block import PaperStyle
from models.papers.numbers import full_number
from models.papers.report import Content, Heading, PageSize, Paragraph, Part, Signature, Table

FONT = "Times New Roman"
RECIPIENTS = "Nơi nhận:"
SUBMISSION = "TTr"
_ABOUT = re.compile(r"^(?:v/v|về việc)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>[IVXLC]+|\d+(?:\.\d+)*)[.-]\s+")
SHADE = "F2F2F2"
INK = "000000"
MUTED = "55606E"
ALERT = "B3261E"

PAGES: dict[PageSize, tuple[float, float]] = {"A4": (210, 297), "A3": (297, 420)}
"""Width and height of an upright sheet."""

TABLE_SIZE = 11.0
DENSE_TABLE_SIZE = 10.0
NOTE_SIZE = 10.0
SIGNING_SPACE = 26.0
"""Height kept for the signature and the seal, between the office and the name."""
BEFORE_SIGNATURE = 4.0
ONE_PAGE_ROWS = 12
CLOSING_NOTES = 8
LAST_ROWS = 3
"""Rows of the table that go with the signature to its page."""
TEXT_WITH_SIGNATURE = 2
"""Paragraphs of running text that a signature takes with it: never less than two lines."""
LEADING_PARAGRAPHS = 4
FIRST_ROWS = 2
WHOLE_ROWS = 4
SINGLE = 1.15
"""Height of a single line of the type, as a multiple of its size."""
LEAST_MARGIN = 10.0
"""Nothing is printed nearer to the edge of the sheet, in millimetres."""
SIGNING_ROW = 16.0
"""Height of a row that is to be signed, in millimetres."""
QR_SIDE = 9.0
FOOT_SIZE = 9.0
ABOUT_GAP = 6.0
"""Above "V/v", in points (NĐ 30/2020, Phụ lục I)."""
BLANK_PADDING = 2.0
"""Inside the frame of a place still to be filled, in points."""
DISPLAY_SIZE = 24.0
DISPLAY_LEADING = 1.6
DISPLAY_MARGIN = 12.0
"""Between the frame of a text to look at and the margins of the page, in millimetres."""
DISPLAY_PADDING = 18.0
"""Inside that frame, in points."""
SIGNER_GAP = 2.5
CELL_PADDING = 1.0
ROW_PADDING = 1.0
"""Above and below the text of a cell, in points: twelve units with two-line notes stay on one page."""


@dataclass(frozen=True, slots=True)
class Type:
    """How one component is set."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """One style of official paper.

    `motto` are the lines at the top right; a solid line as long as the last of them stands below.
    `issuer_rule` is the length of the line below the issuer as a share of its text (0: `issuer_mark`
    stands there instead); `title_rule` the same below the subject, or `title_mark`. `number_word` stands before
    the number; `about_words` stands before what a letter is about. `left_share` is the part of the width the left column takes,
    `recipients_share` that of "Nơi nhận" beside the signature.
    `addressed` stands before the addressees, `submitted` in its place in a submission (tờ trình).
    `basis_mark` stands before each "Căn cứ"; `heading_mark` after the number of a heading (I., 1.), whose types are
    `part`, `section` and `point`. A line of an office that begins with one of `authorities` is set in `authority`,
    the others in `office`.
    `body_leading` is the height of a line of running text: in points where `exact`, else a multiple of single.
    `annex_counts`: an annex counts its own pages (NĐ 30/2020, Phụ lục I: numbered separately for each annex);
    what is known of Party papers does not say so, so that their pages run on.
    """

    top: float
    bottom: float
    left: float
    right: float
    header: float
    motto: tuple[tuple[str, Type], ...]
    superior: Type
    issuer: Type
    issuer_rule: float
    issuer_mark: str
    style: PaperStyle
    number_word: str
    number_type: Type
    about_words: str
    about: Type
    place_date: Type
    title: Type
    subject: Type
    title_rule: float
    title_mark: str
    addressed: str
    submitted: str
    basis: Type
    basis_mark: str
    heading_mark: str
    part: Type
    section: Type
    point: Type
    body: Type
    body_indent: float
    body_after: float
    body_leading: float
    exact: bool
    authorities: tuple[str, ...]
    authority: Type
    office: Type
    office_unit: Type
    name: Type
    recipients_title: Type
    recipients: Type
    page_number: float
    annex_counts: bool
    left_share: float = 0.405
    recipients_share: float = 0.38
    table_size: float = TABLE_SIZE
    signing_space: float = SIGNING_SPACE
    row_padding: float = ROW_PADDING

    def number_line(self, heading: Heading) -> str:
        """ "Số: 07/BC-KTĐ", with room for a number to be written by hand; "" for a paper that has none."""
        if not (heading.code or heading.about):
            return ""
        number = heading.number or 8 * "\N{NO-BREAK SPACE}"
        return f"{self.number_word} {full_number(self.style, number, heading.code, heading.symbol)}"

    def about_line(self, heading: Heading) -> str:
        """ "V/v xin ý kiến thẩm định"; "" for a paper with a title."""
        about = _ABOUT.sub("", heading.about.strip())
        return f"{self.about_words} {about}" if about else ""

    def addressees(self, heading: Heading) -> tuple[str, ...]:
        """ "Kính gửi: Sở Nội vụ"; of several "Kính gửi:" and each on a line of its own, the last with a full stop."""
        word = self.submitted if heading.code == SUBMISSION else self.addressed
        given = [_addressee(it) for it in heading.to if it.strip()]
        if len(given) < 2:
            return tuple(f"{word}: {it}" for it in given)
        ends = [";"] * (len(given) - 1) + ["."]
        lines = (f"- {it}{end}" for it, end in zip(given, ends, strict=True))
        return (f"{word}:", *lines)

    def text(self, paragraph: Paragraph) -> str:
        """The words of a paragraph as this style writes them: "I. …" of the State is "I- …" of the Party."""
        if paragraph.role == "basis":
            return f"{self.basis_mark}{paragraph.text}"
        if paragraph.role in ("part", "section"):
            return _NUMBERED.sub(rf"\g<number>{self.heading_mark} ", paragraph.text)
        return paragraph.text

    def is_centred(self, paragraph: Paragraph) -> bool:
        """Whether a heading stands in the middle: "Phần I" with its title below, which have no number before them."""
        return paragraph.role == "part" and not _NUMBERED.match(paragraph.text)

    def office_lines(self, office: str) -> tuple[tuple[str, Type], ...]:
        """The lines above a signature, each with how it is set."""
        return tuple(
            (it, self.authority if it.startswith(self.authorities) else self.office)
            for it in office.split("\n")
        )

    @property
    def line_height(self) -> float:
        """Of running text, in points."""
        return self.body_leading if self.exact else self.body_leading * SINGLE * self.body.size


LETTERHEADS: dict[PaperStyle, Letterhead] = {
    "state": Letterhead(
        top=20,
        bottom=20,
        left=30,
        right=15,
        header=10,
        motto=(
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Type(12, bold=True)),
            ("Độc lập - Tự do - Hạnh phúc", Type(13, bold=True)),
        ),
        superior=Type(12),
        issuer=Type(12, bold=True),
        issuer_rule=0.4,
        issuer_mark="",
        style="state",
        number_word="Số:",
        number_type=Type(13),
        about_words="V/v",
        about=Type(12),
        place_date=Type(13, italic=True),
        title=Type(14, bold=True),
        subject=Type(14, bold=True),
        title_rule=0.4,
        title_mark="",
        addressed="Kính gửi",
        submitted="Kính gửi",
        basis=Type(13, italic=True),
        basis_mark="",
        heading_mark=".",
        part=Type(13, bold=True),
        section=Type(13, bold=True),
        point=Type(13),
        body=Type(13),
        body_indent=10,
        body_after=6,
        body_leading=1.15,
        exact=False,
        authorities=("TM.", "KT.", "TL.", "TUQ.", "Q."),
        authority=Type(13, bold=True),
        office=Type(13, bold=True),
        office_unit=Type(13),
        name=Type(13, bold=True),
        recipients_title=Type(12, bold=True, italic=True),
        recipients=Type(11),
        page_number=13,
        annex_counts=True,
    ),
    "party": Letterhead(
        top=20,
        bottom=20,
        left=30,
        right=15,
        header=10,
        motto=(("ĐẢNG CỘNG SẢN VIỆT NAM", Type(15, bold=True)),),
        superior=Type(14),
        issuer=Type(14, bold=True),
        issuer_rule=0,
        issuer_mark="*",
        style="party",
        number_word="Số",
        number_type=Type(14),
        about_words="Về việc",
        about=Type(12, italic=True),
        place_date=Type(14, italic=True),
        title=Type(15, bold=True),
        subject=Type(14, bold=True),
        title_rule=0,
        title_mark="-----",
        addressed="Kính gửi",
        submitted="Kính trình",
        basis=Type(14),
        basis_mark="- ",
        heading_mark="-",
        part=Type(14, bold=True),
        section=Type(14, bold=True),
        point=Type(14),
        body=Type(14),
        body_indent=10,
        body_after=6,
        body_leading=18,
        exact=True,
        authorities=("T/M", "K/T", "T/L", "Q."),
        authority=Type(14, bold=True),
        office=Type(14),
        office_unit=Type(14),
        name=Type(14, bold=True),
        recipients_title=Type(14, underline=True),
        recipients=Type(12),
        page_number=14,
        annex_counts=False,
    ),
}


def _addressee(text: str) -> str:
    """One addressee without the marks of a list; dots to be written on stay."""
    bare = text.strip().removeprefix("- ")
    return bare.rstrip(";.") or bare


def printable(letterhead: Letterhead, page: PageSize, *, landscape: bool) -> tuple[float, float]:
    """Width and height between the margins, in millimetres."""
    width, height = sheet(page, landscape=landscape)
    return (
        width - letterhead.left - letterhead.right,
        height - letterhead.top - letterhead.bottom,
    )


def sheet(page: PageSize, *, landscape: bool) -> tuple[float, float]:
    """Width and height of the paper as it lies, in millimetres."""
    width, height = PAGES[page]
    return (height, width) if landscape else (width, height)


def scaled(widths: tuple[float, ...], available: float) -> tuple[float, ...]:
    """Nominal widths brought to the available one, in the same proportions."""
    total = sum(widths)
    return tuple(width * available / total for width in widths)


def table_size(letterhead: Letterhead, widths: tuple[float, ...], available: float) -> float:
    """Size of a table's text: a little smaller where its columns have to be squeezed."""
    squeezed = sum(widths) > available * 1.05
    return min(letterhead.table_size, DENSE_TABLE_SIZE) if squeezed else letterhead.table_size


def tighter(letterhead: Letterhead) -> tuple[Letterhead, ...]:
    """`letterhead` from roomy to dense; what a decree fixes (margins, sizes of its parts) stays."""
    steps = (
        (10.0, 22.0, 0.6),
        (9.5, 18.0, 0.4),
        (9.0, 16.0, 0.2),
        (8.5, 14.0, 0.1),
        (8.0, 12.0, 0),
    )
    dense = (
        replace(letterhead, table_size=size, signing_space=space, row_padding=padding)
        for size, space, padding in steps
    )
    return (letterhead, *dense)


def one_page(part: Part) -> bool:
    """Whether the part is to stand on a single page: a landscape table of a usual block."""
    return part.landscape and bool(part.tables) and len(part.tables[0].rows) <= ONE_PAGE_ROWS


def closing(contents: tuple[Content, ...], place: int) -> tuple[Content, ...]:
    """What belongs on the page of the end of what stands at `place`: a few notes that end the part, or a few
    lines and the signature; () when none, and where enough running text stands before the signature to go with it.
    """
    text = 0
    for number, content in enumerate(contents[place + 1 :], start=place + 1):
        if isinstance(content, Signature):
            return contents[place + 1 : number + 1]
        if not isinstance(content, Paragraph) or number - place > CLOSING_NOTES:
            return ()
        text += content.role != "note"
        if text == TEXT_WITH_SIGNATURE:
            return ()
    return contents[place + 1 :] if not text else ()


def leading(contents: tuple[Content, ...], place: int) -> tuple[Content, ...]:
    """The paragraphs from `place` on that lead up to a table (a heading, a few lines) with that table; () when
    none do."""
    for number, content in enumerate(contents[place : place + LEADING_PARAGRAPHS + 1], start=place):
        if isinstance(content, Table):
            return contents[place : number + 1] if number > place else ()
        if not isinstance(content, Paragraph) or (number > place and content.role == "heading"):
            return ()
    return ()


def first_rows(table: Table) -> int:
    """How many rows stand with the head of a table on one page: all of a short one."""
    return len(table.rows) if len(table.rows) <= WHOLE_ROWS else FIRST_ROWS


OUTLINE = {"heading": 2, "part": 2, "section": 3, "point": 4}
"""Role of a heading → its level in the outline of a paper, whose title is 1."""


def recipients_below(signed: Signature) -> bool:
    """Whether "Nơi nhận" stands below the signers: where two or more take the whole width (biên bản, mẫu 1.9)."""
    return bool(signed.recipients) and len(signed.signers) > 1
