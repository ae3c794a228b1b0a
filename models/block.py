"""The block (khối thi đua) and its member units (đơn vị thành viên)."""

from dataclasses import dataclass, field
from typing import Literal

from models.paper_record import Signing

PaperStyle = Literal["state", "party"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One member unit of the block in one year.

    `id` is stable within the file and never shown; `name` is printed as in the register. The traits
    decide which scoring rules apply: without a Party organisation the union's result stands in
    (no-party-use-union), with neither the section is capped (no-party-no-union-half).
    """

    name: str
    id: str = ""
    short_name: str = ""
    kind: str = ""
    has_party: bool = True
    has_union: bool = True
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The block itself, with what its papers carry in the heading.

    `signing` says who signs them and who gets them. `numbered_by_term`: numbers run on through a term of office
    (Party bodies), else they begin anew every year. `superior` and `issuer` are the two lines at the top left of a paper, `place` the place name
    before the date, `symbol` the block's letters in a document number (05/BC-KTĐ). `style` is the
    form of its papers: of the State (NĐ 30/2020/NĐ-CP) or of the Party, as the head's office uses.
    """

    name: str
    superior: str = ""
    issuer: str = ""
    place: str = ""
    symbol: str = "KTĐ"
    style: PaperStyle = "state"
    signing: Signing = field(default_factory=Signing)
    numbered_by_term: bool = False

    @property
    def word(self) -> str:
        """What the block calls itself, for the offices of its head: "Cụm" or "Khối"."""
        return "Cụm" if self.name.casefold().startswith("cụm") else "Khối"
