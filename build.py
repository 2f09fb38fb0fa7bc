"""The way in: hands over to the command line, or says which command sets up what it needs."""

import sys

try:
    from sidebyside.cli import main

    if __name__ == "__main__":
        sys.exit(main())
except (ImportError, SyntaxError) as error:
    wanted = "Python 3.11 or newer" if sys.version_info < (3, 11) else getattr(error, "name", None) or str(error)
    sys.exit("build.py needs " + wanted + ". Set it up with: make site   (or see README.md)")
