"""The learned reader: a small encoder finds claims and marks their words; exact rules read what is marked."""
