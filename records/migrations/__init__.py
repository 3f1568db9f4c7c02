"""The steps that bring a file of records from any older shape to the present one; they hold no rule about replies."""
