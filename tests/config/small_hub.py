"""The hub as it is, where each address but this machine's own may begin one visit."""

from hub import app, beats

beats.MOST_NEW, beats.HERE = 1, ("127.0.0.1",)
application = app.application
