"""直播: the live fair: what is on, captions, questions, the picture, and viewings counted by a stated rule."""
