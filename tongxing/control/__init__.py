"""指挥: one page for the day: what runs, what is late, alarms, emergencies, and the checklist after closing."""
