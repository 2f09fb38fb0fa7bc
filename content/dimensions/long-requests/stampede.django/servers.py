"""Starts a server of the system in this folder; it ends with the program."""

import atexit
import pathlib
import socket
import subprocess
import time


def start(command, *words):
    """Start a server on a Unix socket; return its process and the path."""
    path = pathlib.Path(f"{command}.sock").absolute()
    words = [command, *words, str(path)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    atexit.register(stop, process)
    for _ in range(200):
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(path)) == 0:
                return process, path
        time.sleep(0.02)
    raise SystemExit(f"{command} does not answer")


def redis():
    """Start Redis, which keeps nothing on disk."""
    return start("redis-server", "--port", "0", "--save", "", "--unixsocket")


def memcached():
    """Start Memcached."""
    return start("memcached", "-s")


def stop(process):
    """End a server and wait until it is gone."""
    process.terminate()
    process.wait()
