"""GAP reads our character tables, finds them consistent, and the same as those of its library."""

import subprocess

from support import TABLES

PROGRAM = "gap"


def gap(text):
    run = subprocess.run(["gap", "-q", "-A"], input=text, capture_output=True, text=True, timeout=300)
    return run.stdout.split()


def ask(name, expression):
    with open(f"{TABLES}/{name}.g") as file:
        table = file.read().rstrip().rstrip(";")
    return gap(f'LoadPackage("ctbllib");;\nt := {table};;\nPrint({expression}, "\\n");\nQUIT;\n')


def test_tables_are_consistent():
    for name in ("characters-a5", "characters-q8", "characters-m11"):
        assert ask(name, "IsInternallyConsistent(t)")[-1:] == ["true"], name


def test_tables_are_those_of_the_library():
    for name, library in (("a5", "A5"), ("q8", "Q8"), ("m11", "M11")):
        found = ask(
            f"characters-{name}", f'TransformingPermutationsCharacterTables(t, CharacterTable("{library}")) <> fail'
        )
        assert found[-1:] == ["true"], (library, found)
