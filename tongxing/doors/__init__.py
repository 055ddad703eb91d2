"""入场: the phones of door and booth staff: enrolled, working without network, merged exactly."""
