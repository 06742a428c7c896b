"""The version is the same wherever it is told."""

import tomllib

import grader
from tests.helpers import REPOSITORY


def test_the_package_and_its_code_have_one_version():
    """What is installed as a version says that it is that version."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))

    assert project["project"]["version"] == grader.__version__
