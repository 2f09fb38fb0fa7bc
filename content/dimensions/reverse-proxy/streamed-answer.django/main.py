import pathlib

import web

# region show
web.start("""
location / { proxy_pass http://unix:app.sock; }
""")
# endregion


def show(label, path):
    """Tell whether the first line came before the last was written."""
    mark = pathlib.Path("last-line-is-written")
    mark.unlink(missing_ok=True)
    answer = web.ask(path)
    answer.readline()
    early = not mark.exists()
    answer.read()
    print(f"{label}: first line before the last is written: {early}")


show("buffered by nginx", "/events/")
show("with X-Accel-Buffering: no", "/events/?unbuffered")
