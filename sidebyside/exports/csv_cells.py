"""Cells of CSV files that people open in a spreadsheet."""

# With the wide forms that some spreadsheets read as the same.
_FORMULA = frozenset("=+-@＝＋－＠")


def csv_cell(value: str) -> str:
    """Keep a spreadsheet from running a value as a formula.

    An apostrophe before it makes it text.
    """
    return f"'{value}" if value.lstrip()[:1] in _FORMULA or value[:1] in "\t\r\n" else value
