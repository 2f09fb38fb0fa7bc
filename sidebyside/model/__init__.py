"""What a site is: frozen, typed, no input and no output."""
