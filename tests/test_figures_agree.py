"""One test of the one calculation: screen, JSON, Excel (recalculated), Word and PDF say the same."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main as program
from exporters import FORMATS
from models.points import parse, plain, show
from models.reports import PAPERS, build
from storage.audit import Act
from storage.block_file import BlockFile
from tests.exporters import reading
from ui import shipped
from ui.jobs import Jobs
from ui.session import Session
