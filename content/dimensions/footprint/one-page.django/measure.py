import sys
from wsgiref.util import setup_testing_defaults

BEFORE = set(sys.modules)


def first_response(title, application, path="/"):
    environ, status = {"PATH_INFO": path}, []
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = "localhost"
    answer = application(environ, lambda line, headers: status.append(line))
    b"".join(answer)
    new = set(sys.modules) - BEFORE - {"measure"}
    own = [m for m in new if m.split(".")[0] not in sys.stdlib_module_names]
    print(title, "answers", status[0])
    print(f"  modules loaded, standard library aside: {len(own)}")


def is_loaded(*names):
    for name in names:
        print(f"  {name} loaded: {'yes' if name in sys.modules else 'no'}")
