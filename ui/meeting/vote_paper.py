"""The papers of a vote to a PDF: how many and on what, then where to."""

from models.ballot import Ballot
from models.points import show
from ui.frame.tab import Tab
from ui.meeting.vote_form import print_dialog
from ui.widgets import files
from ui.widgets.messages import guard


def save(tab: Tab, ballot: Ballot) -> None:
    """Ask for sheet, number and place, and write the papers."""
    from exporters.papers import ballot_paper  # reportlab only when papers are printed

    season = tab.session.season
    totals = {it.result.unit.id: it.total for it in tab.session.standings}
    points = {unit: show(total) for unit, total in totals.items() if total is not None}
    if ballot.purpose != "award":
        points = {}
    layouts = {f"{it.page}-{it.each}": it for it in ballot_paper.LAYOUTS}
    fits = ballot_paper.fitting(season, ballot, points)
    fitting = [key for key, it in layouts.items() if it in fits]
    called = {key: it.words for key, it in layouts.items()}
    values = print_dialog(ballot, called, fitting, tab).ask()
    if values is None:
        return
    name = ballot_paper.file_name(season, ballot)
    target = files.ask_save(tab, "Ghi phiếu", name, "pdf")
    if target is None:
        return
    layout = layouts[values["layout"]]

    def write() -> None:
        ballot_paper.write(
            season,
            ballot,
            target,
            copies=values["copies"],
            layout=layout,
            points=points,
        )

    if guard(tab, write):
        button = ("Mở tệp", lambda: files.open_file(target))
        pages = -(-values["copies"] // layout.each)
        told = f"Đã ghi {values['copies']} phiếu, {pages} trang {layout.page}, vào “{target.name}”."
        tab.tell(told, button=button)
