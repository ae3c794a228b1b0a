"""Report: every word and number of one paper, in order, without any layout.

`models.papers.kinds` fills it; the writers under `exporters` (Excel, Word, PDF) only draw it, so that the
three formats cannot disagree. Lengths are nominal millimetres that a writer scales to its page.
All text is kept in Unicode NFC, the form that Vietnamese fonts and searches expect.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from models.block import PaperStyle
from models.points import Rounding

Align = Literal["left", "center", "right"]
RowRole = Literal["body", "group", "total", "apart", "cut", "note", "signing"]
ParagraphRole = Literal[
    "body", "heading", "note", "display", "basis", "part", "section", "point", "line", "blank"
]
TableLook = Literal["grid", "statement"]
PageSize = Literal["A4", "A3"]


def nfc(text: str) -> str:
    """`text` with every accented letter as one character."""
    return unicodedata.normalize("NFC", text)


class Ref(NamedTuple):
    """A cell of the same table, by the keys of its row and column."""

    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure follows from others of its table: `plus` − `minus`, at most `cap`, then rounded.

    A spreadsheet writes it as a live formula; `Cell.number` is what it must come to. `decimals` None
    means no rounding.
    """

    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()
    cap: Decimal | None = None
    decimals: int | None = None
    rounding: Rounding = "half_up"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `text` is what every format shows; `number` is its exact value where it is a figure.

    `span` columns are joined. `muted` is secondary text, `strike` what a cap took away.
    """

    text: str = ""
    number: Decimal | None = None
    formula: Formula | None = None
    span: int = 1
    muted: bool = False
    strike: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", nfc(self.text))


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in nominal millimetres, `key` as `Ref` names it."""

    key: str
    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its cells, spans counted, fill all columns. `apart` stands outside the ranking, `signing` is as high
    as a signature needs."""

    key: str
    cells: tuple[Cell, ...]
    role: RowRole = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head (the titles of the columns) stands again on every page.

    "statement" reads like a bank statement: no grid, one line an entry, a rule above the sum.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    look: TableLook = "grid"

    def placed(self, row: Row) -> Iterator[tuple[int, Cell]]:
        """The cells of `row` with the index of the column each one starts at."""
        at = 0
        for cell in row.cells:
            yield at, cell
            at += cell.span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. "heading" stays with what follows it; "note" is set smaller; "display" is a text to look at
    from afar, large in a frame of its own.

    "basis" is one of the documents a paper rests on ("Căn cứ …;"). "part" ("I. MỤC ĐÍCH"), "section" ("1. …") and
    "point" ("a) …") are its headings from large to small, staying with what follows. "line" is a text without the
    indent of a paragraph (a list of facts, "Kính gửi"). "blank" is a place the clerk has still to fill: `text` says
    with what; it stands out in a draft.
    """

    text: str
    role: ParagraphRole = "body"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", nfc(self.text))


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the office as printed (authority and further offices on lines of their own), the unit that holds
    it, and the name ("" to be written)."""

    office: str
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signers from left to right; never alone on a page. `recipients` are the lines under "Nơi nhận" at the
    left of a single signer, the last one the archive's; () for a paper without them.
    """

    signers: tuple[Signer, ...]
    recipients: tuple[str, ...] = ()


Content = Paragraph | Table | Signature


@dataclass(frozen=True, slots=True)
class Heading:
    """Who writes, and where and when. `code` is the type in the document number ("BC"), "" for a paper
    that carries none; `place_date` "" for one without that line (biên bản, NĐ 30/2020 mẫu 1.9); `number` the one
    that was entered, "" to be written by hand. `about` is the line "V/v …" of an official letter, which has no
    title; `to` are its addressees.
    """

    superior: str
    issuer: str
    symbol: str = ""
    code: str = ""
    place_date: str = ""
    number: str = ""
    about: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the paper that starts on a new page (a sheet of its own in Excel).

    `sheet` is the sheet's name (at most 31 characters), `title` and `subject` stand above the text. `opens`: it is
    the same paper once more, for somebody else: with the heading above it and its pages counted anew.
    """

    sheet: str
    title: str
    subject: str
    contents: tuple[Content, ...]
    landscape: bool = False
    opens: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", nfc(self.title))
        object.__setattr__(self, "subject", nfc(self.subject))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of this part, in order."""
        return tuple(it for it in self.contents if isinstance(it, Table))


@dataclass(frozen=True, slots=True)
class Report:
    """One paper. `banners` ("CHƯA CHÍNH THỨC") stand on every page; `file_stem` is a safe ASCII name.

    `heading` stands above the first part and those that open the paper anew; the others are annexes. `is_annex`: the whole paper goes with
    another one, so that it carries no heading. `mark` stands at the foot of every page: which closed version it
    was made from, "" for none. `stamp`, "" for none, stands there too, with a QR code of the same words: which
    contents it has and when it was printed (`models.papers.stamp`).
    """

    file_stem: str
    style: PaperStyle
    heading: Heading
    parts: tuple[Part, ...]
    printed_on: date
    banners: tuple[str, ...] = ()
    page: PageSize = "A4"
    mark: str = ""
    is_annex: bool = False
    stamp: str = ""

    def begins(self, place: int) -> bool:
        """Whether a paper begins with the part at this place: it is no annex of the one before."""
        return not place or self.parts[place].opens

    def is_headed(self, place: int) -> bool:
        """Whether the heading stands above this part."""
        return self.begins(place) and not self.is_annex
