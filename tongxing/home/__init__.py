"""The front page, each role's first page, and the pages about the site itself."""
