"""What leaves the register and comes in: files for other people's programs."""
