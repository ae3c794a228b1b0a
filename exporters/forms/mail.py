"""A message to a unit as an .eml file: opened by Outlook or another mail program, looked at, and sent by hand."""

import re
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from pathlib import Path, PurePath

from exporters import files
from models.texts import clean

_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_KINDS = {
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "pdf",
}


def write_eml(
    target: Path,
    subject: str,
    body: str,
    attachment: tuple[str, bytes] | None = None,
    contact: str = "",
) -> None:
    """Write a message that is ready to be sent: `attachment` is a file's name and its bytes, `contact`
    whatever is noted of the receiver; its mail addresses receive it.

    Nobody is its sender: that is the one who opens and sends it (X-Unsent, understood by Outlook). Raises
    AppError when the file cannot be written.
    """
    # Not EmailMessage: it loses blanks between the words of a long subject.
    text = MIMEText(clean(body), "plain", "utf-8")
    message: MIMEText | MIMEMultipart = text
    if attachment is not None:
        message = MIMEMultipart()
        message.attach(text)
        message.attach(_file(*attachment))
    message["Subject"] = Header(_line(subject), "utf-8", header_name="Subject").encode()
    addresses = addresses_in(contact)
    if addresses:
        message["To"] = ", ".join(addresses)
    message["X-Unsent"] = "1"
    # Long enough that the kind of a workbook is not parted from its name.
    policy = compat32.clone(linesep="\r\n", max_line_length=120)
    files.save(target, message.as_bytes(policy=policy))


def addresses_in(contact: str) -> tuple[str, ...]:
    """The mail addresses in what is noted of a unit ("Chị Lan, lan@laocai.gov.vn, 0912…"), each once."""
    return tuple(dict.fromkeys(_ADDRESS.findall(contact)))


def _file(name: str, data: bytes) -> MIMEApplication:
    shown = _line(name)
    kind = _KINDS.get(PurePath(shown).suffix.lower(), "octet-stream")
    part = MIMEApplication(data, kind)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", shown))
    return part


def _line(text: str) -> str:
    return " ".join(clean(text).split())
