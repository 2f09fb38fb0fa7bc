import ast
from importlib.util import find_spec
from pathlib import Path

# region show
def annotated(package):
    root = Path(find_spec(package).origin).parent
    total = typed = 0
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                total += 1
                typed += node.returns is not None
    return root, total, typed
# endregion


for package in ("flask", "werkzeug"):
    root, total, typed = annotated(package)
    print(f"{package}: return type written on {typed} of {total} functions,",
          f"{100 * typed // total} %")
    print(f"{package}: py.typed marker:", (root / "py.typed").exists())
stubs = find_spec("flask-stubs")
print("separate stubs installed:", stubs is not None)
