"""Signatures in Excel: who signs beside each other, who gets the paper at the left."""

from exporters.papers.excel_sheet import SheetWriter
from exporters.papers.layout import (
    BEFORE_SIGNATURE,
    RECIPIENTS,
    Letterhead,
    Type,
    recipients_below,
)
from models.papers.report import Signature, Signer

_POINTS_IN_MM = 72 / 25.4

Lines = list[tuple[str, Type]]


def signature(writer: SheetWriter, signed: Signature, letterhead: Letterhead) -> None:
    """Office, unit, room to sign, name; a single signer at the right, beside "Nơi nhận"."""
    writer.gap(BEFORE_SIGNATURE * _POINTS_IN_MM)
    columns = [_office(it, letterhead) for it in signed.signers]
    names = [(it.name, letterhead.name) for it in signed.signers]
    shares: tuple[float, ...] = (1.0,) * len(columns)
    given = _recipients(signed, letterhead)
    if len(columns) == 1:
        shares = (letterhead.recipients_share, 1 - letterhead.recipients_share)
        columns.insert(0, given)
        names.insert(0, ("", letterhead.name))
    offices = max(len(it) for it in columns[-len(signed.signers) :])
    room = letterhead.signing_space * _POINTS_IN_MM
    for number in range(max(len(it) for it in columns)):
        line = [it[number] if number < len(it) else ("", letterhead.name) for it in columns]
        height = writer.side_by_side(shares, line, "left" if len(signed.signers) == 1 else "center")
        room -= height if number >= offices else 0
    writer.gap(max(room, 1.0))
    writer.side_by_side(shares, names)
    if recipients_below(signed):
        for text, kind in given:
            writer.across(text, kind, "left")


def _office(it: Signer, letterhead: Letterhead) -> Lines:
    return [*letterhead.office_lines(it.office), (it.unit, letterhead.office_unit)]


def _recipients(signed: Signature, letterhead: Letterhead) -> Lines:
    if not signed.recipients:
        return []
    title = (RECIPIENTS, letterhead.recipients_title)
    return [title, *((it, letterhead.recipients) for it in signed.recipients)]
