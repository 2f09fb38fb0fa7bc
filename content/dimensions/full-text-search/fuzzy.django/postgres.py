"""Starts PostgreSQL in this folder; it ends with the program."""

import atexit
import pathlib
import signal
import subprocess
import time

import psycopg


def start(*options):
    """Start a server on a Unix socket; return the folder of the socket."""
    folder = pathlib.Path("data").absolute()
    subprocess.run(
        ["initdb", "-D", folder, "-U", "shop", "-A", "trust", "--no-sync",
         "-E", "UTF8", "--locale=C.UTF-8"],
        stdout=subprocess.DEVNULL, check=True)
    words = ["fsync=off", "shared_buffers=16MB", "max_connections=20",
             "deadlock_timeout=100ms", *options]
    words = [word for option in words for word in ("-c", option)]
    with open("server.log", "w") as log:
        server = subprocess.Popen(
            ["postgres", "-D", folder, "-k", folder, "-h", "", *words],
            stderr=log)
    atexit.register(stop, server)
    for _ in range(500):
        try:
            psycopg.connect(host=str(folder), user="shop",
                            dbname="postgres").close()
            return str(folder)
        except psycopg.OperationalError:
            time.sleep(0.02)
    raise SystemExit(pathlib.Path("server.log").read_text()[-600:])


def stop(server):
    """End the server, open connections or not, and wait for it."""
    server.send_signal(signal.SIGINT)
    server.wait()
