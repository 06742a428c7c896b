"""A real JupyterLab in a real browser: what a learner sees below a cell."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from grader.catalogue import Catalogue
from grader.html import feedback_fragment
from grader.picture import course_picture
from tests.helpers import REPOSITORY
from tests.html.pages import walked

SECONDS = 120
CELLS = (
    "%load_ext grader",
    "%%kata relu_mask\ndef relu_backward(dvalues, z):\n    return dvalues * (z >= 0)",
)
READY = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext?.session;
    return session?.kernel?.status === "idle";
}"""
RUN = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
DARK = """() => window.jupyterapp.commands.execute(
    'apputils:change-theme', {theme: 'JupyterLab Dark'})"""


def notebook(*cells: str, html: str = "") -> str:
    """A notebook as a file; the last cell has an output that nobody has signed."""
    rows = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "source": text}
        | {"outputs": []}
        for text in cells
    ]
    if html:
        output = {"output_type": "display_data", "metadata": {}}
        rows[-1]["outputs"] = [output | {"data": {"text/html": html}}]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"cells": rows, "metadata": {"kernelspec": kernel}}
    return json.dumps(whole | {"nbformat": 4, "nbformat_minor": 4})


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[str]:
    """The address of a JupyterLab that serves two notebooks, and knows nothing else."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "run.ipynb").write_text(notebook(*CELLS))
    catalogue, grade = Catalogue(REPOSITORY), walked().grade
    walk = catalogue.load("neuron_walkthrough")
    picture = course_picture(catalogue, walk, grade)
    html = feedback_fragment(grade, walk, picture)
    (folder / "read.ipynb").write_text(notebook("1", html=html))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    homes = {f"JUPYTER_{name}": str(folder / name.lower()) for name in own}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(
                "--expose-app-in-browser",
                f"--port={port}",
                "--ServerApp.port_retries=0",
            ),
            *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"),
        ],
        env=os.environ
        | homes
        | {"GRADKATA_COURSE": str(REPOSITORY), "IPYTHONDIR": str(folder / "ipython")},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/lab"
    # Asked to end, a lab may wait for ever for kernels that it has already ended.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def page(browser: Browser, lab: str) -> Iterator[Page]:
    """A page that asks for nothing but what the lab serves."""
    context = browser.new_context(viewport={"width": 1000, "height": 1200})
    found = context.new_page()
    found.set_default_timeout(SECONDS * 1000)
    asked: list[str] = []
    found.on("request", lambda request: asked.append(request.url))
    yield found
    context.close()
    home = lab.removesuffix("/lab")
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []


def test_a_cell_shows_what_is_wrong(page: Page, lab: str):
    """Verdict, reason, map, hints rung by rung and picture, in light and in dark."""
    page.goto(f"{lab}/tree/run.ipynb")
    page.wait_for_function(READY)
    page.evaluate(RUN)
    shown = page.locator(".gradkata")

    shown.wait_for()
    expect(shown).to_contain_text("The gradient passes where z is exactly 0")
    expect(shown.get_by_role("img", name="wrong")).to_have_count(1)
    second = shown.get_by_text("Hint 2 of 6")
    expect(second).to_be_hidden()
    shown.get_by_text("Hint 1 of 6").click()
    expect(second).to_be_visible()
    shown.get_by_text("Where this stands in the graph").click()
    picture = shown.locator("img[src^='data:image/svg']")
    expect(picture).to_be_visible()
    assert picture.evaluate("drawn => drawn.decode().then(() => drawn.naturalWidth)")
    page.evaluate(DARK)
    page.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
    ground = "e => getComputedStyle(e).backgroundColor"
    assert shown.locator("span").first.evaluate(ground) == "rgb(168, 28, 20)"


def test_an_output_that_is_not_trusted_is_whole(page: Page, lab: str):
    """Opened from a file, it goes through the lab's sanitizer; its looks stay."""
    page.goto(f"{lab}/tree/read.ipynb")
    shown = page.locator(".gradkata")

    shown.wait_for()
    expect(shown).to_contain_text("The sign of dvalue decides.")
    assert shown.get_attribute("role") is None  # taken out, so it was sanitized
    picture = shown.locator("img[src^='data:image/svg']")
    assert picture.evaluate("drawn => drawn.decode().then(() => drawn.naturalWidth)")
    shown.get_by_text("Hint 1 of").click()
    expect(shown.get_by_text("Hint 2 of")).to_be_visible()
    ground = "e => getComputedStyle(e).backgroundColor"
    assert shown.locator("span").first.evaluate(ground) == "rgb(168, 28, 20)"
    head = shown.locator("thead th").first
    assert head.evaluate("e => getComputedStyle(e).textAlign") == "left"
