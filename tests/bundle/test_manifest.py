"""`bundle.json`: read strictly, since it says what a release may overwrite."""

import json
from pathlib import Path

import pytest

from grader.bundle import Listed, Manifest, manifest_text, read_manifest
from grader.errors import AuthorError

DIGEST = f"sha256:{'0' * 64}"
FOLDER = "exercises/01_first/01_dsquare"
MANIFEST = Manifest(
    title="Katas",
    gradkata="0.1.0",
    exercises=(Listed(id="dsquare", folder=FOLDER, digest=DIGEST),),
    files={f"{FOLDER}/stub.py": DIGEST, f"{FOLDER}/stub.py.new": DIGEST},
)


def test_a_list_reads_back(tmp_path: Path):
    """Without one there is none."""
    assert read_manifest(tmp_path) is None
    (tmp_path / "bundle.json").write_text(manifest_text(MANIFEST), encoding="utf-8")

    assert MANIFEST == read_manifest(tmp_path)


@pytest.mark.parametrize(
    "name", ["../stub.py", "/stub.py", "a/../../b", ".git/config", "C:stub", "a\\b", ""]
)
def test_a_list_names_files_inside_the_bundle_alone(tmp_path: Path, name: str):
    """What leads out of it would be overwritten or removed there."""
    plain = json.loads(manifest_text(MANIFEST)) | {"files": {name: DIGEST}}
    (tmp_path / "bundle.json").write_text(json.dumps(plain), encoding="utf-8")

    with pytest.raises(AuthorError):
        read_manifest(tmp_path)
