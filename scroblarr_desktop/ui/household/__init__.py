"""The household page: members, their accounts, and viewers who are nobody's yet."""
