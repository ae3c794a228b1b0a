"""A paper as plain text, everything it says from top to bottom, a line each."""

from models.papers.report import Heading, Paragraph, Report, Signature, Table


def told(report: Report) -> str:
    """Heading with number and addressees, then every part; blanks show their role, signers all their lines."""
    lines = [report.file_stem, " | ".join(report.banners), *_heading(report.heading)]
    for part in report.parts:
        lines += ["", f"[{part.sheet}] {part.title}", part.subject]
        for content in part.contents:
            if isinstance(content, Paragraph):
                lines.append(f"({content.role}) {content.text}")
            elif isinstance(content, Table):
                lines += _table(content)
            else:
                lines += _signature(content)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(heading: Heading) -> list[str]:
    number = " · ".join(it for it in (heading.number, heading.code, heading.symbol) if it)
    return [
        *(heading.superior, heading.issuer, number, heading.place_date, heading.about),
        *(f"Kính gửi: {it}" for it in heading.to),
    ]


def _table(table: Table) -> list[str]:
    head = " | ".join(it.title.replace("\n", " ") for it in table.columns)
    rows = (
        f"{row.role}: {' | '.join(cell.text.replace(chr(10), ' / ') for cell in row.cells)}"
        for row in table.rows
    )
    return [head, *rows]


def _signature(signature: Signature) -> list[str]:
    signers = [
        f"ký: {it.office.replace(chr(10), ' / ')} · {it.unit} · {it.name}"
        for it in signature.signers
    ]
    return [*signers, *signature.recipients]
