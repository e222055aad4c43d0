"""The SQLite of the program.

It is SQLCipher's, also for a library without a passphrase: then every computer has the same SQLite, a file may be
encrypted, and there is one SQLite in the process. Two would undo each other's file locks (“How to corrupt an SQLite
database file”, 2.2.1, sqlite.org/howtocorrupt.html), so nothing else imports Python's own module.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: PLC0414 - the same interface, and the driver has no stubs
else:
    from sqlcipher3 import dbapi2 as sqlite3

__all__ = ["sqlite3"]
