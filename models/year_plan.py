"""What the head fixed for this year beside the rules: meeting day, papers asked for, due days, letters."""

from dataclasses import dataclass
from datetime import date

from models.duties import RequiredPaper


@dataclass(frozen=True, slots=True)
class PaperDue:
    """The day that the year's plan sets for a paper, in place of the pack's; `paper` is its code.

    The day itself is late unless `day_counts` ("trước ngày 05/12": the 5th is late).
    """

    paper: str
    day: date
    day_counts: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter by its number and day; `file` is the name of the file it came or went as."""

    number: str = ""
    issued: date | None = None
    file: str = ""

    @property
    def is_written(self) -> bool:
        """Whether anything says that there is such a letter."""
        return bool(self.number or self.issued)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year as the head has fixed it, as far as it has.

    `papers` are those the block asks for beside the pack's. `appraisal_request` is the letter that asks
    the Board to appraise (board-appraisal), `appraisal` its answer: until then the points of the
    sections it appraises wait. `forms_sent` is the day on which the units' forms were written, from the
    version `forms_version` of the table.
    """

    meeting: date | None = None
    papers: tuple[RequiredPaper, ...] = ()
    dues: tuple[PaperDue, ...] = ()
    appraisal_request: Letter = Letter()
    appraisal: Letter = Letter()
    forms_sent: date | None = None
    forms_version: int = 0
