"""专区: policy desk, résumé clinic, exhibits, and the ceremony on the stage."""
