"""The one place that knows tree-sitter: the parts of a Python program that a page colours.

Nearly every program here is Python, and its grammar colours one in a tenth of the time that a lexer of regular expressions
takes (docs/performance.md). A program with mistakes in it is coloured as far as it can be read.
"""

import re
from collections.abc import Iterator

import tree_sitter_python
from tree_sitter import Language, Parser, Query, QueryCursor

_KEYWORDS = """
    and as assert async await break case class continue def del elif else except finally for from global if import in is
    lambda match nonlocal not or pass raise return try type while with yield
"""
_LANGUAGE = Language(tree_sitter_python.language())
_PARSER = Parser(_LANGUAGE)
_QUERY = QueryCursor(
    Query(
        _LANGUAGE,
        f"""
        [{" ".join(f'"{word}"' for word in _KEYWORDS.split())} "is not" "not in"] @k
        [(true) (false) (none)] @k
        [(string_start) (string_content) (string_end)] @s
        (comment) @c
        [(integer) (float)] @m
        (decorator "@" @d)
        (decorator [(identifier) (attribute)] @d)
        (decorator (call function: (_) @d))
        (function_definition name: (identifier) @f)
        (class_definition name: (identifier) @f)
        """,
    )
)
_NAMES = """
    self cls NotImplemented Ellipsis __import__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes
    callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset
    getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max memoryview min
    next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum
    super tuple type vars zip ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
    BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning Exception ExceptionGroup
    FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit ImportError ImportWarning
    IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning
    PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
    StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError
    UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
    UserWarning ValueError Warning ZeroDivisionError
"""
# Not after a dot, where it is an attribute, and not before the sign of a keyword argument.
_BUILTINS = re.compile(rf"(?<![\w.])(?:{'|'.join(_NAMES.split())})\b(?!=(?!=))")


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a program in their order, each with the letter of its kind; nothing for plain text."""
    data = text.encode()
    captures = _QUERY.captures(_PARSER.parse(data).root_node)
    spans = sorted((node.start_byte, node.end_byte, kind) for kind, nodes in captures.items() for node in nodes)
    end = 0
    for start, stop, kind in spans:
        if start < end:
            continue
        yield from _names(data[end:start].decode())
        yield kind, data[start:stop].decode()
        end = stop
    yield from _names(data[end:].decode())


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Part plain text where it holds a name of the language."""
    end = 0
    for match in _BUILTINS.finditer(text):
        yield "", text[end : match.start()]
        yield "b", match[0]
        end = match.end()
    yield "", text[end:]
