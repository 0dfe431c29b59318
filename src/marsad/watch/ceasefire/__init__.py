"""Does the truce hold: ceasefires from what is said of them, and their breaches."""
