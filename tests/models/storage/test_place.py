"""Where a register may live: never on another computer, and not without a word in a synced folder."""

from pathlib import Path

import pytest

from models.storage.place import Place, default_place, file_system_of, is_network, synced_by, synced_warning

MOUNTS = r"""
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
40 22 0:45 / /home/ylva/gemensam rw,relatime shared:2 - cifs //server/gemensam rw,vers=3.0
41 22 0:46 / /mnt/vård\040och\040ST rw,relatime - nfs4 server:/st rw
42 40 0:47 / /home/ylva/gemensam/lokal rw,relatime - ext4 /dev/sdb1 rw
43 22 0:48 / /home/ylva rw - btrfs /dev/sdc1 rw
44 43 0:49 / /home/ylva rw master:1 propagate_from:2 - ext4 /dev/sdd1 rw
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/st", "ext4"),
        ("/home/ylva/gemensam", "cifs"),
        ("/home/ylva/gemensam/st/kollen", "cifs"),
        ("/home/ylva/gemensam/lokal/st", "ext4"),
        ("/home/ylva/gemensamma/st", "ext4"),
        ("/home/ylva/st", "ext4"),
        ("/mnt/vård och ST/register", "nfs4"),
        ("/mnt/annat", "ext4"),
    ],
)
def test_the_nearest_mount_holds_the_folder(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_a_link_leads_to_where_the_folder_really_is(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "länk").symlink_to(tmp_path / "server")
    mounts = f"22 1 0:1 / / rw - ext4 /dev/sda rw\n40 22 0:2 / {tmp_path}/server rw - cifs //server/st rw"
    assert file_system_of(tmp_path / "länk" / "st", mounts) == "cifs"
    assert file_system_of(tmp_path / "st", mounts) == "ext4"


def test_a_folder_on_this_computer_is_not_on_the_network(tmp_path: Path) -> None:
    assert not is_network(tmp_path / "finns" / "inte")


@pytest.mark.parametrize(
    ("folder", "synced"),
    [
        ("/home/ylva/OneDrive - Region Örebro/st", True),
        ("/home/ylva/Dropbox/st", True),
        ("/Users/ylva/Library/Mobile Documents/iCloud Drive", True),
        ("/home/ylva/Google Drive/Min enhet", True),
        ("/home/ylva/Nextcloud", True),
        ("/home/ylva/Dokument/st-kollen", False),
    ],
)
def test_a_folder_that_a_cloud_service_copies_is_known_by_its_name(folder: str, synced: bool) -> None:
    assert bool(synced_warning(Path(folder))) is synced


def test_a_link_to_such_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "register").symlink_to(tmp_path / "Dropbox")
    assert synced_by(tmp_path / "register" / "ny") == "Dropbox"


def test_the_files_stand_together_in_the_folder() -> None:
    place = Place(Path("/r"))
    names = [path.name for path in place.companions()]
    assert names == ["st-kollen.db", "st-kollen.db-wal", "st-kollen.db-shm", "st-kollen.db-journal"]
    assert {path.parent for path in (*place.companions(), place.lock, place.opened_by, place.backups)} == {place.folder}


def test_by_default_it_lives_in_the_platforms_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_place().folder.name == "st-kollen"
