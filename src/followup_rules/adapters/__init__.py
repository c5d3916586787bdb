"""Other people's interfaces, each behind its extra and loaded on use."""
