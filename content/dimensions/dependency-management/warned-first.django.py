import warnings

import django
import django.utils.deprecation as deprecation
from django.utils.deprecation import (
    RemovedAfterNextVersionWarning, RemovedInNextVersionWarning,
)

# region show
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    warnings.warn("soon gone", RemovedInNextVersionWarning)
# endregion
warning = heard[0]
print("class:", warning.category.__name__)
print("classes:", sorted(
    name for name in vars(deprecation) if name.startswith("RemovedInDjango")
))
print("a DeprecationWarning:",
      issubclass(warning.category, DeprecationWarning))
later = RemovedAfterNextVersionWarning
print("for the release after the next:", later.__name__)
print("a DeprecationWarning:", issubclass(later, DeprecationWarning))
print("a PendingDeprecationWarning:",
      issubclass(later, PendingDeprecationWarning))
print("asking for the version, without a warning:",
      django.get_version().split(".")[0] + ".x")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("soon gone", RemovedInNextVersionWarning)
    except DeprecationWarning as error:
        print("with warnings as errors:", type(error).__name__, "raised")
