"""The dialog that links a member's account at a tracker."""
