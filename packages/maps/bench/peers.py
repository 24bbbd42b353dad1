"""One row of the benchmark by EMLP or AutoEquiv: python peers.py NAME prints {"ms", "mb", "answer"} as JSON, or "missing"."""
import json
import resource
import sys
import time


def emlp_case(group, into, out):
    def run():
        from emlp.reps import T, V  # noqa: F401
        import emlp.groups as groups

        G = eval(group, vars(groups))
        names = {"T": T, "V": T(1), "Scalar": T(0)}
        rep = (eval(into, names) >> eval(out, names))(G) if into else eval(out, names)(G)
        return int(rep.equivariant_basis().shape[-1])

    return run


def autoequiv_case(generators):
    def run():
        from autoequiv import create_colored_matrix

        return int(create_colored_matrix(generators(), generators())[1])

    return run


def cycle(n):
    return [(i + 1) % n for i in range(n)]


def exchange(n):
    return [1, 0] + list(range(2, n))


def on_pairs(g):
    return [gi * len(g) + gj for gi in g for gj in g]


ROWS = {
    "T2 to T2 of S(6)": emlp_case("S(6)", "T(2)", "T(2)"),
    "V to V of S(64)": emlp_case("S(64)", "V", "V"),
    "T4 of Sp(2)": emlp_case("Sp(2)", "", "T(4)"),
    "T6 of SO(3)": emlp_case("SO(3)", "", "T(6)"),
    "T8 of SO(3)": emlp_case("SO(3)", "", "T(8)"),
    "T(3,3) of SU(3)": emlp_case("SU(3)", "", "T(3, 3)"),
    "second-order sets, n = 32": autoequiv_case(lambda: [on_pairs(cycle(32)), on_pairs(exchange(32))]),
    "cyclic 2000": autoequiv_case(lambda: [cycle(2000)]),
}

name = sys.argv[1]
if name not in ROWS:
    print('"missing"')
else:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    sys.setrecursionlimit(10**9)
    answer = ROWS[name]()
    ms = 1000 * (time.perf_counter() - start)
    mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"answer": answer, "ms": ms, "mb": mb}))
