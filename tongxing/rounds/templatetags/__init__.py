"""Words for templates of rounds."""
