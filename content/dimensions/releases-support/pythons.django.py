from importlib.metadata import metadata, requires

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

# region show
about = metadata("django")
accepts = SpecifierSet(about["Requires-Python"])
print("Requires-Python:", accepts)
for minor in range(9, 16):
    python = f"3.{minor}"
    answer = "accepted" if python in accepts else "excluded"
    print(f"Python {python:5}{answer}")
# endregion

labels = about.get_all("Classifier")
start = "Programming Language :: Python :: 3."
named = [
    label.removeprefix("Programming Language :: Python :: ")
    for label in labels
    if label.startswith(start)
]
print("Pythons named in the classifiers:", ", ".join(named) or "none")
print("upper bound on Python:", "yes" if "<" in str(accepts) else "none")
status = next(label for label in labels if "Status" in label)
print("development status:", status.split(" - ")[1])
for one in map(Requirement, requires("django")):
    if one.name.lower() == "asgiref":
        print("requires asgiref:", one.specifier)
