"""Classes made by hand, and their pages, for tests to look at."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from grader.analysis import analysed
from grader.catalogue import Catalogue
from grader.gradebook import Standing
from grader.html import class_page, feedback_fragment, feedback_page
from grader.picture import course_picture
from grader.result import CheckResult, Diagnosis, Grade, Verdict, Visibility
from tests.export.standing import standing
from tests.helpers import GRADE, REPOSITORY
from tests.picture.pictures import MASKED, steps

COURSE = Catalogue(REPOSITORY)
IDS = ("drelu_dz", "dsum", "relu_mask", "dweights")
EXERCISES = {name: COURSE.load(name) for name in (*IDS, "neuron_walkthrough")}
WORDS = (Verdict.PASSED, Verdict.FAILED, Verdict.TIMED_OUT, Verdict.FAILED)
MARKUP = "<img src=x onerror='window.broken=1'><script>window.broken=1</script>"
BIDI = "ada\u202egnp.exe"
LONG = "w" * 255
HOSTILE = (
    MARKUP,
    BIDI,
    LONG,
    "{{ 7 * 7 }}",
    "../../escaped",
    "a\x1b[31mred\x00\n\u2028",
    "half\udce9name",
    "javascript:alert(1)",
    "\"'><b>&amp;",
    "",
)


def grade_for(number: int, exercise: str, student: str) -> Grade:
    """A grade that differs from one student and exercise to the next."""
    word = WORDS[(number + len(exercise)) % len(WORDS)]
    right = [
        word is Verdict.PASSED
        or (word is Verdict.FAILED and number * (3 * place + 2) % 7 > 2 + place)
        for place in range(3)
    ]
    checks = tuple(
        CheckResult(
            id=name,
            title=f"The {name} of {exercise} is right.",
            verdict=Verdict.PASSED if right[place] else word,
            points=2.0 if right[place] else 0.0,
            max_points=2.0,
            visibility=Visibility.VISIBLE if place == 0 else Visibility.HIDDEN,
            message="" if right[place] else f"message for {student}",
        )
        for place, name in enumerate(("example", "hidden", "secret"))
    )
    names = [*EXERCISES[exercise].spec.misconceptions]
    mistake = names[number % 2] if word is Verdict.FAILED else None
    known = EXERCISES[exercise].spec.misconceptions
    return replace(
        GRADE,
        student=student,
        exercise=exercise,
        submission=f"{student}/{exercise}.py",
        verdict=word,
        points=sum(check.points for check in checks),
        max_points=6.0,
        seconds=number / 100,
        checks=checks,
        steps=(),
        diagnosis=Diagnosis(exercise, mistake, known[mistake].message)
        if mistake
        else None,
    )


def class_of(*students: str) -> list[Standing]:
    """Each student has handed in all exercises but one."""
    return [
        standing(grade_for(number, exercise, student))
        for number, student in enumerate(students)
        for place, exercise in enumerate(IDS)
        if number % len(IDS) != place
    ]


def many(count: int) -> list[Standing]:
    """A class of so many with plain names."""
    return class_of(*(f"student{number:03}" for number in range(count)))


def walked(student: str = "ada") -> Standing:
    """A walkthrough of which one step is wrong and those after it are carried."""
    found = steps("neuron_walkthrough", **MASKED)
    checks = tuple(
        CheckResult(s.name, s.name, s.verdict, s.points, 1, Visibility.VISIBLE)
        for s in found
    )
    told = Diagnosis("drelu_dz", "mask_from_dvalues", "The sign of dvalue decides.")
    return standing(
        replace(
            GRADE,
            student=student,
            exercise="neuron_walkthrough",
            checks=checks,
            steps=found,
            diagnosis=told,
        )
    )


@cache
def class_html(*students: str) -> str:
    """The page of a class with a worked example for each mistake."""
    found = analysed(class_of(*students), [*COURSE.entries])
    worked = {
        (m.exercise, m.misconception): "f(2) gave 3; 4 is right."
        for m in found.mistakes
    }
    return class_page(found, EXERCISES, worked)


def write(folder: Path, text: str) -> str:
    """Write a page; its address for a browser."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def feedback_html(student: str = "ada") -> str:
    """The page of one student who has a bit of everything."""
    return feedback_page([*class_of(student), walked(student)], EXERCISES)


def fragment_html(ground: str, text: str) -> str:
    """The fragment of a walkthrough among a page of somebody else's colours."""
    exercise = EXERCISES["neuron_walkthrough"]
    grade = walked().grade
    fragment = feedback_fragment(
        grade, exercise, course_picture(COURSE, exercise, grade)
    )
    style = f"background:{ground};color:{text}"
    return (
        "<!doctype html><html lang='en'><head><title>Notebook</title></head>"
        f"<body style='{style}'><main><h1>Notebook</h1>{fragment}</main></body></html>"
    )
