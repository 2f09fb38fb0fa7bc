"""A server with the few Redis commands that this sample needs."""
import socketserver
import threading

heard, values = [], {}
OK, MISSING = b"+OK\r\n", b"$-1\r\n"


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while line := self.rfile.readline():
            words = []
            for _ in range(int(line[1:])):
                size = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(size + 2)[:-2])
            self.wfile.write(self.answer(words))

    def answer(self, words):
        name = words[0].decode().upper()
        if name == "HELLO":
            return b"%1\r\n$5\r\nproto\r\n:3\r\n"
        if name in ("GET", "SET", "SETEX"):
            heard.append([name, *words[1:]])
        if name == "GET":
            value = values.get(words[1])
            return MISSING if value is None else (
                b"$%d\r\n%b\r\n" % (len(value), value))
        if name == "SET":
            values[words[1]] = words[2]
        if name == "SETEX":
            values[words[1]] = words[3]
        return OK


def start():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"redis://127.0.0.1:{server.server_address[1]}/0"
