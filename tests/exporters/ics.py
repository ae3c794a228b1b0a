"""A small strict reader of calendar files (RFC 5545), and a calendar that takes them in as Outlook or a phone does.

Written against the standard, not against the library that writes: lines end in CRLF and are at most 75 bytes,
no character is cut in two, parts are closed in order, texts are unescaped exactly once.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

_NAME = re.compile(r"([A-Z][A-Z-]*)((?:;[A-Z-]+=[^;:\",]+)*):(.*)", re.DOTALL)
_DURATION = re.compile(r"([+-]?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ESCAPES = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}
_MOST = 75


@dataclass
class Property:
    """One line: its value as written, and its parameters."""

    value: str
    parameters: dict[str, str]

    @property
    def text(self) -> str:
        return unescaped(self.value)

    @property
    def day(self) -> date:
        assert self.parameters == {"VALUE": "DATE"}
        assert re.fullmatch(r"\d{8}", self.value)
        return date(int(self.value[:4]), int(self.value[4:6]), int(self.value[6:]))

    @property
    def moment(self) -> datetime:
        return datetime.strptime(self.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    @property
    def span(self) -> timedelta:
        found = _DURATION.fullmatch(self.value)
        assert found, self.value
        sign, *parts = found.groups()
        days, hours, minutes, seconds = (int(it or 0) for it in parts)
        made = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return -made if sign == "-" else made


@dataclass
class Component:
    """A part between BEGIN and END: each property once, and the parts inside."""

    kind: str
    properties: dict[str, Property] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> Property:
        return self.properties[name]

    def of(self, kind: str) -> list["Component"]:
        return [it for it in self.parts if it.kind == kind]

    @property
    def rings(self) -> list[datetime]:
        """The moments of its alarms, by the clock of whoever reads it."""
        start = datetime.combine(self["DTSTART"].day, datetime.min.time())
        return [start + it["TRIGGER"].span for it in self.of("VALARM")]


def read(data: bytes) -> Component:
    """The one calendar of a file; fails by `AssertionError` on anything the standard does not allow."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in it or b"\r" in it for it in lines)
    assert max(map(len, lines)) <= _MOST
    unfolded: list[str] = []
    for line in lines:
        text = line.decode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), text
        if text.startswith((" ", "\t")):
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    root = Component("")
    stack = [root]
    for text in unfolded:
        found = _NAME.fullmatch(text)
        assert found, text
        name, given, value = found.groups()
        if name == "BEGIN":
            stack[-1].parts.append(Component(value))
            stack.append(stack[-1].parts[-1])
        elif name == "END":
            assert stack.pop().kind == value
        else:
            assert name not in stack[-1].properties, name
            parameters = dict(it.split("=", 1) for it in given.split(";") if it)
            stack[-1].properties[name] = Property(value, parameters)
    assert stack == [root]
    [made] = root.parts
    assert made.kind == "VCALENDAR"
    assert made["VERSION"].value == "2.0"
    assert made["PRODID"].value
    for event in made.of("VEVENT"):
        _check(event)
    return made


def _check(event: Component) -> None:
    """What an event must have, and what it may say."""
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event.properties)
    assert event["STATUS"].value in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    assert event["DTEND"].day > event["DTSTART"].day
    assert 0 <= int(event["SEQUENCE"].value) < 2**31
    for alarm in event.of("VALARM"):
        assert alarm["ACTION"].value == "DISPLAY"
        assert alarm["DESCRIPTION"].text
        assert alarm["TRIGGER"].parameters == {}


def unescaped(value: str) -> str:
    """The text that was meant; a lone backslash, comma or semicolon is a fault."""
    found = []
    at = 0
    while at < len(value):
        letter = value[at]
        if letter == "\\":
            at += 1
            letter = _ESCAPES[value[at]]
        else:
            assert letter not in ";,", value
        found.append(letter)
        at += 1
    return "".join(found)


class FakeCalendar:
    """Takes files in by UID: the higher SEQUENCE, then the later DTSTAMP wins; what is cancelled goes."""

    def __init__(self) -> None:
        self.known: dict[str, Component] = {}

    def take(self, data: bytes) -> None:
        events = read(data).of("VEVENT")
        assert len({it["UID"].value for it in events}) == len(events)
        for it in events:
            old = self.known.get(it["UID"].value)
            if old is None or self._age(it) >= self._age(old):
                self.known[it["UID"].value] = it

    @staticmethod
    def _age(it: Component) -> tuple[int, datetime]:
        return int(it["SEQUENCE"].value), it["DTSTAMP"].moment

    @property
    def shown(self) -> dict[str, tuple[date, date]]:
        """What the owner sees: name → first and last day."""
        return {
            it["SUMMARY"].text: (it["DTSTART"].day, it["DTEND"].day - timedelta(days=1))
            for it in self.known.values()
            if it["STATUS"].value != "CANCELLED"
        }
