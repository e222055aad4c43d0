"""The same texts in a collection of Anki, searched by its own library in an environment of its own.

The project does not depend on Anki: make an environment, `pip install anki` there, and name its Python.
"""

import json
import subprocess
import tempfile
from pathlib import Path

_ERRAND = """
import json, re, sqlite3, sys, time
from anki.collection import Collection
wanted = json.loads(sys.argv[3])
notes = Collection(sys.argv[2])
if not notes.note_count():
    library = sqlite3.connect(sys.argv[1])
    kind = notes.models.by_name("Basic")
    query = "SELECT cases.title, group_concat(html, ' ') FROM cases JOIN section ON case_id = id GROUP BY id"
    for title, html in library.execute(query):
        note = notes.new_note(kind)
        note["Front"], note["Back"] = title, re.sub("<[^>]+>", "", html or "")
        notes.add_note(note, 1)
took = []
for text in wanted:
    start = time.perf_counter()
    notes.find_notes(text)
    took.append(time.perf_counter() - start)
notes.close()
print(json.dumps(took))
"""


def compare(python: Path, library: Path, texts: list[str]) -> None:
    """Print how long Anki takes for the same words; the collection is kept beside other temporary files."""
    collection = Path(tempfile.gettempdir()) / f"{library.stem}.anki2"
    command = [str(python), "-c", _ERRAND, str(library), str(collection), json.dumps(texts)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took = sorted(json.loads(done.stdout.splitlines()[-1]))
    median, high = took[len(took) // 2] * 1000, took[len(took) * 95 // 100] * 1000
    print(f"{'Anki: the ids alone':44}{median:9.1f}{high:9.1f} ms  p50, p95 of {len(took)}", flush=True)
