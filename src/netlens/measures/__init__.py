"""What the ties show: reach, chains, communities, brokers. Tables and graphs only."""
