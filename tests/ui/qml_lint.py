"""Lint every QML file with the types of the Python view models: `python -m tests.ui.qml_lint`.

Qt's linter knows Python's types only through a generated description, so that is made first, in a
folder that is thrown away. Exit status 1 on any warning.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
QML = ROOT / "kiosk" / "ui" / "qml"
MODELS = ROOT / "kiosk" / "ui" / "viewmodels"
MODULE = "Shirabe.Backend"
BIN = Path(sys.executable).parent


def main() -> int:
    """Lint; 0 where nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        types = describe(Path(folder))
        files = sorted(str(path) for path in QML.rglob("*.qml"))
        done = subprocess.run(
            [
                str(BIN / "pyside6-qmllint"),
                *("-I", str(QML)),
                *("-I", str(types)),
                *("--max-warnings", "0"),
                *files,
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    said = done.stdout + done.stderr
    # The tool's own wrapper ends with its whole command line; nobody wants to read that.
    print("\n".join(line for line in said.splitlines() if " returned " not in line))
    if done.returncode == 0:
        print(f"qmllint: {len(files)} files, nothing to say")
    return min(done.returncode, 1)


def describe(folder: Path) -> Path:
    """Describe the Python types below `folder` as a QML module; the import path to give."""
    module = folder.joinpath(*MODULE.split("."))
    module.mkdir(parents=True)
    found = [path for path in sorted(MODELS.glob("*.py")) if "QmlElement" in path.read_text()]
    described = folder / "types.json"
    described.write_text(json.dumps([part for path in found for part in _dump(path)]))
    subprocess.run(
        [
            str(BIN / "pyside6-qmltyperegistrar"),
            str(described),
            *("--generate-qmltypes", str(module / "backend.qmltypes")),
            *("--import-name", MODULE),
            *("--major-version", "1"),
            *("--minor-version", "0"),
            *("-o", str(folder / "registration.cpp")),
        ],
        check=True,
        capture_output=True,
    )
    (module / "qmldir").write_text(f"module {MODULE}\ntypeinfo backend.qmltypes\n")
    return folder


def _dump(path: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [str(BIN / "pyside6-metaobjectdump"), str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    said = done.stdout
    for python, qt in (("dict", "QVariantMap"), ("list", "QVariantList"), ("object", "QVariant")):
        said = said.replace(f'"type": "{python}"', f'"type": "{qt}"')
    parts: list[dict[str, Any]] = json.loads(said)
    constant = set(re.findall(r"(\w+) = Property\([^)]*constant=True", path.read_text()))
    for part in parts:
        for made in part["classes"]:
            for property_ in made.get("properties", []):
                # The dump forgets it, and the linter would take them for stale.
                property_["constant"] = property_["name"] in constant
    return parts


if __name__ == "__main__":
    sys.exit(main())
