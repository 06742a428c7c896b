"""What a probe's report proves, layer by layer, on reports of machines we have not."""

import errno
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.doctor import _versions
from grader.sandbox import OPTIONAL, Layer, Report, Tier, layers_of, proved, too_weak
from grader.sandbox.probe import word
from grader.sandbox.tiers import ALWAYS, IDENTITY, LAYERS, REFUSALS, tier_of

WALLS = ("landlock", "seccomp")
TRIALS = {t: due for rows in REFUSALS.values() for t, due in rows.items()}
WORDS = ("EPERM", "EACCES", "ENOENT", "ENOSYS", "EINVAL", "RuntimeError", "done")
EVERY_TRIAL = [(name, trial) for name, rows in REFUSALS.items() for trial in rows]
SUBSETS = [
    names
    for size in range(len(OPTIONAL) + 1)
    for names in combinations(sorted(OPTIONAL), size)
]


def whole(*, root: bool = True, abi: int = 7) -> Report:
    """The report of a machine that has everything."""
    absent = {"capabilities"} if root else set(IDENTITY)
    applied = tuple(name for name in LAYERS if name not in absent)
    return Report(applied, {}, dict(TRIALS), root, abi)


def lacking(name: str, told: str, *, root: bool = True) -> Report:
    """The same without one layer, for a reason."""
    report = whole(root=root)
    applied = tuple(row for row in report.applied if row != name)
    return replace(report, applied=applied, failed={name: told})


def row_of(report: Report, name: str) -> Layer:
    """One layer of a report."""
    (row,) = (row for row in layers_of(report) if row.name == name)
    return row


@pytest.mark.parametrize("names", SUBSETS, ids="+".join)
def test_the_tier_of_every_combination(names: tuple[str, ...]):
    """Full needs the limits, both walls and the view; one wall alone is partial."""
    limits, files, calls, view = (
        name in names for name in ("rlimits", *WALLS, "bubblewrap")
    )
    if limits and files and calls:
        due = Tier.FULL if view else Tier.KERNEL
    else:
        due = Tier.PARTIAL if files or calls else Tier.PROCESS

    assert tier_of((*ALWAYS, *names)) is due


@pytest.mark.parametrize("root", [True, False])
@pytest.mark.parametrize("abi", range(1, 12))
def test_everything_is_proved_with_every_version_of_landlock(abi: int, *, root: bool):
    """What a probe proved counts, whatever number the kernel gives."""
    report = whole(root=root, abi=abi)

    assert all(row.proved and not row.why + row.mend for row in layers_of(report))
    assert tier_of(proved(report)) is Tier.FULL
    assert _versions(abi)["landlock"] == f"ABI {abi}"


def test_a_kernel_without_landlock_has_no_version():
    """ABI 0 is told as none."""
    assert _versions(0)["landlock"] == "none"


@pytest.mark.parametrize(
    ("name", "told", "why", "mend"),
    [
        ("landlock", "ENOSYS", "no Landlock", "Linux 5.13"),
        ("landlock", word(OSError(errno.EOPNOTSUPP, "")), "off in this kernel", "lsm="),
        ("landlock", word(OSError(errno.ENOSYS, "")), "no Landlock", "Linux 5.13"),
        ("landlock", "ImportError", "landlockpy is missing", "install landlockpy"),
        (
            "landlock",
            "ModuleNotFoundError",
            "landlockpy is missing",
            "install landlockpy",
        ),
        ("seccomp", "EINVAL", "no seccomp filters", "Linux 3.5"),
        ("seccomp", "no-binding", "pyseccomp is missing", "install pyseccomp"),
        ("seccomp", "no-library", "libseccomp is missing", "install libseccomp2"),
        ("bubblewrap", "absent", "not installed", "install bubblewrap"),
        ("uid", "EPERM", "users cannot be changed", "powers are dropped"),
        ("uid", "EINVAL", "users are not mapped", "powers are dropped"),
        ("landlock", "EPERM", "EPERM", "container"),
        ("rlimits", "EPERM", "EPERM", ""),
        (
            "bubblewrap",
            "setting up uid map: denied",
            "setting up uid map: denied",
            "bwrap",
        ),
        *((n, "left out", "left out", "") for n in LAYERS if n in OPTIONAL),
    ],
)
def test_a_layer_that_failed_says_why_and_what_adds_it(name, told, why, mend):
    """Known words become sentences; an unknown one is told as it is."""
    report = lacking(name, told)
    if name == "capabilities":
        report = replace(lacking("uid", "EPERM"), failed={name: told})
    row = row_of(report, name)

    assert not row.proved
    assert why in row.why
    assert mend in row.mend


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_is_not_applied_is_missing(name: str):
    """Nothing is proved by trials alone, save the environment, which is ours."""
    row = row_of(replace(whole(), applied=()), name)

    assert row.proved is (name == "environment")
    assert row.proved or row.why == "left out"


@pytest.mark.parametrize("found", ["done", "ENOTDIR", "ENOMEM", None])
@pytest.mark.parametrize(("name", "trial"), EVERY_TRIAL)
def test_a_trial_with_another_end_disproves_its_layer(name, trial, found):
    """What was allowed, refused for another reason, or never tried proves nothing."""
    report = whole()
    if name == "capabilities":
        applied = tuple("capabilities" if n == "uid" else n for n in report.applied)
        report = replace(report, applied=applied)
    trials = {**TRIALS, trial: found}
    if found is None:
        del trials[trial]
    row = row_of(replace(report, trials=trials), name)
    expected = {"done": "was allowed", None: "ended with not tried"}
    due = TRIALS[trial] == found

    assert row.proved is due
    assert due or row.why == f"to {trial} {expected.get(found, f'ended with {found}')}"


@pytest.mark.parametrize(("name", "trial"), [r for r in EVERY_TRIAL if r[0] in WALLS])
def test_a_breach_of_a_wall_is_below_the_kernel_tier(name: str, trial: str):
    """One trial that was allowed is enough."""
    report = replace(whole(), trials={**TRIALS, trial: "done"})

    assert tier_of(proved(report)) is Tier.PARTIAL
    assert f"{name}: to {trial} was allowed" in too_weak(report)


def test_an_ordinary_user_owes_no_identity():
    """Who is not root has no other user to become and no powers to drop."""
    names = [row.name for row in layers_of(whole(root=False))]

    assert not set(IDENTITY) & set(names)


def test_root_becomes_another_user():
    """With a user of its own nothing else of root is left to take."""
    names = [row.name for row in layers_of(whole())]

    assert "uid" in names
    assert "capabilities" not in names


@pytest.mark.parametrize("told", ["EPERM", "EINVAL"])
def test_root_who_can_become_nobody_says_so_and_drops_powers(told: str):
    """The user that could not be had is told beside the powers that were dropped."""
    report = lacking("uid", told)
    report = replace(report, applied=(*report.applied, "capabilities"))
    rows = {row.name: row.proved for row in layers_of(report)}

    assert rows["uid"] is False
    assert rows["capabilities"] is True
    assert tier_of(proved(report)) is Tier.FULL


def test_root_who_keeps_powers_has_both_told_as_missing():
    """That powers are dropped is never claimed where they are not."""
    report = replace(lacking("uid", "EPERM"), failed=dict.fromkeys(IDENTITY, "EPERM"))

    assert not row_of(report, "uid").proved
    assert not row_of(report, "capabilities").proved


@pytest.mark.parametrize("name", [*WALLS, "rlimits"])
def test_too_weak_is_one_sentence_that_names_the_gap(name: str):
    """What is missing, why, and both ways on."""
    sentence = too_weak(lacking(name, "ENOSYS"))

    assert sentence.startswith("submissions cannot be confined on this machine (")
    assert f"{name}: " in sentence
    assert sentence.count("(") == 1
    assert "\n" not in sentence
    assert "`grader doctor`" in sentence
    assert "--allow-weak-isolation" in sentence


@pytest.mark.parametrize("name", sorted(OPTIONAL - {*WALLS, "rlimits"}))
def test_what_is_not_a_wall_is_never_too_weak(name: str):
    """The view and the user add to the walls and do not stand for them."""
    assert too_weak(lacking(name, "left out")) == ""


def test_tiers_have_an_order_and_a_word():
    """Reports name them in small letters, from weak to strong."""
    words = [tier.word for tier in sorted(Tier)]

    assert words == ["process", "partial", "kernel", "full"]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A machine that has everything, with any damage to it."""
    root = draw(st.booleans())
    lost = draw(st.sets(st.sampled_from(LAYERS)))
    failed = draw(st.dictionaries(st.sampled_from(LAYERS), st.sampled_from(WORDS)))
    broken = draw(st.dictionaries(st.sampled_from([*TRIALS]), st.sampled_from(WORDS)))
    untried = draw(st.sets(st.sampled_from([*TRIALS]), max_size=2))
    trials = {k: v for k, v in {**TRIALS, **broken}.items() if k not in untried}
    applied = tuple(name for name in LAYERS if name not in lost)
    return Report(applied, failed, trials, root, draw(st.integers(0, 11)))


@given(reports())
def test_nothing_is_proved_that_was_not_applied(report: Report):
    """The environment alone is set from outside."""
    assert set(proved(report)) <= {*report.applied, "environment"}


@given(reports())
def test_a_layer_has_a_reason_exactly_where_it_is_missing(report: Report):
    """In the fixed order, each once."""
    rows = layers_of(report)
    names = [row.name for row in rows]

    assert all(bool(row.why) is not row.proved for row in rows)
    assert all(not row.mend for row in rows if row.proved)
    assert sorted(names, key=LAYERS.index) == names
    assert len({*names}) == len(names)


@given(reports())
def test_the_kernel_tier_means_that_every_trial_of_both_walls_was_refused(report):
    """With the word that is due, each of them."""
    if tier_of(proved(report)) >= Tier.KERNEL:
        dues = chain.from_iterable(REFUSALS[wall].items() for wall in WALLS)
        assert all(report.trials.get(trial) == due for trial, due in dues)
        assert {"rlimits", *WALLS} <= {*report.applied}


@given(reports(), st.sampled_from(LAYERS))
def test_losing_a_layer_never_raises_the_tier(report: Report, name: str):
    """A machine with less is no stronger."""
    applied = tuple(row for row in report.applied if row != name)
    less = replace(report, applied=applied, failed={**report.failed, name: "EPERM"})

    assert tier_of(proved(less)) <= tier_of(proved(report))
    assert set(proved(less)) <= {*proved(report), "capabilities"} - {name} | {*ALWAYS}


@given(reports(), st.sampled_from(EVERY_TRIAL), st.sampled_from(WORDS))
def test_a_breach_never_raises_the_tier(report: Report, place, told: str):
    """A trial that ends other than it must proves nothing more."""
    _name, trial = place
    if told == TRIALS[trial]:
        return
    less = replace(report, trials={**report.trials, trial: told})

    assert tier_of(proved(less)) <= tier_of(proved(report))
    assert set(proved(less)) <= set(proved(report))


@given(reports())
def test_too_weak_speaks_exactly_below_the_kernel_tier(report: Report):
    """And then it names a gap."""
    sentence = too_weak(report)

    assert bool(sentence) is (tier_of(proved(report)) < Tier.KERNEL)
    assert "()" not in sentence
