"""Puts the hand-made contents and the stores within reach of the tests in this folder."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "graph"), str(Path(__file__).parent)]
