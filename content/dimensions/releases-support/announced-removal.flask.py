import warnings

import flask

# region show
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    flask.__version__
for one in heard:
    print("category:", one.category.__name__)
    print("message:", str(one.message).split(". Use")[0])
# endregion

print("a class for each release that removes:", end=" ")
print(any("Removed" in name for name in dir(flask)))
with warnings.catch_warnings():
    warnings.simplefilter("error", DeprecationWarning)
    try:
        flask.__version__
    except DeprecationWarning:
        print("as an error in a test run: raised")
