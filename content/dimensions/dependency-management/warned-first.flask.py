import warnings
from importlib.metadata import version

import flask

# region show
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    getattr(flask, "__version__", None)
# endregion
warning = heard[0]
print("class:", warning.category.__name__)
print("names the release that removes it:", "3.2" in str(warning.message))
print("asking for the version, without a warning:",
      version("flask").split(".")[0] + ".x")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        flask.__version__
    except DeprecationWarning:
        print("with warnings as errors: DeprecationWarning raised")
