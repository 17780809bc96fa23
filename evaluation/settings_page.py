"""Writes docs/settings.md from the settings: name, default, and the comment beside it."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


PAGE = ROOT / "docs" / "settings.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as it should be now."""
    out = [
        "# Settings",
        "",
        "Every number a stage reads. Written by `python evaluation/settings_page.py`.",
    ]
    for name in ("reading", "joining", "judging", "edges"):
        path = ROOT / "src" / "secondsource" / "settings" / f"{name}.py"
        out += _rows_of(path.read_text(encoding="utf-8"))
    return "\n".join(out) + "\n"


def _rows_of(text: str) -> list[str]:
    """The lines of the page for one file of settings."""
    lines, out = text.splitlines(), []
    for node in ast.parse(text).body:
        if not isinstance(node, ast.ClassDef):
            continue
        out += ["", f"## {node.name}", "", ast.get_docstring(node) or "", ""]
        rows = [item for item in node.body if isinstance(item, ast.AnnAssign)]
        if not rows:
            continue
        out += ["| setting | default | what, and where it comes from |", "|---|---|---|"]
        for item in rows:
            name = ast.unparse(item.target)
            default = ast.unparse(item.value) if item.value else ""
            out.append(f"| `{name}` | `{default}` | {_comment(lines, item)} |")
    return out


def _comment(lines: list[str], item: ast.AnnAssign) -> str:
    """The comment on the item's own lines, or else in the lines right above it."""
    own = [line for line in lines[item.lineno - 1 : item.end_lineno] if "# " in line]
    if own:
        return " ".join(line.split("# ", 1)[1] for line in own).replace("|", "\\|")
    above = []
    at = item.lineno - 2
    while at >= 0 and lines[at].strip().startswith("#"):
        above.insert(0, lines[at].strip().lstrip("# "))
        at -= 1
    return " ".join(above).replace("|", "\\|")


if __name__ == "__main__":
    main()
