"""Print how long the modules and functions are, and which are longest. Never fails."""

import ast
import statistics
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
SHOWN = 10


def modules() -> dict[str, int]:
    """Return the number of lines of each module, by its path."""
    return {
        str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
    }


def functions() -> dict[str, int]:
    """Return the number of lines of each function, by its path and name."""
    return {
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }


def show(title: str, sizes: dict[str, int]) -> None:
    """Print the middle, the ninetieth hundredth and the longest of some sizes."""
    ordered = sorted(sizes.values())
    ninetieth = ordered[len(ordered) * 9 // 10]
    print(f"{title}: {len(ordered)}, median {statistics.median(ordered):.0f} lines, ", end="")
    print(f"nine in ten up to {ninetieth}, {sum(ordered)} in all")
    for name in sorted(sizes, key=lambda name: -sizes[name])[:SHOWN]:
        print(f"  {sizes[name]:>4}  {name}")


if __name__ == "__main__":
    show("Modules", modules())
    show("Functions", functions())
