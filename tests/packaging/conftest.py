"""The build's modules stand in a folder of their own and import one another by their plain names."""

import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "packaging" / "windows"
sys.path.insert(0, str(BUILD))
