import resource
import sys
from wsgiref.util import setup_testing_defaults

BEFORE = set(sys.modules)


def peak():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) / 1_000
    except OSError:
        pass
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1_000_000 if sys.platform == "darwin" else 1_000)


BARE = peak()


def first_response(title, application, path="/"):
    environ, status = {"PATH_INFO": path}, []
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = "localhost"
    answer = application(environ, lambda line, headers: status.append(line))
    b"".join(answer)
    new = set(sys.modules) - BEFORE - {"measure"}
    own = [m for m in new if m.split(".")[0] not in sys.stdlib_module_names]
    more = peak() - BARE
    print(title, "answers", status[0])
    print(f"  modules loaded, Python's own aside: {len(own)}")
    limit = next(step for step in (50, 100, 150) if more < step)
    print(f"  memory on top of bare Python: less than {limit} MB")


def is_loaded(*names):
    for name in names:
        print(f"  {name} loaded: {'yes' if name in sys.modules else 'no'}")
