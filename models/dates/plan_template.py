"""A year plan made from a published document, to be taken over as it stands or item by item."""

from dataclasses import dataclass

from models.year_plan import PlanItem


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One line of a template; `clause` is where its document says it, "" where that is not known.

    `paper` is the code of a paper of the units (`RequiredPaper`) that is handed in by it: where the block asks
    for that paper, the line sets its day and is no second thing to do.
    """

    item: PlanItem
    clause: str = ""
    paper: str = ""

    @property
    def code(self) -> str:
        """The code of the thing to do; the same as in a rule pack where it means the same."""
        return self.item.deadline.code


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A plan of one year as its document sets it, free of the year it was written for.

    `document` and `clause` name the source, `note` says what the source leaves open.
    """

    id: str
    title: str
    document: str
    clause: str = ""
    note: str = ""
    items: tuple[TemplateItem, ...] = ()
