from importlib.metadata import distribution

# region show
package = distribution("flask")
about = package.metadata
papers = {
    file.name: file.read_text(encoding="utf-8")
    for file in package.files
    if "licenses" in file.parts
}
licence = next(
    papers[name]
    for name in sorted(papers)
    if name.startswith("LICENSE")
)
# endregion

print("licence:", about["License-Expression"])
print("copyright:", licence.splitlines()[0].strip())
keys = ("Author-email", "Maintainer-email")
person = [about[key] for key in keys if key in about]
print("author or maintainer:", person[0].split(" <")[0])
lines = papers.get("AUTHORS", "").splitlines()
names = [line for line in lines if line.startswith("    ")]
many = "more than 900 names" if len(names) > 900 else "no"
print("a list of authors:", many)
for name in ("Adrian Holovaty", "Simon Willison", "Armin Ronacher"):
    print(f"  {name} in it:", any(name in line for line in names))
print("begun:", " ".join(lines[:2]).split(", the web")[0] or "not said")
links = dict(
    line.split(", ", 1) for line in about.get_all("Project-URL")
)
print("source:", links["Source"].removeprefix("https://").rstrip("/"))
for kind in ("Tracker", "Chat", "Funding", "Donate"):
    if kind in links:
        print(f"{kind.lower()}:", links[kind].removeprefix("https://"))
