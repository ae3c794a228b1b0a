"""The holidays of Viet Nam as the `holidays` library knows them; the block's own list may differ."""

from datetime import date

_QUARTER_ENDS = (3, 31)


def days_off(year: int, *, with_next_quarter: bool = False) -> tuple[tuple[date, str, bool], ...]:
    """Holidays of `year` and the weekend days worked instead: day, Vietnamese name, whether it is worked.

    In the order of days; `with_next_quarter` adds January to March of the next year, for a season that ends
    there. Swaps are announced year by year: those that the library does not know are missing, and the clerk
    adds them to the block's own list.
    """
    # Loading the library takes as long as opening a small window, and only this needs it.
    import holidays

    first, last = date(year, 1, 1), date(year, 12, 31)
    if with_next_quarter:
        last = date(year + 1, *_QUARTER_ENDS)
    known = holidays.country_holidays("VN", years=range(year, last.year + 1), language="vi")
    found = [(day, name, False) for day, name in known.items()]
    found += [(day, "Làm việc bù", True) for day in known.weekend_workdays]
    return tuple(sorted(it for it in found if first <= it[0] <= last))
