"""Size and shape: what keeps the code readable by a reporter's colleague."""

import ast

import pytest

from secondsource.pipeline import STAGES

from .package import PACKAGE, ROOT, functions, imports, modules, name_of, stage_of, tree

MAX_FILE = 400
MAX_FUNCTION = 60
# What every stage may lean on; they lean on no stage.
COMMON = {"model", "errors", "settings", "data", "models", "offline", "version"}
EDGES = {
    *("cli", "api", "pipeline", "weigh", "store", "web", "fetch", "mcp", "scale"),
    *("__init__", "__main__"),
}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_file_fits_in_400_lines_and_a_function_in_60(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    long = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions(path)}
    assert lines <= MAX_FILE
    assert {name: size for name, size in long.items() if size > MAX_FUNCTION} == {}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_file_and_public_function_says_what_it_gives(path):
    undocumented = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert ast.get_docstring(tree(path)) or not tree(path).body
    assert undocumented == []


def test_folders_are_two_levels_deep():
    depth = {len(path.relative_to(PACKAGE).parts) for path in modules()}
    assert max(depth) <= 2


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_with_the_data(path):
    """A stage may know earlier stages, never a later one, and no stage knows an edge."""
    here = stage_of(path)
    if here in EDGES:
        return
    known = {
        name.split(".")[1]
        for name in imports(path)
        if name.startswith("secondsource.") and name.count(".") >= 1
    } - COMMON
    if here in COMMON:
        assert known - {here} == set()
        return
    allowed = set(STAGES[: STAGES.index(here) + 1])
    assert known - allowed == set()


PURE = [stage for stage in STAGES if stage != "reports"]
WORLD = {
    "socket",
    "requests",
    "urllib.request",
    "http.client",
    "subprocess",
    "logging",
    "time",
    "random",
}


@pytest.mark.parametrize("path", [p for p in modules() if stage_of(p) in PURE], ids=name_of)
def test_stages_touch_nothing_of_the_world(path):
    """No sockets, no clock, no chance, no files but the shipped data, no printing."""
    calls = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert set(imports(path)) & WORLD == set()
    assert calls & {"print", "input", "open", "exit", "hash"} == set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_bare_word_that_means_three_things_names_nothing(path):
    """`source` is speaker, outlet and parent to three readers; on the wire it is PARC's word."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    assert "source" not in names
    assert "sources" not in names


def test_every_test_asserts_something():
    """A test without an assertion cannot fail, so it tests nothing."""
    silent = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                inner = list(ast.walk(node))
                calls = {
                    getattr(n.func, "attr", getattr(n.func, "id", ""))
                    for n in inner
                    if isinstance(n, ast.Call)
                }
                if not any(isinstance(n, ast.Assert) for n in inner) and not {
                    c for c in calls if c.startswith(("raises", "assert", "check", "expect"))
                }:
                    silent.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert silent == []
