"""The words of a language, as data: one folder a language, one YAML file a subject."""
