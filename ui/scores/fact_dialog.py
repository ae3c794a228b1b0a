"""The one form of a recorded fact: asked for in the drawer of a unit and in the registers of all units."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.facts import Fact
from models.season import Season
from ui.scores.fact_fields import FactKind
from ui.widgets.forms import Field, FormDialog

Ask = Callable[[FormDialog], dict[str, Any] | None]


def ask_fact(
    season: Season,
    kind: FactKind,
    unit: str,
    old: Fact | None,
    *,
    ask: Ask,
    start: Fact | None = None,
    parent: QWidget | None = None,
) -> Fact | None:
    """The record as the clerk fills it in, None when the form was left.

    `unit` "" asks for the unit, too. `old` is what is changed (None: a new record), `start` what a new
    one begins with.
    """
    fields = list(kind.fields(season))
    if not unit:
        units = [(it.id, it.name) for it in season.units]
        choices = (("", "Chưa chọn"), *units)
        fields.insert(0, Field("unit", "Đơn vị", "choice", required=True, choices=choices))
    known = season.unit(unit)
    dialog = FormDialog(
        f"Sửa {kind.noun}" if old is not None else kind.heading or f"Thêm {kind.noun}",
        fields,
        kind.values(start if old is None else old),
        check=partial(kind.check, season),
        intro=known.name if known else "",
        parent=parent,
    )
    if kind.meant is not None:
        show = partial(_show_meant, season, kind, dialog)
        dialog.form.changed.connect(show)
        show()
    values = ask(dialog)
    dialog.deleteLater()
    if values is None:
        return None
    chosen = values.pop("unit", "") or unit
    return kind.make(season, chosen, values, start if old is None else old)


def _show_meant(season: Season, kind: FactKind, dialog: FormDialog) -> None:
    """Only the fields that mean something under what is chosen."""
    if kind.meant is not None:
        dialog.form.show_only({"unit", *kind.meant(season, dialog.form.values())})
