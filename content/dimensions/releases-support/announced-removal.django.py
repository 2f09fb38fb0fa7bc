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
    loud = "shown by default in a test run"
    if issubclass(category, PendingDeprecationWarning):
        loud = "silent until the next release, -Wd shows it"
    if name != "RemovedInNextVersionWarning":
        print(f"{name}: {loud}")
# endregion

print("a class for each release that removes: True")
category = deprecation.RemovedAfterNextVersionWarning
with warnings.catch_warnings():
    warnings.simplefilter("error", category)
    try:
        warnings.warn("an old name was used", category)
    except category:
        print("as an error in a test run: raised")
