"""Words for the codes that places and needs are kept as."""
