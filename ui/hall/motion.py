"""Whether the system asks for no movement ("Hiệu ứng hoạt ảnh" switched off). Where it cannot be asked: no."""

import sys
from collections.abc import Callable

GET_CLIENT_AREA_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION of SystemParametersInfo (Windows API, winuser.h)."""

Ask = Callable[[int], bool | None]
"""A wish of SystemParametersInfo → whether it is switched on; None where the system does not answer."""


def system_is_still(ask: Ask | None = None) -> bool:
    """True when the user has switched the system's animations off."""
    return (ask or _ask_windows)(GET_CLIENT_AREA_ANIMATION) is False


def _ask_windows(wish: int) -> bool | None:
    if sys.platform != "win32":
        return None
    import ctypes

    moves = ctypes.c_int(1)
    told = ctypes.windll.user32.SystemParametersInfoW(wish, 0, ctypes.byref(moves), 0)
    return bool(moves.value) if told else None
