"""Where the register lives: the folder, its files, and the kinds of folder that cannot hold one."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from models.faults import StorageFault

_NETWORK_FILE_SYSTEMS = {
    *("cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "afs", "ceph"),
    *("fuse.sshfs", "fuse.rclone", "fuse.glusterfs"),
}
_SYNCED_BY = ("OneDrive", "Dropbox", "Google Drive", "iCloud", "Nextcloud")
_WINDOWS_NETWORK_DRIVE = 4
_OURS_ONLY, _EVERYBODYS = 0o700, 0o777
ERASED = "st-kollen.raderade"


@dataclass(frozen=True)
class Place:
    """A register's folder and the files in it; `shared` where it is meant for every account on the computer."""

    folder: Path
    shared: bool = field(default=False, compare=False)

    @property
    def file(self) -> Path:
        return self.folder / "st-kollen.db"

    @property
    def keyring(self) -> Path:
        return keyring_beside(self.file)

    @property
    def beginning(self) -> Path:
        """That a register is being made, whose keyring may be here before it."""
        return self.folder / "st-kollen.borjar"

    @property
    def restoring(self) -> Path:
        """A backup on its way into the register's place; it stays if that is cut off."""
        return self.folder / "st-kollen.aterlases"

    @property
    def restored(self) -> Path:
        """What the latest restore put in place, and which logs it put aside."""
        return self.folder / "st-kollen.aterlast"

    @property
    def erased(self) -> Path:
        """Who has been erased, by their ids; a copy lies among the backups."""
        return self.folder / ERASED

    @property
    def tries(self) -> Path:
        """How many wrong passwords were given in a row."""
        return self.folder / "st-kollen.forsok"

    @property
    def second(self) -> Path:
        """Since when the second folder for backups cannot be reached."""
        return self.folder / "st-kollen.andra"

    @property
    def homes(self) -> Path:
        """The folders that copies of the backups have gone to, closed under the register's key."""
        return self.folder / "st-kollen.mappar"

    @property
    def lock(self) -> Path:
        return self.folder / "st-kollen.lock"

    @property
    def opened_by(self) -> Path:
        return self.folder / "st-kollen.oppen"

    @property
    def backups(self) -> Path:
        return self.folder / "sakerhetskopior"

    @property
    def left(self) -> tuple[Path, ...]:
        """What is here, beside a register, that is written only where there is one: left of it where it is gone.

        Neither an empty folder of backups, nor the keyring of one that is being made.
        """
        keyring = () if self.beginning.exists() else (self.keyring,)
        beside = (*self.companions()[1:], *keyring, self.erased, self.homes, self.second, self.restored)
        backups = (self.backups,) if any(path.is_file() for path in self.backups.rglob("*")) else ()
        return (*filter(Path.exists, beside), *backups)

    @property
    def is_taken(self) -> bool:
        """Whether a register is here, or has been."""
        return any(path.exists() for path in (self.file, self.keyring, self.restoring, *self.left))

    def companions(self) -> tuple[Path, ...]:
        return companions(self.file)


def companions(file: Path) -> tuple[Path, ...]:
    """The file with the files that SQLite keeps beside it; they move together or not at all."""
    return tuple(file.with_name(file.name + ending) for ending in ("", "-wal", "-shm", "-journal"))


def keyring_beside(file: Path) -> Path:
    """The keyring that opens an encrypted register or backup."""
    return _beside(file, ".nycklar")


def manifest_beside(file: Path) -> Path:
    """What a backup says of itself."""
    return _beside(file, ".json")


def _beside(file: Path, ending: str) -> Path:
    return file.with_suffix(ending) if file.suffix == ".db" else file.with_name(file.name + ending)


def default_place() -> Place:
    """The platform's own folder for a program's data."""
    from platformdirs import user_data_path  # noqa: PLC0415  only when no folder was given

    return Place(user_data_path("st-kollen", appauthor=False))


def shared_place() -> Place:
    """The folder that every account on the computer can find."""
    from platformdirs import site_data_path  # noqa: PLC0415  only when no folder was given

    return Place(site_data_path("st-kollen", appauthor=False), shared=True)


def fault_log(folder: Path | None) -> Path:
    """The log of faults in the program: in the register's folder where one was given, else in the platform's own."""
    if folder is None:
        from platformdirs import user_log_path  # noqa: PLC0415  only when no folder was given

        folder = user_log_path("st-kollen", appauthor=False)
    return folder / "st-kollen.fel.log"


def prepare(place: Place) -> None:
    """Make the folder. Raises StorageFault where it is on a network drive or cannot be written in."""
    if is_network(place.folder):
        advice = "Registret måste ligga på datorns egen disk: välj en annan mapp med st-kollen --data MAPP."
        raise StorageFault(f"{place.folder} ligger på en nätverksenhet. {advice}")
    try:
        _make(place)
    except (FileExistsError, NotADirectoryError):
        raise StorageFault(f"{place.folder} är en fil, inte en mapp. Välj en annan mapp.") from None
    except OSError as error:
        raise StorageFault(f"Mappen {place.folder} kan inte skapas. {_advice(place)}") from error
    if not os.access(place.folder, os.W_OK | os.X_OK):
        raise StorageFault(f"Mappen {place.folder} går inte att skriva i. {_advice(place)}")


def _make(place: Place) -> None:
    """For ourselves only; a shared one for everybody, and only where those above it are there."""
    if not place.shared:
        place.folder.mkdir(_OURS_ONLY, parents=True, exist_ok=True)
    elif not place.folder.is_dir():
        place.folder.mkdir()
        place.folder.chmod(_EVERYBODYS)  # the umask has taken from what it was made with


def _advice(place: Place) -> str:
    if place.shared:
        return "Be IT skapa den, med rätt att skriva för alla som ska använda registret."
    return "Välj en annan mapp eller ändra behörigheten."


def synced_warning(folder: Path) -> str:
    """What to say of a folder that a cloud service seems to copy, which can damage an open register; else nothing."""
    if not synced_by(folder):
        return ""
    return (
        f"Mappen {folder} ser ut att synkas av en molntjänst. Ett öppet register kan skadas av det: "
        "välj hellre en mapp som inte synkas, med st-kollen --data MAPP."
    )


def synced_by(folder: Path) -> str:
    """The cloud service that seems to copy a folder, by its name and where its links lead; empty where none does."""
    parts = [part.casefold() for part in (*folder.absolute().parts, *folder.resolve().parts)]
    return next((name for name in _SYNCED_BY if any(name.casefold() in part for part in parts)), "")


def is_network(folder: Path) -> bool:
    """Whether the folder is on another computer: WAL needs every process on one host."""
    folder = folder.absolute()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _WINDOWS_NETWORK_DRIVE
    mounts = Path("/proc/self/mountinfo")
    if not mounts.exists():
        return False
    return file_system_of(folder, mounts.read_text(errors="replace")) in _NETWORK_FILE_SYSTEMS


def file_system_of(folder: Path, mountinfo: str) -> str:
    """The kind of file system that holds a folder, links followed, by the text of Linux's mountinfo."""
    folder = folder.resolve()
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        mounted_on = Path(before.split()[4].replace("\\040", " "))
        if folder.is_relative_to(mounted_on) and len(mounted_on.parts) >= best:
            best, kind = len(mounted_on.parts), after.split()[0]
    return kind
