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
    texts = {path: path.read_text() for path in MODELS.glob("*.py")}
    bases = [path for path, text in texts.items() if "@QmlAnonymous" in text]
    singletons = [path for path, text in texts.items() if "@QmlElement" in text]
    described = folder / "types.json"
    described.write_text(json.dumps(_dump(_in_order(bases, texts) + sorted(singletons))))
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


def _in_order(bases: list[Path], texts: dict[Path, str]) -> list[Path]:
    """The tool knows a class for one of Qt only if it has met what that class is made from."""
    return sorted(bases, key=lambda path: sum(f".{base.stem} " in texts[path] for base in bases))


def _dump(paths: list[Path]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [str(BIN / "pyside6-metaobjectdump"), *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
    )
    said = done.stdout
    for python, qt in (("dict", "QVariantMap"), ("list", "QVariantList"), ("object", "QVariant")):
        said = said.replace(f'"type": "{python}"', f'"type": "{qt}"')
    parts: list[dict[str, Any]] = json.loads(said)
    for part in parts:
        text = Path(part["inputFile"]).read_text()
        constant = set(re.findall(r"(\w+) = Property\([^)]*constant=True", text))
        for made in part["classes"]:
            for property_ in made.get("properties", []):
                # The dump forgets it, and the linter would take them for stale.
                property_["constant"] = property_["name"] in constant
    return parts


if __name__ == "__main__":
    sys.exit(main())
