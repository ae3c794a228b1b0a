"""Set before anything of Qt is imported: no screen is needed, and no user's own folders are touched."""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_data = TemporaryDirectory(prefix="khoi-tests-", ignore_cleanup_errors=True)
os.environ["XDG_DATA_HOME"] = _data.name  # copies that are only looked at lie there

# No test depends on how fast the machine is, the making of its examples neither.
settings.register_profile("khoi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("khoi")
