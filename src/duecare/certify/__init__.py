"""Results that somebody else can check: findings with the program and the facts that they follow from."""
