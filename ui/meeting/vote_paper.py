"""The papers of a vote to a PDF: how many and on what, then where to."""

from models.ballot import Ballot
from models.points import show
from ui.collecting.tab import Tab
from ui.meeting.vote_form import print_dialog
from ui.widgets import files
from ui.widgets.messages import guard


def save(tab: Tab, ballot: Ballot) -> None:
    """Ask for sheet, number and place, and write the papers."""
    from exporters import ballot_paper  # reportlab only when papers are printed

    values = print_dialog(ballot, tab).ask()
    if values is None:
        return
    season = tab.session.season
    page, _, each = values["layout"].partition("-")
    name = ballot_paper.file_name(season, ballot)
    target = files.ask_save(tab, "Ghi phiếu", name, "pdf")
    if target is None:
        return
    totals = {it.result.unit.id: it.total for it in tab.session.standings}
    points = {unit: show(total) for unit, total in totals.items() if total is not None}

    def write() -> None:
        ballot_paper.write(
            season,
            ballot,
            target,
            copies=values["copies"],
            layout=ballot_paper.Layout(page, int(each)),
            points=points if ballot.purpose == "award" else {},
        )

    if guard(tab, write):
        button = ("Mở tệp", lambda: files.open_file(target))
        tab.tell(f"Đã ghi {values['copies']} phiếu vào “{target.name}”.", button=button)
