"""What can go wrong with the file, in words for people."""

from __future__ import annotations

from scroblarr_desktop.store import StoreTrouble


class MovingTrouble(StoreTrouble):
    """Nothing was moved."""

    title = "The household was not moved"
    sentence = "Something went wrong with the file."
    next_step = "Try again."


class Stopped(MovingTrouble):
    """The person called it off."""

    sentence = "You stopped it in time: everything stays as it was."
    next_step = "Nothing to do."


class NoRoom(MovingTrouble):
    title = "There is not enough room"

    def __init__(self, place: str, needed_mb: int) -> None:
        super().__init__(
            f"The file needs {needed_mb} MB, and there is less in {place}.",
            "Free some space or choose another folder, then try again.",
        )


class CannotWrite(MovingTrouble):
    title = "The file cannot be written"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This computer refused to write it ({why}).", "Choose another folder, then try again."
        )


class BadlyWritten(MovingTrouble):
    title = "The file did not turn out right"
    sentence = "Read again, it was not what was written. Its disk or stick may be worn out."
    next_step = "Choose another disk or stick, then try again."


class CannotRead(MovingTrouble):
    title = "The file cannot be read"

    def __init__(self, why: str) -> None:
        super().__init__(f"This computer could not read it ({why}).", "Choose the file again.")


class NotOurs(MovingTrouble):
    title = "This is another kind of file"
    sentence = "It was not written by “Move to another PC”."
    next_step = "Choose the file that the other computer wrote."


class NotWhole(MovingTrouble):
    title = "The file is damaged"
    sentence = "Part of it is missing or changed, perhaps since it was copied."
    next_step = "Copy it again from where it was written, then try again."


class NotFinished(MovingTrouble):
    title = "The file is not finished"
    sentence = "The other computer did not get to the end of writing it, and goes on as before."
    next_step = "Start Scroblarr there once more, then choose the file without “.part”."


class WrongPassphrase(MovingTrouble):
    title = "The passphrase is not right"
    sentence = "The file is whole, and does not open with it."
    next_step = "Type it again: capital letters and every sign count."


class TooLittleMemory(MovingTrouble):
    title = "This computer is short of memory"
    sentence = "Opening the file takes {megabytes} MB for a moment."
    next_step = "Close other programs, then try again."

    def __init__(self, megabytes: int) -> None:
        super().__init__(type(self).sentence.format(megabytes=megabytes))


class FromNewer(MovingTrouble):
    title = "The file is from a newer Scroblarr"

    def __init__(self, version: str) -> None:
        super().__init__(
            f"It was written by version {version}, and this version cannot read it.",
            f"Install version {version} or a newer one on this computer, then open it again.",
        )
