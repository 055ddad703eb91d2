"""招聘会: job fairs on site and live, from opening for posts to the last outcome."""
