"""The one clock of the program: the PC's, or the PC's time on a day that is assumed for a rehearsal. No Qt."""

from datetime import date, datetime, timedelta

from models.errors import AppError, Problem
from models.season import Season

HOME = timedelta(hours=7)
"""Viet Nam has one time zone and no summer time, so nothing about it has to be kept with an entry."""
SAMPLE_DAY = date(2023, 12, 18)
"""The day before the meeting of the sample block, on which its papers wait: on the PC's own day they would all be
years overdue."""
_SLACK = timedelta(minutes=5)  # a clock that sets itself right goes back a little
_LONG, _YEAR = timedelta(days=153), timedelta(days=366)
"""A book rests four months at most (from the inspection in July to the reports of November, S1 III)."""
_ASSUMED = "Hôm nay giả định: {day:%d/%m/%Y}"


class Clock:
    """Called, it gives the time that counts. `given` is the day that was asked for, None for the PC's own."""

    def __init__(self, given: date | None = None) -> None:
        self.given = given
        self._of_book: date | None = None

    @property
    def assumed(self) -> date | None:
        """The day taken for today, None for the PC's own."""
        return self.given or self._of_book

    def follow(self, season: Season | None) -> None:
        """A sample has its own day; every other book, and no book, that of the PC."""
        self._of_book = SAMPLE_DAY if season is not None and season.is_sample else None

    def __call__(self) -> datetime:
        """Now, without a zone."""
        real = self.real()
        return real if self.assumed is None else datetime.combine(self.assumed, real.time())

    def real(self) -> datetime:
        """What the PC says, whatever is assumed."""
        return datetime.now()

    def offset(self) -> timedelta:
        """How far the PC's time lies before UTC."""
        return self.real().astimezone().utcoffset() or timedelta(0)


def zone_name(offset: timedelta) -> str:
    """ "UTC+7", "UTC−3:30"."""
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def time_doubt(last: datetime, now: datetime) -> str:
    """What to look at when the PC's clock cannot be right against the `last` act of a book; or ""."""
    if last > now + _SLACK:
        return (
            f"Ngày giờ của máy là {now:%d/%m/%Y %H:%M}, trước lần ghi gần nhất của sổ:"
            f" {last:%d/%m/%Y %H:%M}. Xem lại ngày giờ của máy rồi hãy ghi tiếp; nếu máy đang đúng thì"
            " cứ làm, lịch sử vẫn giữ đúng thứ tự."
        )
    apart = now - last
    if apart > _LONG:
        long = "một năm" if apart > _YEAR else f"{apart.days // 31} tháng"
        return (
            f"Sổ này ghi lần gần nhất ngày {last:%d/%m/%Y}, cách ngày của máy ({now:%d/%m/%Y}) hơn"
            f" {long}. Nếu ngày của máy sai, sửa lại trước khi ghi: ngày đó đi vào lịch sử và văn bản."
        )
    return ""


def zone_doubt(offset: timedelta | None) -> str:
    """The same of its zone: days are those of Viet Nam; in another zone "today" begins and ends at another hour."""
    if offset is None or offset == HOME:
        return ""
    return (
        f"Múi giờ của máy là {zone_name(offset)}, giờ Việt Nam là {zone_name(HOME)}: ngày “hôm nay” và giờ ghi "
        "trong lịch sử có thể lệch. Đặt lại múi giờ của máy nếu đang làm việc ở Việt Nam."
    )


def assumed_words(day: date | None) -> str:
    """What stands in the frame while a day is assumed, "" while none is."""
    return "" if day is None else _ASSUMED.format(day=day)


def looking_only(day: date | None, season: Season) -> str:
    """Why this book is only looked at on an assumed day; "" for one to practise on, and on the real day.

    What is written carries the day on which it is written: a real book must never get one that was made up.
    """
    if day is None or season.meeting.is_rehearsal or season.is_sample:
        return ""
    return (
        f"{assumed_words(day)}. Sổ thật chỉ xem được, để lịch sử không ghi ngày giả định; muốn làm thử với ngày "
        "này thì mở bản tập dượt."
    )


def typed_today(text: str) -> date:
    """The day given on the command line. Raises `AppError` with what is wrong."""
    from models.dates import typed

    found = typed.read(text)
    if isinstance(found, date):
        return found
    why = found.text if isinstance(found, Problem) else "Ghi ngày như 05/12/2023."
    raise AppError(f"Ngày sau --today chưa đúng. {why}")
