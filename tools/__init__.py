"""What sets the project up and looks after it; nothing here is part of the site."""
