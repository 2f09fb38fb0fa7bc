"""Starts PostgreSQL in this folder, on a Unix socket alone."""

import atexit
import os
import subprocess

FOLDER = os.path.abspath("data")
OPTIONS = f"-k {os.getcwd()} -c listen_addresses= -c fsync=off"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def start():
    """Return the folder of the socket; the server ends with the program."""
    subprocess.run(
        ["initdb", "-D", FOLDER, "-U", "shop", "-A", "trust", "--no-sync",
         "-E", "UTF8", "--locale=C.UTF-8"], check=True, **QUIET)
    control("start", "-w", "-o", OPTIONS)
    atexit.register(control, "stop", "-m", "immediate")
    return os.getcwd()


def control(*words):
    """Run pg_ctl."""
    subprocess.run(["pg_ctl", "-D", FOLDER, *words], check=True, **QUIET)
