"""Habits that are not in the code: each rule of the house is a function that is tried on a fault.

Ruff's rules S are on as well (they are bandit's), ruff bans the clock, and contracts between rooms
keep ciphers in one; here is what those cannot see.
"""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.support.tree import ROOT, SOURCE

pytestmark = pytest.mark.assures("SU-3")

MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "xml", "telnetlib", "ftplib"}
FORBIDDEN_CALLS = {"eval", "exec", "mark_safe", "system", "popen", "csrf_exempt", "extra"}
STATEMENTS = {"execute", "executemany", "raw", "RawSQL"}
TELLERS = {"debug", "info", "warning", "error", "exception", "critical", "log", "tell"}
WAIVER = re.compile(r"# noqa: (?P<codes>[A-Z0-9, ]+)(?P<reason>.*)")


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Return every call with the last part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield name, node


def statements_put_together(tree: ast.AST) -> list[int]:
    """Return the lines where a value is put into a statement where it is run."""
    return [
        call.lineno
        for name, call in calls(tree)
        if name in STATEMENTS and call.args and _takes_a_value(call.args[0])
    ]


def _takes_a_value(statement: ast.expr) -> bool:
    """Tell whether a name that is no constant of ours is formatted or added into a text."""
    if isinstance(statement, ast.JoinedStr):
        parts = [part.value for part in statement.values if isinstance(part, ast.FormattedValue)]
        return not all(_is_ours(part) for part in parts)
    if isinstance(statement, ast.BinOp) and isinstance(statement.op, ast.Mod | ast.Add):
        return not all(_is_ours(side) for side in _sides(statement))
    return isinstance(statement, ast.Call) and getattr(statement.func, "attr", "") == "format"


def _sides(statement: ast.expr) -> list[ast.expr]:
    """Return what is put together, however deep."""
    if isinstance(statement, ast.BinOp):
        return [*_sides(statement.left), *_sides(statement.right)]
    return [statement]


def _is_ours(part: ast.expr) -> bool:
    """Tell whether this is a text of ours, a constant, or as many places for values as there are."""
    if isinstance(part, ast.Name):
        return part.id.isupper()
    if isinstance(part, ast.Call) and getattr(part.func, "attr", "") == "join":
        return isinstance(part.args[0], ast.BinOp) and isinstance(part.args[0].op, ast.Mult)
    if isinstance(part, ast.Call):
        return getattr(part.func, "id", "") == "_marks"
    return isinstance(part, ast.Constant)


def forbidden_modules(tree: ast.AST) -> list[int]:
    """Return the lines that import what reads or runs more than data."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Import)
            and {one.name.split(".")[0] for one in node.names} & FORBIDDEN_MODULES
        )
        or (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").split(".")[0] in FORBIDDEN_MODULES
        )
    ]


def forbidden_calls(tree: ast.AST) -> list[int]:
    """Return the lines that run text, trust text as a page, or hand words to a shell."""
    return [
        call.lineno
        for name, call in calls(tree)
        if name in FORBIDDEN_CALLS
        or any(
            word.arg == "shell"
            and not (isinstance(word.value, ast.Constant) and word.value.value is False)
            for word in call.keywords
        )
    ]


def requests_in_logs(tree: ast.AST) -> list[int]:
    """Return the lines that log anything of a request, or the words of a fault."""
    return [
        call.lineno
        for name, call in calls(tree)
        if name in TELLERS and _is_a_log(call)
        for value in [*call.args, *(word.value for word in call.keywords)]
        for node in ast.walk(value)
        if (isinstance(node, ast.Name) and node.id in ("request", "exception"))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("str", "repr"))
    ]


def _is_a_log(call: ast.Call) -> bool:
    called = call.func
    if isinstance(called, ast.Name):
        return called.id == "tell"
    owner = getattr(called, "value", None)
    return isinstance(owner, ast.Name) and owner.id in ("_log", "log", "logger", "logging")


def naive_instants(tree: ast.AST) -> list[int]:
    """Return the lines that make an instant without a zone."""
    return [
        call.lineno
        for name, call in calls(tree)
        if (name in ("utcnow", "utcfromtimestamp"))
        or (name == "fromtimestamp" and len(call.args) < 2 and not call.keywords)
    ]


RULES: dict[Callable[[ast.AST], list[int]], list[str]] = {
    statements_put_together: [
        'cursor.execute(f"SELECT {name}")',
        'cursor.execute("SELECT %s" % name)',
        'cursor.execute("SELECT " + name)',
        'cursor.execute("SELECT {}".format(name))',
        'Person.objects.raw(f"SELECT {name}")',
        'cursor.execute("SELECT " + ", ".join(names))',
    ],
    forbidden_modules: ["import pickle", "from marshal import loads", "import xml.etree.ElementTree"],
    forbidden_calls: [
        "eval(text)", "os.system(text)", "mark_safe(text)", "subprocess.run(text, shell=True)",
        "Case.objects.extra(where=[text])", "view = csrf_exempt(view)",
    ],
    requests_in_logs: [
        '_log.error("at %s", request.path)', "tell(Event.FORGED, reason=request.path)",
        '_log.warning("%s", str(fault))',
    ],
    naive_instants: ["datetime.utcnow()", "datetime.fromtimestamp(0)"],
}  # fmt: skip

# Where a rule is waived: the file, the rule, and why. One line each.
WAIVED = {
    "access_log/guards.py": (statements_put_together, "names of our own triggers, as below"),
    "erasure/going.py": (statements_put_together, "tables of the list GOES in the same module"),
    "ledger/erasing.py": (statements_put_together, "as many places for values as there are ids"),
    "ledger/guards.py": (statements_put_together, "names of our own triggers; DDL takes no values"),
    "ledger/of_every_case.py": (
        statements_put_together,
        "our own functions, in the schema they lie",
    ),
    "worklist/keeping.py": (statements_put_together, "a condition of our own, or none"),
    "worklist/policies.py": (statements_put_together, "our own policies; DDL takes no values"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_sees_each_fault_it_is_for(rule: Callable[[ast.AST], list[int]]) -> None:
    assert [fault for fault in RULES[rule] if not rule(ast.parse(fault))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_has_the_habit(rule: Callable[[ast.AST], list[int]]) -> None:
    found = {
        str(path.relative_to(SOURCE)): lines
        for path in MODULES
        if (lines := rule(ast.parse(path.read_text(encoding="utf-8"))))
    }

    waived = {file for file, (of, _why) in WAIVED.items() if of is rule}
    assert {file: lines for file, lines in found.items() if file not in waived} == {}
    assert waived <= found.keys(), "a waiver that nothing needs any more"


def test_templates_trust_no_text() -> None:
    pages = sorted((SOURCE / "web/jinja2").rglob("*.html"))
    trusting = re.compile(r"\|\s*safe\b|autoescape\s+false")

    assert len(pages) > 20
    assert [path.name for path in pages if trusting.search(path.read_text("utf-8"))] == []


def test_every_waiver_of_a_security_rule_says_why() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*MODULES, *(ROOT / "tools").glob("*.py")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for found in WAIVER.finditer(line)
        if re.search(r"\bS\d", found["codes"]) and len(found["reason"].split()) < 2
    ]

    assert silent == []


def test_ruff_has_the_security_rules_on_and_no_file_of_the_product_is_left_out() -> None:
    import tomllib

    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    excused = {code for code in lint["ignore"] if code.startswith("S") and code[1:].isdigit()}
    per_file = {
        (pattern, code)
        for pattern, codes in lint["per-file-ignores"].items()
        for code in codes
        if code.startswith("S") and code[1:].isdigit() and pattern.startswith("src/")
    }

    assert lint["select"] == ["ALL"]
    assert excused == {"S603", "S607"}  # said there why: lists of words, tools found on PATH
    assert per_file == {("src/reconvene/core/**", "S101")}
