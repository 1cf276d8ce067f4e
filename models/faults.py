"""The faults that every layer may meet: something is wrong with the file, the folder, or what opens it."""


class StorageFault(Exception):
    """Something is wrong with the register's file or folder; the message is Swedish and says what to do."""


class DamagedRegister(StorageFault):
    """There is no file in the register's place that can be used: it is damaged, missing, or something else."""


class NewerRegister(StorageFault):
    """A newer version of the program has written the file: it is no damage, and no backup is to take its place."""


class WrongPassword(StorageFault):
    """What was typed opens nothing: the user name and password, or the recovery key."""


class NoLongerUser(Exception):
    """Whoever is signed in has been removed, or their password; no screen takes it up: the program goes to its door."""


class TooManyTries(StorageFault):
    """A password was given too soon after several wrong ones; `seconds` remain to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"För många fel lösenord. Vänta {seconds} {'sekund' if seconds == 1 else 'sekunder'}.")
        self.seconds = seconds


class WeakPassword(StorageFault):
    """A new password is too short."""
