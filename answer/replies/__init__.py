"""What a draft of a reply is made of, a step a module."""
