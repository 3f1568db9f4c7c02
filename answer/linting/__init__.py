"""What the checklist of a draft looks at, a subject a module."""
