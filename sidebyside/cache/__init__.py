"""What is kept between builds, in memory and on disk; work on several processes."""
