"""Characters of the 32 crystallographic point groups as phonopy prints them, by element: python3 point_groups.py FILE > point-groups.json

FILE is phonopy/phonon/character_table.py of phonopy 4.10.0 (BSD licence). For each irreducible representation the list of
[determinant, trace, number of elements, character] over the classes, sorted; a complex
conjugate pair is one row there, their sum.
"""
import importlib.util, json, sys
import numpy as np
spec = importlib.util.spec_from_file_location("character_table", sys.argv[1])
module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
tables = next(v for v in vars(module).values() if isinstance(v, dict) and "m-3m" in v)
groups = {}
for name, settings in tables.items():
    setting = settings[0]
    classes = setting["rotation_list"]
    rows = {}
    for label, values in setting["character_table"].items():
        entries = []
        for operation, value in zip(classes, values if isinstance(values, tuple) else (values,)):
            matrices = [np.array(m) for m in setting["mapping_table"][operation]]
            entries.append([round(np.linalg.det(matrices[0])), int(np.trace(matrices[0])), len(matrices), value])
        rows[label] = sorted(entries)
    groups[name] = rows
print(json.dumps({"origin": "phonopy 4.10.0 (BSD), point_groups.py", "groups": groups}, separators=(",", ":")))
