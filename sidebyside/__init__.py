"""A comparison reference from a folder of content: side-by-side tables whose every statement leads to its proof."""

__version__ = "0.1.0"
