"""What was taught over the year, in figures and plots."""
