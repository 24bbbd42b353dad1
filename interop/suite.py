"""Runs one case: `suite.py CASE.py FOLDER`. A case is a file of `test_…` functions, or a snippet of the documentation,
which is one test and runs in the folder that it stands in. A line of JSON for each test."""

import importlib.util
import json
import os
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
path, folder = sys.argv[1:]
sys.path.insert(0, HERE)
if importlib.util.find_spec("py3nj") is None:
    sys.path.append(os.path.join(HERE, "stand-ins"))
os.environ["ISOTYPIC_TABLES"] = folder


def report(name, failure=None):
    print(json.dumps({"test": name, **({} if failure is None else {"failure": failure})}), flush=True)


def attempt(name, run):
    try:
        run()
    except Exception:
        report(name, "".join(traceback.format_exc().splitlines(keepends=True)[-12:]))
    else:
        report(name)


name = os.path.splitext(os.path.basename(path))[0]
spec = importlib.util.spec_from_file_location(name, path)
module = importlib.util.module_from_spec(spec)
if name.startswith("docs_"):
    os.chdir(os.path.dirname(path))
    attempt(name, lambda: spec.loader.exec_module(module))
else:
    spec.loader.exec_module(module)
    for key, test in list(vars(module).items()):
        if key.startswith("test_"):
            attempt(key, test)
