"""Set before anything of Qt is imported: no screen is needed, and no user's own folders are touched."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test depends on how fast the machine is, the making of its examples neither.
settings.register_profile("khoi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("khoi")
