from importlib.metadata import metadata, requires

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

# region show
about = metadata("django")
accepts = SpecifierSet(about["Requires-Python"])
for minor in range(9, 16):
    python = f"3.{minor}"
    answer = "installs" if python in accepts else "pip refuses"
    print(f"Python {python:5}{answer}")
# endregion

labels = about.get_all("Classifier")
start = "Programming Language :: Python :: 3."
named = [
    label.removeprefix("Programming Language :: Python :: ")
    for label in labels
    if label.startswith(start)
]
print("Pythons named in the labels:", ", ".join(named) or "none")
print("an upper limit:", "yes" if "<" in str(accepts) else "no")
print("state:", next(x for x in labels if "Status" in x).split(" - ")[1])
for one in map(Requirement, requires("django")):
    if one.name.lower() == "asgiref":
        print("asks of asgiref:", one.specifier)
