"""The help as text in a small fixed part of Markdown, read once for the screen and for the printed manual.

What there is: `# title` in the first line, `##` and `###` headings, paragraphs, lists (`- ` or `1. `), tables,
pictures on a line of their own, **bold** words and [links](page#Heading). Anything else of Markdown is refused, so
that no writer meets what it cannot draw. Names of the screen stand in “…”; a test holds them against the program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["heading", "text", "item", "step", "table", "picture"]

STORY = "nam-dau-tien"
TROUBLE = "truc-trac"
CONTENTS = "muc-luc"
MEETING_CARD = "the-hoi-nghi"
UNIT_SHEET = "don-vi-dien-bieu-mau"
PAGES = (
    *("start", "setup", "overview", "units", "table", "papers", "scores", "ranking", "calendar"),
    *("meeting", "documents", "history", "import"),
)
"""Help of the pages of the program, under their keys; "setup" is the guide of a new file."""
MANUAL = (STORY, *PAGES, TROUBLE, "phim-tat")
"""The chapters of the manual in their order."""
ALL = (CONTENTS, *MANUAL, MEETING_CARD, UNIT_SHEET)

GO = "go:"
"""How a link into the program begins: "go:papers/due" is what "page:papers/due" is to the window."""
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<target>[^)]+)\)")
_STEP = re.compile(r"\d+\. ")
_FOREIGN = re.compile(r"(#{4,}|[>*+<~]|```|---|===|!\[| {4,})")


class Span(NamedTuple):
    """Words of a line that are set alike; `target` is where they lead, "" for nowhere."""

    text: str
    bold: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class HelpBlock:
    """One piece: `text` with its marks; `level` 2 or 3 of a heading, the number of a step; `rows` of a table, the
    first its head; `target` the name of a picture."""

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    target: str = ""

    @property
    def plain(self) -> str:
        """The words without marks."""
        return " ".join(
            plain(it)
            for it in ((cell for row in self.rows for cell in row) if self.rows else (self.text,))
        )


class HelpSection(NamedTuple):
    """A heading ("" before the first) and what stands below it, up to the next heading of any level."""

    heading: str
    blocks: tuple[HelpBlock, ...]

    @property
    def text(self) -> str:
        """All its words, for searching."""
        return " ".join(it.plain for it in self.blocks)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page of the help under its name."""

    name: str
    title: str
    blocks: tuple[HelpBlock, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings, in order."""
        return tuple(it.text for it in self.blocks if it.kind == "heading")

    def sections(self) -> Iterator[HelpSection]:
        """The page parted at its headings."""
        heading, found = "", list[HelpBlock]()
        for it in self.blocks:
            if it.kind == "heading":
                if heading or found:
                    yield HelpSection(heading, tuple(found))
                heading, found = it.text, []
            else:
                found.append(it)
        yield HelpSection(heading, tuple(found))


def spans(text: str) -> Iterator[Span]:
    """The text parted into what is plain, bold, or leads somewhere."""
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        if found["bold"]:
            yield Span(found["bold"], bold=True)
        else:
            yield Span(found["words"], target=found["target"])
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(it.text for it in spans(text))


def targets(page: HelpPage) -> tuple[str, ...]:
    """Everything the page's links lead to."""
    cells = [cell for it in page.blocks for row in it.rows for cell in row]
    texts = [*(it.text for it in page.blocks), *cells]
    return tuple(span.target for text in texts for span in spans(text) if span.target)


def read(name: str, text: str) -> HelpPage:
    """The page. Raises ValueError, with the line, where it is not of the fixed part of Markdown."""
    first, *lines = text.splitlines()
    if not first.startswith("# "):
        raise ValueError(f"{name}: the first line is no title: {first}")
    return HelpPage(name, first[2:].strip(), tuple(_blocks(name, lines)))


def _blocks(name: str, lines: list[str]) -> Iterator[HelpBlock]:
    pending: HelpBlock | None = None
    for line in [*lines, ""]:
        stripped = line.strip()
        if pending is not None and _goes_on(pending, line):
            pending = _longer(pending, stripped)
            continue
        if pending is not None:
            yield pending
        pending = _begun(name, line) if stripped else None
    if pending is not None:
        yield pending


def _goes_on(block: HelpBlock, line: str) -> bool:
    """Whether the line belongs to the block that stands before it."""
    if not line.strip():
        return False
    if block.kind == "table":
        return line.startswith("|")
    if block.kind in ("item", "step"):
        return line.startswith("  ")
    return block.kind == "text" and not _starts_other(line)


def _starts_other(line: str) -> bool:
    return line.startswith(("#", "- ", "|", "![")) or bool(_STEP.match(line))


def _longer(block: HelpBlock, line: str) -> HelpBlock:
    if block.kind != "table":
        return HelpBlock(block.kind, f"{block.text} {line}", block.level)
    cells = _cells(line)
    if all(set(it) <= {"-", ":"} for it in cells):  # the line below the head
        return block
    return HelpBlock("table", rows=(*block.rows, cells))


def _begun(name: str, line: str) -> HelpBlock:
    for mark, level in (("### ", 3), ("## ", 2)):
        if line.startswith(mark):
            return HelpBlock("heading", line.removeprefix(mark).strip(), level)
    if line.startswith("|"):
        return HelpBlock("table", rows=(_cells(line),))
    picture = _PICTURE.fullmatch(line.strip())
    if picture:
        return HelpBlock("picture", picture["text"], target=picture["target"])
    if line.startswith("- "):
        return HelpBlock("item", line[2:].strip())
    step = _STEP.match(line)
    if step:
        return HelpBlock("step", line[step.end() :].strip(), int(step[0].rstrip(". ")))
    if _FOREIGN.match(line) and not line.startswith("**"):
        raise ValueError(f"{name}: not of the help's Markdown: {line}")
    return HelpBlock("text", line.strip())


def _cells(line: str) -> tuple[str, ...]:
    return tuple(it.strip() for it in line.strip().strip("|").split("|"))
