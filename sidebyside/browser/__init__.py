"""Programs in the browser of a reader.

The runtime, the packages, and which programs print there what is recorded.
"""
