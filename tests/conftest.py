"""Set before anything of Qt is imported: no screen is needed, and no user's own folders are touched."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
