"""The one place that knows tree-sitter: the parts of a Python program that a page colours.

Nearly every program here is Python, and its grammar colours one in a tenth of the time that a lexer
of regular expressions takes (docs/performance.md). A program with mistakes in it is coloured as far
as it can be read.
"""

import re
from collections.abc import Iterator, Sequence

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
_LISTED = _NAMES.split()
# By their first letters, so that at most places one look is enough.
_BY_LETTER = {
    first: "|".join(name[1:] for name in _LISTED if name[0] == first)
    for first in sorted({n[0] for n in _LISTED})
}
# Not after a dot, where it is an attribute, and not before the sign of a keyword argument.
_BUILTINS = re.compile(
    rf"(?<![\w.])(?:{'|'.join(f'{first}(?:{rest})' for first, rest in _BY_LETTER.items())})\b(?!=(?!=))"
)


def python_tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a program in their order, each with the letter of its kind.

    Nothing for plain text.
    """
    end = 0
    for start, _, stop, kind in sorted(_spans(text)):
        if start >= end:
            if start > end:
                yield "", text[end:start]
            yield kind, text[start:stop]
            end = stop
    yield "", text[end:]


def _spans(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield where what has a kind begins and ends.

    The second number puts the grammar before a name of the language.
    """
    data = text.encode()
    at = range(len(data) + 1) if len(data) == len(text) else _characters(text)
    for kind, nodes in _QUERY.captures(_PARSER.parse(data).root_node).items():
        for node in nodes:
            yield at[node.start_byte], 0, at[node.end_byte], kind
    for match in _BUILTINS.finditer(text):
        yield match.start(), 1, match.end(), "b"


def _characters(text: str) -> Sequence[int]:
    """Return for each byte of a text, and for its end, which character it belongs to."""
    return [number for number, char in enumerate(text) for _ in char.encode()] + [len(text)]
