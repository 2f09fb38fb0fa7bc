"""Runs the tests as `pytest -s` does, without pytest's own lines."""
import pytest


class Watch:
    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config):
        config.pluginmanager.unregister(name="terminalreporter")

    def pytest_collection_finish(self, session):
        manager, here = session._fixturemanager, session.items[0]
        for name in ("client", "django_assert_num_queries"):
            found = manager.getfixturedefs(name, here)
            origin = found[-1].func.__module__ if found else "none"
            print(f"fixture {name!r} comes from: {origin}")


# pytest-django is installed here too; a Flask project does not have it
quiet = ["-p", "no:cacheprovider", "-p", "no:django"]
result = pytest.main(["-s", *quiet], plugins=[Watch()])
print("all passed:", result == 0)
