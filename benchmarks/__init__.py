"""What ``make bench`` runs: each file measures one thing and prints median, spread and memory."""
