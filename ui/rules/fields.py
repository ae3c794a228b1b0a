"""Values of a rule pack as fields of a form, and what was typed as values again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from models.dates import typed
from models.errors import Problem
from ui.rules import compact
from ui.rules.parts import Part, Scene
from ui.widgets.field import Kind
from ui.widgets.forms import Field, FieldForm

_FIELD_KINDS: dict[str, Kind] = {"percent": "points", "codes": "text", "tiers": "multiline"}
_NO_CHOICE = ""


def field_of(part: Part, scene: Scene, help_text: str | None = None) -> Field:
    """The field that a value is typed into."""
    kind: Any = _FIELD_KINDS.get(part.kind, part.kind)
    unit = f" ({part.unit})" if part.unit and part.unit not in part.label.casefold() else ""
    choices = part.choices_in(scene)
    if help_text is None:
        help_text = part.help if choices or not part.without else part.without
    return Field(
        part.name,
        f"{part.label}{unit}",
        kind,
        help_text,
        required=part.required,
        choices=[(_NO_CHOICE if key is None else key, words) for key, words in choices],
        lowest=part.lowest,
        highest=part.highest,
        beside=part.beside,
    )


def shown(part: Part, value: Any, scene: Scene) -> Any:
    """A value as its field shows it."""
    if part.kind == "codes":
        return compact.show_codes(value or ())
    if part.kind == "tiers":
        return compact.show_tiers(value or ())
    if part.kind == "whole" and not value and not part.required:
        return None
    if part.kind == "choice":
        known = [key for key, _ in part.choices_in(scene)]
        # A source that the pack does not hold as a rule is no source: the field says that none is given.
        return _NO_CHOICE if value is None or ("" in known and value not in known) else value
    return value


def read(part: Part, typed: Any) -> tuple[Any, str]:
    """What a field says as a value, and what is wrong with it ("")."""
    if part.kind == "codes":
        return compact.read_codes(typed), ""
    if part.kind == "tiers":
        tiers = compact.read_tiers(typed)
        return ((), tiers) if isinstance(tiers, str) else (tiers, "")
    if part.kind == "whole":
        return (int(part.default or 0) if typed is None else typed), ""
    if part.kind == "choice" and typed == _NO_CHOICE:
        return part.default, ""
    if typed is None and isinstance(part.default, Decimal):
        return part.default, ""
    return typed, ""


class PartForm(FieldForm):
    """A form of some values; those that mean nothing beside the others are hidden while it is so.

    A day may be typed whole ("5/12"): its month goes to the field of the month.
    """

    def __init__(self, parts: Iterable[Part], values: Mapping[str, Any], scene: Scene) -> None:
        self.parts = tuple(parts)
        self.scene = scene
        self._given = dict(values)
        self.touched = False
        super().__init__(
            [field_of(it, scene) for it in self.parts],
            {it.name: shown(it, values[it.name], scene) for it in self.parts},
        )
        for it in self.parts:
            if it.month is not None:
                self.input(it.name).editingFinished.connect(partial(self._part_day, it))
        self.changed.connect(self._touch)
        self._show_what_matters()

    def _whole_day(self, part: Part) -> tuple[int, int] | Problem | None:
        """Day and month that stand in the field of the day; None where it is a figure, nothing, or of another kind."""
        if part.month is None or self.values()["kind"] not in part.month[1]:
            return None
        written = self.input(part.name).text().strip()
        return None if written.isdecimal() else typed.day_and_month(written)

    def _part_day(self, part: Part) -> None:
        """Each half of a day that was typed whole goes to its own field."""
        found = self._whole_day(part)
        if isinstance(found, tuple) and part.month is not None:
            for name, number in zip((part.name, part.month[0]), found, strict=True):
                self.input(name).setText(str(number))

    def _touch(self) -> None:
        self.touched = True
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        values = self.record_values()
        self.show_only({it.name for it in self.parts if it.matters(values)})

    def record_values(self) -> dict[str, Any]:
        """What the fields say, as values; one with a wrong figure gives None.

        A field that still says what it was given keeps that value, also one it cannot show.
        """
        typed = self.values()
        return {it.name: self._value(it, typed[it.name]) for it in self.parts}

    def _value(self, part: Part, typed: Any) -> Any:
        given = self._given[part.name]
        if typed == shown(part, given, self.scene):
            return given
        return read(part, typed)[0]

    def wrong(self) -> dict[str, str]:
        """What is wrong, by field; also what is wrong inside a list."""
        found = super().wrong()
        typed = self.values()
        for part in self.parts:
            words = read(part, typed[part.name])[1]
            needed = part.required and part.kind == "tiers" and not typed[part.name]
            if (words or needed) and part.matters(self.record_values()):
                found.setdefault(part.name, words or "Ghi ít nhất một dòng.")
            day = self._whole_day(part)
            if isinstance(day, Problem) and part.name in found:
                found[part.name] = day.text
        return found
