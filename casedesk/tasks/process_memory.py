"""How much memory another process of ours uses now."""

import ctypes
import subprocess
import sys
from pathlib import Path


def resident_bytes(pid: int) -> int:
    """The bytes of memory that a process holds; 0 where it is gone or the system does not tell."""
    if sys.platform == "win32":
        return _on_windows(pid)
    if sys.platform == "linux":
        return _on_linux(pid)
    return _by_ps(pid)


def _on_linux(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * _PAGE


def _by_ps(pid: int) -> int:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False).stdout.strip()
    return int(told) * 1024 if told.isdigit() else 0


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("quota_peak_paged", ctypes.c_size_t),
            ("quota_paged", ctypes.c_size_t),
            ("quota_peak_non_paged", ctypes.c_size_t),
            ("quota_non_paged", ctypes.c_size_t),
            ("pagefile", ctypes.c_size_t),
            ("peak_pagefile", ctypes.c_size_t),
        )

    _QUERY_LIMITED_INFORMATION = 0x1000

    def _on_windows(pid: int) -> int:
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, 0, pid))
        if not handle:
            return 0
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        kernel.CloseHandle(handle)
        return max(counters.working_set, counters.pagefile) if told else 0

else:
    import resource

    _PAGE = resource.getpagesize()
