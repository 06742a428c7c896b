"""The pages in a real browser, from disk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.html.pages import HOSTILE, class_html, feedback_html, fragment_html, write

TEN = tuple(f"student{number:03}" for number in range(10))
MANY = tuple(f"student{number:03}" for number in range(300))


@pytest.fixture
def page(tmp_path, open_page):
    """The page of a class of ten, on a desk."""
    return open_page(write(tmp_path, class_html(*TEN)))


def people(page) -> list[str]:
    """The students of the map, those that are shown, in order."""
    return page.locator("table.map tbody tr:visible th").all_inner_texts()


@pytest.mark.parametrize("students", [TEN, MANY], ids=len)
def test_it_opens_from_disk(tmp_path, open_page, students):
    """A small and a large class, without a request, an error or a complaint."""
    page = open_page(write(tmp_path, class_html(*students)))

    assert len(people(page)) == len(students)
    expect(page.locator("#status")).to_contain_text(f"{3 * len(students)} of")
    assert page.locator("#rows tbody tr").count() == 3 * len(students)


def test_a_click_sorts_and_another_turns_it_round(page):
    """By number where cells hold numbers; the column says how it is sorted."""
    head = page.locator("table.map thead th").nth(1)
    shares = "rows => rows.map(row => Number(row.cells[1].dataset.v))"
    rows = page.locator("table.map tbody tr")
    for way, turned in (("ascending", False), ("descending", True)):
        head.get_by_role("button").click()

        found = rows.evaluate_all(shares)
        assert found == sorted(found, reverse=turned)
        assert len(set(found)) > 1
        assert head.get_attribute("aria-sort") == way
    assert page.locator("table.map [aria-sort]").count() == 1


def test_the_keyboard_does_what_a_mouse_does(page):
    """The skip link is first; a head sorts and a cell opens with the Enter key."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    first = people(page)
    page.locator("table.map thead button").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    assert people(page) == first[::-1]
    page.locator("table.map td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rows tr:focus")).to_have_count(1)


@pytest.mark.parametrize(
    ("fill", "most"),
    [
        ({"student": "T003"}, 3),
        ({"exercise": "dsum"}, 7),
        ({"verdict": "timed_out"}, 10),
        ({"student": "student00", "exercise": "dsum", "verdict": "passed"}, 4),
        ({"student": "nobody"}, 0),
    ],
)
def test_filters_leave_what_is_asked_for(page, fill, most):
    """Rows of both tables; the number left is told, and all comes back."""
    for name, value in fill.items():
        field = page.locator(f"#by-{name}")
        field.fill(value) if name == "student" else field.select_option(value)

    rows = page.locator("#rows tbody tr:visible")
    found = rows.evaluate_all(
        """rows => rows.map(row => [
            row.cells[0].innerText, row.dataset.exercise, row.dataset.verdict])"""
    )
    assert len(found) <= most
    assert found or not most
    for student, exercise, verdict in found:
        assert fill.get("student", "").lower() in student
        assert fill.get("exercise", exercise) == exercise
        assert fill.get("verdict", verdict) == verdict
    assert set(people(page)) == {student for student, *_ in found}
    expect(page.locator("#status")).to_have_text(f"{len(found)} of 30 submissions")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#status")).to_have_text("30 of 30 submissions")


def test_a_cell_leads_to_its_submission(page):
    """Its checks are opened, also where a filter has hidden the row."""
    cell = page.locator("table.map td[data-verdict=timed_out] a").first
    target = cell.get_attribute("href")
    cell.click()

    row = page.locator(f"#rows {target}")
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    expect(row.locator("details li").first).to_be_visible()
    page.locator("#by-student").fill("nobody")
    expect(row).to_be_hidden()
    page.evaluate(
        "target => { location.hash = '#map'; location.hash = target; }", target
    )
    expect(row).to_be_focused()
    expect(row).to_be_visible()


def test_without_scripts_everything_is_there(tmp_path, open_page):
    """No field is shown that would do nothing, and a cell still leads to its row."""
    page = open_page(write(tmp_path, class_html(*TEN)), java_script_enabled=False)

    expect(page.locator("#filter")).to_be_hidden()
    assert len(people(page)) == len(TEN)
    page.locator("table.map td a").first.click()
    expect(page.locator("#rows tr").nth(1)).to_be_in_viewport()
    expect(page.locator("table button")).to_have_count(0)


@pytest.mark.parametrize(
    "html", [class_html(*TEN), feedback_html()], ids=["class", "one"]
)
def test_a_phone_scrolls_one_way(tmp_path, open_page, html):
    """What is wide scrolls within itself."""
    view = {"width": 400, "height": 800}
    page = open_page(write(tmp_path, html), viewport=view)

    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_paper_shows_tables_and_no_controls(page):
    """Nothing is cut off by a region that cannot be scrolled on paper."""
    page.emulate_media(media="print")

    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    region = page.locator(".scroll").first
    assert region.evaluate("r => getComputedStyle(r).overflow") == "visible"
    assert page.pdf().startswith(b"%PDF")


def test_dark_is_dark(tmp_path, open_page):
    """The page follows the system."""
    address = write(tmp_path, class_html(*TEN))
    ground = "getComputedStyle(document.body).backgroundColor"
    found = [
        open_page(address, color_scheme=scheme).evaluate(ground)
        for scheme in ("light", "dark")
    ]

    assert found == ["rgb(255, 255, 255)", "rgb(20, 23, 26)"]


@pytest.mark.parametrize(
    ("html", "scheme"),
    [
        (class_html(*TEN), "light"),
        (class_html(*TEN), "dark"),
        (feedback_html(), "light"),
        (feedback_html(), "dark"),
        (feedback_html(HOSTILE[0]), "light"),
        (fragment_html("#ffffff", "#1d2125"), "light"),
        (fragment_html("#111111", "#e9ecef"), "dark"),
    ],
    ids=[
        *("class-light", "class-dark", "one-light", "one-dark", "hostile"),
        *("fragment-light", "fragment-dark"),
    ],
)
def test_axe_finds_nothing(tmp_path, open_page, html, scheme):
    """Contrast, names, roles, headings, landmarks: every rule that axe knows."""
    page = open_page(write(tmp_path, html), color_scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    found = Axe().run(page)

    assert found.response["passes"]
    said = [
        (row["id"], [node["html"][:200] for node in row["nodes"]][:3])
        for row in found.response["violations"]
    ]
    assert said == []


@pytest.mark.parametrize(
    "html",
    [class_html(*HOSTILE), *map(feedback_html, HOSTILE[:5])],
    ids=["class", "markup", "bidi", "long", "template", "path"],
)
def test_hostile_names_are_text(tmp_path, open_page, html):
    """No markup of theirs is markup, no character turns the line round."""
    page = open_page(write(tmp_path, html))

    assert page.evaluate("window.broken === undefined")
    assert page.locator("img, b, iframe, object").count() == 0
    assert page.locator("script").count() <= 1
    text = page.locator("body").inner_text()
    assert not set(text) & set("\u202e\u2028\x1b\x00")
    assert "49" not in text.split("Points")[0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_only_our_own_script_runs(tmp_path, browser):
    """The page forbids every other one, were some markup to slip through."""
    added = "<script>window.broken = 1</script></body>"
    html = class_html(*TEN)
    assert "</body>" in html
    page = browser.new_page()
    page.goto(write(tmp_path, html.replace("</body>", added)))

    assert page.evaluate("window.broken === undefined")
    assert page.locator("table button").count()
    page.close()
