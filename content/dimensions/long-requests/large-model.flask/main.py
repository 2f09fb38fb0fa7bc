import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

MODEL = 200_000_000     # bytes, as shop.py makes them


def memory(pids):
    """Return the bytes of some processes; what they share counts once."""
    found = 0
    for pid in pids:
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        (line,) = [line for line in text.splitlines() if line[:4] == "Pss:"]
        found += int(line.split()[1]) * 1024
    return found


def children(pid):
    return pathlib.Path(
        f"/proc/{pid}/task/{pid}/children").read_text().split()


def serve(*options):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "shop:app", "--workers=3",
         f"--bind=127.0.0.1:{port}", "--worker-tmp-dir=.",
         "--no-control-socket", *options], stderr=subprocess.DEVNULL)
    try:
        answers = set()
        for _ in range(600):
            time.sleep(0.05)
            try:
                with urllib.request.urlopen(
                        f"http://127.0.0.1:{port}/", timeout=10) as answer:
                    answers.add(answer.read())
            except OSError:
                continue
            if len(answers) == 3:   # every worker has answered
                break
        workers = children(server.pid)
        return memory([server.pid, *workers]) / MODEL, len(workers)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


# region show
models, workers = serve()
print(f"{workers} workers hold three models: {3 <= models < 4}")
models, workers = serve("--preload")
print(f"{workers} workers with --preload hold one: {1 <= models < 2}")
# endregion
