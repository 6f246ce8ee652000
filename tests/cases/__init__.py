"""Rule cases in plain text, and the runner that plays them. README.md says how to add one."""
