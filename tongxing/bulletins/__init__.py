"""简报: articles whose every figure is set in by reference and opens."""
