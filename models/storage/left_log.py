"""The log (WAL) that a program left which did not end in good order: whether what was written last can still be read.

SQLite reads such a log up to the first damage, drops the rest and says nothing. The format is SQLite's own, described
in its documentation (WAL-mode file format); SQLCipher encrypts the pages in it and nothing else.
"""

import struct
from pathlib import Path

_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # the order of bytes in what is summed
_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_PAGE = 4096
_SUMMED_OF_HEADER, _SUMMED_OF_FRAME = 24, 8
_32_BITS = 0xFFFFFFFF

Sums = tuple[int, int]


def lost_changes(file: Path) -> int:
    """How many changes stand behind the first damage of the log beside a register that nobody has open.

    One may also be a change that was cut off as it was written, and never acknowledged. Of the very last change alone
    damage may look as if it had not been written at all.
    """
    try:
        content = file.with_name(f"{file.name}-wal").read_bytes()
    except OSError:  # there is none, or it is told of by what opens the register
        return 0
    if len(content) < _HEADER.size + _FRAME.size + _PAGE:
        return 0
    magic, _version, page, _number, *salts, first, second = _HEADER.unpack_from(content)
    order = _MAGIC.get(magic, "<")
    sums = _summed(content[:_SUMMED_OF_HEADER], order, (0, 0))
    whole = magic in _MAGIC and page == _PAGE and sums == (first, second)
    lost = 0
    for at in range(_HEADER.size, len(content) - _FRAME.size - _PAGE + 1, _FRAME.size + _PAGE):
        _page, commits, *theirs, first, second = _FRAME.unpack_from(content, at)
        if at == _HEADER.size and not whole:
            salts = theirs
        if theirs != salts:  # damaged, or left over from before the log was begun anew
            whole = False
            continue
        if whole:
            sums = _summed(content[at : at + _SUMMED_OF_FRAME], order, sums)
            sums = _summed(content[at + _FRAME.size : at + _FRAME.size + _PAGE], order, sums)
            whole = sums == (first, second)
        if commits and not whole:
            lost += 1
    return lost


def told_of_lost(changes: int) -> str:
    """What to say of them; nothing where there are none."""
    if not changes:
        return ""
    number, disk = ("1 ändring", "") if changes == 1 else (f"{changes} ändringar", " Låt IT undersöka disken.")
    return (
        "Programmet avslutades inte i god ordning förra gången, och det som skrevs sist är inte helt på disken: "
        f"{number} kan saknas. Kontrollera att det ni sparade sist är kvar.{disk}"
    )


def _summed(content: bytes, order: str, sums: Sums) -> Sums:
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _32_BITS
        two = (two + second + one) & _32_BITS
    return one, two
