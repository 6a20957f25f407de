# gdb.py - gdb printers for an arena, a buffer and the rows of a statement
#
#   gdb -x docs/gdb.py build/dev/cgi/tertulia        or, inside gdb: source docs/gdb.py
#
#   (gdb) print *rq->arena    arena of 2 blocks, 2960 of 65552 bytes in use
#   (gdb) print *rs->body     buf of 12 bytes in 256, at most 16777216: "<p>Hello</p>"
#   (gdb) print *r            rows of load_site, open, RC_OK: "SELECT title, ..."
#
# tests/gdb checks these lines.
import gdb
import gdb.printing

TEXT_MAX = 200  # bytes of a text shown; characters of a statement


def text(pointer, n):
    """The first TEXT_MAX of n bytes, in quotes."""
    shown = bytes(gdb.selected_inferior().read_memory(int(pointer), min(n, TEXT_MAX))) if n else b""
    return '"%s"%s' % (shown.decode("utf-8", "replace"), "..." if n > TEXT_MAX else "")


def statement(pointer):
    """The SQL text of a statement, in quotes, on one line, cut after TEXT_MAX characters."""
    words = " ".join(pointer.string("utf-8", "replace").split())
    return '"%s"%s' % (words[:TEXT_MAX], "..." if len(words) > TEXT_MAX else "")


class Arena:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        blocks, used, held = 0, 0, 0
        block = self.value["first"]
        while int(block):
            blocks += 1
            used += int(block["n"])
            held += int(block["cap"])
            block = block["next"]
        return "arena of %d blocks, %d of %d bytes in use" % (blocks, used, held)


class Buf:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        v = self.value
        n, cap, most = int(v["n"]), int(v["cap"]), int(v["max"])
        failed = "" if int(v["rc"]) == 0 else ", failed with %s" % v["rc"]
        return "buf of %d bytes in %d, at most %d%s: %s" % (n, cap, most, failed, text(v["s"], n))


class Rows:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        v = self.value
        if not int(v["sql"]):
            return "rows of no statement"
        sql = v["sql"].dereference()
        state = "open" if int(v["statement"]) else "done"
        return "rows of %s, %s, %s: %s" % (sql["name"].string(), state, v["rc"], statement(sql["text"]))


def printers():
    collection = gdb.printing.RegexpCollectionPrettyPrinter("tertulia")
    collection.add_printer("arena", "^arena$", Arena)
    collection.add_printer("buf", "^buf$", Buf)
    collection.add_printer("rows", "^rows$", Rows)
    return collection


gdb.printing.register_pretty_printer(gdb.current_objfile(), printers(), replace=True)
