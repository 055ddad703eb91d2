"""活动: campaigns, their hosts in order, and their events of every kind."""
