import warnings

import flask

# region show
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    flask.__version__
for one in caught:
    print("category:", one.category.__name__)
    print("message:", str(one.message).split(". Use")[0])
# endregion

names = [name for name in dir(flask) if "Warning" in name]
print("warning classes of its own:", ", ".join(names) or "none")
with warnings.catch_warnings():
    warnings.simplefilter("error", DeprecationWarning)
    try:
        flask.__version__
    except DeprecationWarning:
        print("with -W error::DeprecationWarning: raised")
