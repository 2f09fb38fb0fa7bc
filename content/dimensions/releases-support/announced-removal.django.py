import warnings

import django
from django.utils import deprecation

# region show
classes = {
    value.__name__: value
    for name, value in vars(deprecation).items()
    if name.startswith("Removed")
}
for name, category in classes.items():
    visibility = "a DeprecationWarning, shown by test runners"
    if issubclass(category, PendingDeprecationWarning):
        visibility = "a PendingDeprecationWarning, hidden"
    if name != "RemovedInNextVersionWarning":
        print(f"{name}: {visibility}")
# endregion


def raised(action):
    """Whether a warning for each announced release is an error."""
    for category in (
        deprecation.RemovedInNextVersionWarning,
        deprecation.RemovedAfterNextVersionWarning,
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", action)
            try:
                warnings.warn("an old name was used", category)
                yield "passes"
            except category:
                yield "raised"


for action in (DeprecationWarning, PendingDeprecationWarning):
    soon, later = raised(action)
    print(f"-W error::{action.__name__}:", end=" ")
    print(f"next release {soon}, the one after {later}")
