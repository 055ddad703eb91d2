"""The stream, its programme, captions, questions and what was counted."""
