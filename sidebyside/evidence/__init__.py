"""Running programs, recording what they printed, and holding the records against the programs."""
