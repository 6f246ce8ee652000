"""The only reader of YAML and the only user of pydantic: from files that people write to rules."""
