"""The way in: hands over to the command line, or says which command sets up what it needs."""

import os
import sys
from contextlib import suppress

try:
    from sidebyside.cli import main

    if __name__ == "__main__":
        status = main()
        with suppress(OSError):
            sys.stdout.flush()
        # All is written; to take a large site apart, object by object, would keep its author
        # waiting.
        os._exit(status)
except (ImportError, SyntaxError) as error:
    wanted = (
        "Python 3.11 or newer"
        if sys.version_info < (3, 11)
        else getattr(error, "name", None) or str(error)
    )
    sys.exit("build.py needs " + wanted + ". Set it up with: make site   (or see README.md)")
