"""The top of a paper in the PDF: who writes, number, place and day, title or "V/v", and to whom."""

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from exporters.papers.fonts import addressee_indents, rule_length
from exporters.papers.layout import ABOUT_GAP, Letterhead, Type
from exporters.papers.pdf_text import one_line, outlined, styled
from models.papers.report import Heading, Part

_RULE = 0.6
_RULE_HEIGHT = 6.0


def letter_head(heading: Heading, letterhead: Letterhead, width: float) -> Flowable:
    """Issuer at the left, the State's or the Party's lines at the right, number and date below."""
    left_width = width * letterhead.left_share
    left: list[Flowable] = []
    if heading.superior:
        left.append(one_line(heading.superior, letterhead.superior))
    left.append(one_line(heading.issuer, letterhead.issuer))
    if letterhead.issuer_mark:
        left.append(one_line(letterhead.issuer_mark, letterhead.issuer))
    else:
        left.append(_rule(heading.issuer, letterhead.issuer, left_width, letterhead.issuer_rule))
    right: list[Flowable] = [one_line(text, kind) for text, kind in letterhead.motto]
    text, kind = letterhead.motto[-1]
    right.append(_rule(text, kind, width - left_width, 1))
    below: list[Flowable] = [one_line(letterhead.number_line(heading), letterhead.number_type)]
    about = letterhead.about_line(heading)
    if about:
        below.append(Spacer(1, ABOUT_GAP))
        below.append(one_line(about, letterhead.about))
    place = one_line(heading.place_date, letterhead.place_date)
    made = styled([[left, right], [below, place]], [left_width, width - left_width])
    return outlined(made, 1, about) if about else made


def title(part: Part, letterhead: Letterhead, width: float, *, annex: bool) -> list[Flowable]:
    """Title and subject in the middle, with what stands below them; nothing of a letter."""
    found: list[Flowable] = [Spacer(1, 3 * mm)]
    if part.title:
        found.append(outlined(one_line(part.title, letterhead.title), 1, part.title))
    if not part.subject:
        return found
    lines = part.subject.split("\n")
    kind = Type(letterhead.body.size, italic=True) if annex else letterhead.subject
    found.extend(one_line(line, kind) for line in lines)
    if annex:
        return found
    if letterhead.title_mark:
        return [*found, one_line(letterhead.title_mark, letterhead.subject)]
    return [*found, _rule(lines[-1], kind, width, letterhead.title_rule)]


def addressees(heading: Heading, letterhead: Letterhead, width: float) -> list[Flowable]:
    """ "Kính gửi" with those it goes to."""
    lines = letterhead.addressees(heading)
    if not lines:
        return []
    indents = addressee_indents(lines, letterhead.body, width, letterhead.body_indent * mm)
    found: list[Flowable] = [Spacer(1, letterhead.body_after)]
    found.extend(
        one_line(line, letterhead.body, TA_LEFT, leftIndent=indent, leading=letterhead.line_height)
        for line, indent in zip(lines, indents, strict=True)
    )
    return [*found, Spacer(1, letterhead.body_after)]


class _Rule(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A solid line in the middle of the space it is given."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width, so that the line stands below text that is centred."""
        self.width = width
        return width, _RULE_HEIGHT

    def draw(self) -> None:
        """The line, with air above and below."""
        start = (self.width - self.length) / 2
        self.canv.setLineWidth(_RULE)
        self.canv.line(start, _RULE_HEIGHT * 0.6, start + self.length, _RULE_HEIGHT * 0.6)


def _rule(text: str, kind: Type, width: float, share: float) -> Flowable:
    """A solid line below `text`, `share` of its length."""
    return _Rule(rule_length(text, kind, width, share))
