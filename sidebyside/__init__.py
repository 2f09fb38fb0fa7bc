"""A comparison reference from a folder of content.

Side-by-side tables whose every statement leads to its proof.
"""

__version__ = "0.1.0"
