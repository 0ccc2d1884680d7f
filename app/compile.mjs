// Runs in Node while the page is built: what the program imports before its first oordeel is
// compiled by the very Python that will run it. Of a machine that reads source, a start takes twice
// as long; the rest of the modules stays source, which is smaller.
//
// node compile.mjs PYODIDE.mjs FOLDER: FOLDER has std/ and lib/weerbaar/; a .py there becomes .pyc.
import { pathToFileURL } from 'node:url';

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(pyodide).href);
const python = await loadPyodide();
python.FS.mkdirTree('/bron');
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, '/bron');
python.runPython(`
import importlib.util, marshal, sys
from pathlib import Path
from types import CodeType

# The header says: not checked against a source, which is not there.
HEAD = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
FOLDERS = (Path("/bron/std"), Path("/bron/lib/weerbaar"))

def bare(code):
    """Without the numbers of lines, which nobody sees in a page."""
    parts = tuple(bare(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_consts=parts, co_linetable=b"")

sys.path.insert(0, str(FOLDERS[1]))
import weerbaar_cli.invullen.motor

for name in sorted(sys.modules):
    place = name.replace(".", "/")
    found = [folder / one for folder in FOLDERS for one in (f"{place}.py", f"{place}/__init__.py")]
    for path in filter(Path.is_file, found):
        code = compile(path.read_bytes(), path.name, "exec", dont_inherit=True)
        path.with_suffix(".pyc").write_bytes(HEAD + marshal.dumps(bare(code)))
        path.unlink()
`);
