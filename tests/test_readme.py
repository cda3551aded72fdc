"""The README's first screen is true: the command prints what stands there, and so does the query on its result."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str, number: int = 0) -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return blocks[number]


@pytest.fixture(scope="module")
def run_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The specimens converted in a folder of its own, and what the command printed."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    code = "import sys; from pipeline import app; sys.argv = ['thai-ita', 'run']; app()"
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return folder, done.stdout


def test_the_command_prints_what_the_readme_shows(run_in: tuple[Path, str]) -> None:
    assert run_in[1] == block("console").removeprefix("$ make run\n")


def test_the_query_prints_what_the_readme_shows(run_in: tuple[Path, str]) -> None:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", block("python")],
        cwd=run_in[0],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == block("text")


def test_the_first_screen_is_one_sentence_one_command_one_query() -> None:
    head = README.split("## ")[0]
    assert head.count("```console") == head.count("```python") == head.count("```text") == 1
