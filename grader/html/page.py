"""Fills templates: every text is made safe to see and escaped as it is put in.

Text of a submission may hold markup, control and direction characters anywhere, so
this is done for all text at once and not left to each template.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import OperatorError
from grader.report import shown, shown_lines

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).with_name("templates")
MISSING = "an HTML report needs Jinja2; get it with `pip install 'gradkata[report]'`"


def filled(template: str, *, script: str = "", **given: object) -> str:
    """A page from a template; `script` names the one script that may run in it.

    Raises `OperatorError` where Jinja2 is not installed.
    """
    code = (TEMPLATES / script).read_text("utf-8") if script else ""
    style = (TEMPLATES / "style.css").read_text("utf-8")
    page = _environment().get_template(template)
    text = page.render(style=style, code=code, policy=_policy(code), **given)
    # Half a character, as in a name of a file, could be written to no file.
    return text.encode("utf-8", "backslashreplace").decode()


@cache
def _environment() -> "jinja2.Environment":
    try:
        import jinja2
    except ModuleNotFoundError as error:
        raise OperatorError(MISSING) from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_safe,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"cut": shown, "points": _points, "words": _words}
    environment.filters |= {"percent": _percent, "signed": _signed}
    return environment


def _safe(value: Any) -> Any:
    """Text as it can be shown; what is markup of ours stays as it is."""
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return shown_lines(value) if is_text else value


def _points(value: float) -> str:
    return f"{value:g}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _signed(value: float | None) -> str:
    """A correlation or difference; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")  # noqa: RUF001 - signs as printed


def _words(verdict: str) -> str:
    return verdict.replace("_", " ")


def _policy(code: str) -> str:
    """What a browser may do with the page: nothing but its own style and script."""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    script = f"script-src 'sha256-{digest}'; " if code else ""
    return (
        f"default-src 'none'; {script}style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )
