"""数据: every figure with its definition, its frozen entries, and what was corrected later."""
