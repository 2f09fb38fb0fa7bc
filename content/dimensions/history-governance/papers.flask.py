from importlib.metadata import distribution

# region show
package = distribution("flask")
about = package.metadata
documents = {
    file.name: file.read_text(encoding="utf-8")
    for file in package.files
    if "licenses" in file.parts
}
licence = next(
    documents[name]
    for name in sorted(documents)
    if name.startswith("LICENSE")
)
# endregion

print("licence:", about["License-Expression"])
print("copyright:", licence.splitlines()[0].strip())
keys = ("Author-email", "Maintainer-email")
person = [about[key] for key in keys if key in about]
print("author or maintainer:", person[0].split(" <")[0])
lines = documents.get("AUTHORS", "").splitlines()
names = [line for line in lines if line.startswith("    ")]
print("names in AUTHORS:", len(names) if lines else "no such file")
for name in ("Adrian Holovaty", "Simon Willison", "Armin Ronacher"):
    print(f"  {name} listed:", any(name in line for line in names))
print("origin:", " ".join(lines[:2]).split(", the web")[0] or "not stated")
links = dict(
    line.split(", ", 1) for line in about.get_all("Project-URL")
)
print("source:", links["Source"].removeprefix("https://").rstrip("/"))
for kind in ("Tracker", "Chat", "Funding", "Donate"):
    if kind in links:
        print(f"{kind.lower()}:", links[kind].removeprefix("https://"))
