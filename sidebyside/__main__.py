"""`python -m sidebyside` is the command `sidebyside`."""

import sys

from sidebyside.cli import main

if __name__ == "__main__":
    sys.exit(main())
