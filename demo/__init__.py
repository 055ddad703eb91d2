"""The story of the demo: the campaign of December 2025 with invented people and firms, as a campaign folder.

Everything is drawn from a seed, so that the same seed makes the same folder to the byte. No person and no firm in it
exists: identity numbers stand in region 990000, telephone numbers in a range that no operator was given (154).
"""
