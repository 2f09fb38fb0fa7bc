"""Programs in the browser of a reader: the runtime, the packages, and which programs print there what is recorded."""
