"""What is known about an interview process."""
