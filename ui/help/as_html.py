"""A page of the help as the HTML that Qt's text browser draws, in the colours and sizes of the theme."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from models.help_text import HelpBlock, HelpPage, spans
from ui.look import theme

_FONT_PART = (theme.FONT_TITLE + theme.FONT_SECTION) / 2
_LISTS = {"item": "ul", "step": "ol"}


def style() -> str:
    """The style sheet of the document, from the tokens as they are now.

    Headings are paragraphs of a class: of h1 to h3 Qt takes the sizes from itself, whatever is said here.
    """
    return f"""
        ul, ol {{ margin: 0 0 8px 0; }}
        .h1 {{ font-size: {theme.FONT_TITLE}pt; font-weight: 600; margin: 0 0 8px 0; }}
        .h2 {{ font-size: {_FONT_PART}pt; font-weight: 600; margin: 22px 0 6px 0; }}
        .h3 {{ font-size: {theme.FONT_SECTION}pt; font-weight: 600; margin: 16px 0 4px 0; }}
        p {{ margin: 0 0 8px 0; }}
        li {{ margin: 0 0 4px 0; }}
        a {{ color: {theme.ACTION}; text-decoration: none; }}
        th, td {{ padding: 5px 8px; border: 1px solid {theme.LINE}; }}
        th {{ background-color: {theme.GROUP}; font-weight: 600; text-align: left; }}
        table {{ border-collapse: collapse; }}
    """


def html(page: HelpPage) -> str:
    """The whole page. Pictures are of the printed manual: here the page itself stands beside its help."""
    parts = [f'<p class="h1">{escape(page.title)}</p>']
    for kind, found in groupby(page.blocks, lambda it: it.kind):
        blocks = list(found)
        if kind in _LISTS:
            parts += _list(_LISTS[kind], blocks)
        else:
            parts += [_block(it) for it in blocks]
    return "".join(parts)


def anchor(heading: str) -> str:
    """What a heading is called inside the document."""
    return quote(heading)


def _list(tag: str, blocks: Sequence[HelpBlock]) -> Iterator[str]:
    first = f' start="{blocks[0].level}"' if tag == "ol" else ""
    items = "".join(f"<li>{_inline(it.text)}</li>" for it in blocks)
    yield f"<{tag}{first}>{items}</{tag}>"


def _block(block: HelpBlock) -> str:
    if block.kind == "heading":
        words = escape(block.text)
        return f'<p class="h{block.level}"><a name="{anchor(block.text)}"></a>{words}</p>'
    if block.kind == "table":
        return _table(block.rows)
    return "" if block.kind == "picture" else f"<p>{_inline(block.text)}</p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *others = rows
    made = "".join(f"<th>{_inline(it)}</th>" for it in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(it)}</td>" for it in row) + "</tr>" for row in others
    )
    # Qt takes margins of tables from the paragraphs around them only.
    return f'<table width="100%" cellspacing="0"><tr>{made}</tr>{body}</table><p></p>'


def _inline(text: str) -> str:
    return "".join(
        f'<a href="{escape(it.target)}">{escape(it.text)}</a>'
        if it.target
        else f"<b>{escape(it.text)}</b>"
        if it.bold
        else escape(it.text)
        for it in spans(text)
    )
