"""What a site is set up with: site.yaml, and the environments that its programs run in."""

from dataclasses import replace

from sidebyside.content import schema, validation
from sidebyside.content.compiler import CompiledEntry, EntryCompiler, SourceFile, file_name_problems
from sidebyside.content.yaml_tree import YamlTree, parse_yaml
from sidebyside.model.entries import (
    Category,
    Config,
    CountLimits,
    Environment,
    HouseRules,
    ReadingPath,
    Ref,
    Subject,
)


def compile_environment(file: SourceFile) -> CompiledEntry[Environment]:
    """Make an environment; its lock is named beside it and nowhere else."""
    tree, problems = parse_yaml(file.source)
    if tree is None:
        return CompiledEntry(file.slug, file.source.place(0), problems=tuple(problems))
    entry, faults = validation.validate_entry(schema.EnvironmentEntry, tree, "an environment")
    compiler = EntryCompiler(
        tree, Ref("guide", ""), file.path, (), [*file_name_problems(file), *problems, *faults]
    )
    if entry is None:
        return compiler.unit(file.slug, None)
    for key, name in (("lock", entry.lock or ""), ("npm", entry.npm or "")):
        if "/" in name or "\\" in name or name.startswith("."):
            message = f"the lock '{name}' must be in the same folder as this file"
            compiler.report("outside", message, [key])
    if entry.lock and not entry.python:
        compiler.report(
            "missing-key",
            "a lock of Python packages needs the key 'python', the version that they are for",
            ["lock"],
            key=True,
            help='write python: "3.13" above it; a package-lock.json belongs under npm:',
        )
    environment = Environment(
        file.slug, entry.title or file.slug, entry.python or "", entry.lock or "", entry.npm or ""
    )
    unit = compiler.unit(file.slug, environment)
    place = tree.span(["lock"] if entry.lock or not entry.npm else ["npm"])
    return replace(unit, place=file.source.place(*place))


def compile_config(file: SourceFile) -> CompiledEntry[Config]:
    """Make the site's configuration of site.yaml.

    Where only a part of it is right, the entry may be there beside the problems.
    """
    tree, problems = parse_yaml(file.source)
    if tree is None:
        return CompiledEntry("", file.source.place(0), problems=tuple(problems))
    entry, faults = validation.validate_entry(schema.SiteEntry, tree, "site.yaml")
    compiler = EntryCompiler(tree, Ref("guide", ""), file.path, (), [*problems, *faults])
    if entry is None:
        broken: CompiledEntry[Config] = compiler.unit("", None)
        return replace(broken, entry=_subjects_at_least(tree))
    keys: set[str] = set()
    slugs: set[str] = set()
    for index, subject in enumerate(entry.subjects):
        compiler.once(subject.key, keys, ["subjects", index, "key"], "subjects")
    for index, category in enumerate(entry.categories):
        compiler.once(category.slug, slugs, ["categories", index, "slug"], "categories")
    paths = tuple(_reading_path(path, compiler, index) for index, path in enumerate(entry.paths))
    return compiler.unit("", replace(_config(entry), paths=paths))


def _reading_path(entry: schema.PathEntry, compiler: EntryCompiler, index: int) -> ReadingPath:
    links = [
        compiler.inline(link, ["paths", index, "links", place])
        for place, link in enumerate(entry.links)
    ]
    return ReadingPath(entry.title, entry.minutes, tuple(links))


def _subjects_at_least(tree: YamlTree) -> Config | None:
    """Return what is right in a broken site.yaml, so that entries can be checked all the same.

    Nothing without its subjects.
    """
    entry = validation.salvage(schema.SiteEntry, tree)
    data = tree.data if isinstance(tree.data, dict) else {}
    for name, found in (
        ("subjects", entry.subjects if entry else []),
        ("categories", entry.categories if entry else []),
    ):
        listed = data.get(name)
        if not isinstance(listed, list) or not all(
            isinstance(item, dict) and len(item) > 1 for item in listed
        ):
            return None
        known = [item.key if isinstance(item, schema.SubjectEntry) else item.slug for item in found]
        if known != [
            item.get("key", item.get("slug")) for item in listed if isinstance(item, dict)
        ] or len(set(known)) < len(known):
            return None
    return _config(entry) if entry else None


def _config(entry: schema.SiteEntry) -> Config:
    spread = 360 / len(entry.subjects)
    return Config(
        title=entry.title,
        url=entry.url.rstrip("/") + "/",
        subjects=tuple(
            _subject(subject, (230 + index * spread) % 360)
            for index, subject in enumerate(entry.subjects)
        ),
        categories=tuple(Category(c.slug, c.title, c.summary or "") for c in entry.categories),
        tagline=entry.tagline or "",
        language=entry.language,
        repository=(entry.repository or "").rstrip("/"),
        stale_after_days=entry.stale_after_days,
        logo=entry.logo or "",
        favicon=entry.favicon or "",
        house=_house(entry.house) if entry.house else HouseRules(),
    )


def _house(entry: schema.HouseEntry) -> HouseRules:
    given = {
        name: limits for name in schema.HouseEntry.model_fields if (limits := getattr(entry, name))
    }
    return HouseRules(
        **{name: CountLimits(limits.min, limits.max) for name, limits in given.items()}
    )


def _subject(entry: schema.SubjectEntry, hue: float) -> Subject:
    return Subject(
        key=entry.key,
        name=entry.name,
        summary=entry.summary or "",
        hue=hue if entry.hue is None else entry.hue,
        packages=tuple(entry.packages),
        run=tuple(entry.run),
        version=tuple(entry.version or (entry.run[0], "--version")),
        links=tuple(entry.links.items()),
    )
