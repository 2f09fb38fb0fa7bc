import os
import time
from pathlib import Path

from flask import Flask

app = Flask(__name__)


# region show
@app.get("/<number>")
def wait(number):
    Path(f"inside-{number}").touch()
    while not Path("go").exists():  # stands for a slow database
        time.sleep(0.01)
    return f"{number} from process {os.getpid()}"
# endregion
