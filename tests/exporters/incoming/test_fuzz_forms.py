"""Three hundred forms bent at random: every one is answered, none takes long."""

from pathlib import Path

import pytest

from tests.exporters.fuzz_forms import fuzz

LONGEST = 5


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_bent_form_is_always_answered_and_soon(seed: int, tmp_path: Path) -> None:
    assert fuzz(100, seed, tmp_path).seconds < LONGEST
