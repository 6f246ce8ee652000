"""Many games at once, without journals."""
