"""The office's own template: which fields it uses, whether it can be filled, and filling it.

A template can only show, repeat and choose between what `models.papers.fields` gives: it runs in a sandbox and is
held against the fields first, so that it can neither do anything else nor fail halfway.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporters.files import free_name, save
from exporters.own_template.lines import PROPERTIES, lines, opened
from exporters.own_template.names import Known, names
from exporters.own_template.tags import badly_nested, fault, find, misspelt
from models.errors import AppError, Problem
from models.papers.fields import TemplateField, columns_of, context
from models.texts import few

_SHOWN = 3
_LONGEST_PROPERTY = 255
_HIDDEN = Problem(
    "template-hidden",
    "Có trường hoặc lệnh viết sai ở chỗ không hiện thành chữ (chữ đã xóa, mô tả hình, mã trường).",
    "Chấp nhận mọi sửa đổi, xóa chỗ đó rồi lưu lại.",
)


@dataclass(frozen=True, slots=True)
class Used:
    """A field of a template and where it stands."""

    name: str
    where: str


def fields_of(template: Path, found: Sequence[TemplateField]) -> tuple[Used, ...]:
    """The fields of `found` that a template uses, in its order; one of a list with its column. Raises AppError
    when it cannot be read."""
    document = opened(template)
    problems, used = _read(document, columns_of(found))
    del problems
    return used


def check(template: Path, found: Sequence[TemplateField]) -> tuple[Problem, ...]:
    """Everything that keeps a template from being filled, each with its place. Raises AppError when it cannot
    be read at all."""
    document = opened(template)
    known = columns_of(found)
    problems, _used = _read(document, known)
    if problems:
        return problems
    return tuple(_hidden(template, known))


def fill(template: Path, found: Sequence[TemplateField], target: Path) -> Path:
    """Write the template filled in, beside what is there already: a name in use gets a number. Where it was
    written. Raises AppError, and writes nothing, when the template is not right or cannot be written."""
    problems = check(template, found)
    if problems:
        told = few([it.text for it in problems], "lỗi", _SHOWN)
        raise AppError(f"Chưa điền được mẫu “{template.name}”. {told}")
    data = _rendered(template, found)
    place = free_name(target)
    save(place, data)
    return place


def _rendered(template: Path, found: Sequence[TemplateField]) -> bytes:
    from docxtpl import DocxTemplate

    class Filled(DocxTemplate):  # type: ignore[misc]
        """Values stay as they are: no sign of the library's own stands for another one, and Word's own card of
        the document takes plain text, not that of a page."""

        def render_xml_part(
            self, src_xml: str, part: Any, context: Any, jinja_env: Any = None
        ) -> str:
            self.current_rendering_part = part
            text: str = self.resolve_listing(jinja_env.from_string(src_xml).render(context))
            return text

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            del jinja_env
            plain, card = _environment(escaped=False), self.docx.core_properties
            for name in PROPERTIES:
                text = str(getattr(card, name) or "")
                if "{" in text:
                    made = plain.from_string(text).render(context)
                    setattr(card, name, made[:_LONGEST_PROPERTY])

    try:
        made = Filled(io.BytesIO(template.read_bytes()))
        made.render(context(found), _environment(), autoescape=True)
        written = io.BytesIO()
        made.save(written)
    except AppError:
        raise
    except Exception as error:  # whatever a template of somebody else can still bring about
        raise AppError(
            f"Không điền được mẫu “{template.name}”. Mở bằng Word, lưu lại dạng .docx rồi thử lại."
        ) from error
    return written.getvalue()


def _environment(*, escaped: bool = True) -> Any:
    """The language of templates without anything but its texts: no functions, nothing private."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=escaped)
    env.globals.clear()
    return env


def _read(document: Any, known: Known) -> tuple[tuple[Problem, ...], tuple[Used, ...]]:
    """What is wrong, and the fields in use as far as the template can be understood."""
    env = _environment()
    found = lines(document)
    tags, problems = find(found)
    problems += misspelt(env, tags, known)
    problems += badly_nested(tags, found)
    if problems:
        return tuple(problems), ()
    # One line of source for one tag, so that a line tells its place.
    source = "\n".join(it.plain for it in tags)
    told = names(_parsed(env, source), known)
    wrong = [fault(tags[it.line - 1].line, "field", it.what, it.advice) for it in told if it.what]
    used = tuple(Used(it.name, tags[it.line - 1].line.where) for it in told if not it.what)
    return tuple(wrong), used


def _parsed(env: Any, source: str) -> Any:
    try:
        return env.parse(source)
    except Exception as error:  # what reads tag by tag may still not read as a whole
        raise AppError(
            "Mẫu có lệnh for, if đặt lẫn vào nhau. Kiểm tra từng cặp for, endfor và if, endif."
        ) from error


def _hidden(template: Path, known: Known) -> Iterator[Problem]:
    """What stands where nobody sees it, as the filling will meet it."""
    env = _environment()
    for xml in _sources(template):
        try:
            told = names(env.parse(xml), known)
        except Exception:  # noqa: BLE001 - anything that cannot be read must not be run
            yield _HIDDEN
            return
        if any(it.what for it in told):
            yield _HIDDEN
            return


def _sources(template: Path) -> Iterator[str]:
    """The parts of the document as docxtpl hands them to the language of templates."""
    from docxtpl import DocxTemplate

    made = DocxTemplate(io.BytesIO(template.read_bytes()))
    made.init_docx()
    yield made.patch_xml(made.get_xml())
    for kind in (made.HEADER_URI, made.FOOTER_URI):
        for _key, part in made.get_headers_footers(kind):
            yield made.patch_xml(made.get_part_xml(part))
    for part in made.docx.part.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield made.patch_xml(part.blob.decode("utf-8"))
