import json
import sys

import numpy as np
import pyarrow as pa
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()

N = 5
KEYS = 2
WEIGHTED = True
DROP = True
SHIFT = [1.5,2,0.1,1e+21,-3]
rows = spark.sql("SELECT CAST(`north` AS DOUBLE) AS isotypic_x0, CAST(`east` AS DOUBLE) AS isotypic_x1, CAST(`south` AS DOUBLE) AS isotypic_x2, CAST(`w'est` AS DOUBLE) AS isotypic_x3, CAST(`y` AS DOUBLE) AS isotypic_x4, CAST(`weight` AS DOUBLE) AS isotypic_w, `site` AS iso_k0, date_format(date_trunc('day', `at`), 'yyyy-MM-dd') AS iso_k1 FROM `lake`.`the \"cork\"` WHERE ((`year` >= 2020) AND (NOT (`note` IS NULL)))")


def empty():
    counts = {"rows": 0, "used": 0, "finite": np.zeros(N, np.int64)}
    return {**counts, "w": np.zeros(4), "m": np.zeros(N), "q": np.zeros((N, N))}


def add(group, x, w):
    finite = np.isfinite(x)
    good = finite.all(axis=1)
    if WEIGHTED:
        good &= np.isfinite(w)
    group["rows"] += len(x)
    group["finite"] += finite.sum(axis=0)
    kept = w[good]
    x = x[good] - np.array(SHIFT)
    group["used"] += len(x)
    group["w"] += [kept.sum(), (kept * kept).sum(), np.isfinite(w).sum(), (kept <= 0).sum()]
    weighted = x * kept[:, None]
    group["m"] += weighted.sum(axis=0)
    group["q"] += weighted.T @ x


def sums(batches):
    groups = {}
    for batch in batches:
        columns = [batch.column(i).to_numpy(zero_copy_only=False) for i in range(N)]
        x = np.column_stack(columns).astype(np.float64)
        w = batch.column(N).to_numpy(zero_copy_only=False).astype(np.float64) if WEIGHTED else np.ones(len(x))
        first = N + (1 if WEIGHTED else 0)
        keys = [batch.column(first + k).to_pylist() for k in range(KEYS)]
        members = {}
        for r in range(len(x)):
            members.setdefault(json.dumps([key[r] for key in keys], default=str), []).append(r)
        for key, at in members.items():
            add(groups.setdefault(key, empty()), x[at], w[at])
    pairs = np.triu_indices(N)
    for key, g in groups.items():
        yield pa.RecordBatch.from_pydict({
            "key": pa.array([key], pa.string()),
            "counts": pa.array([[g["rows"], g["used"], *g["finite"].tolist()]], pa.list_(pa.int64())),
            "numbers": pa.array([np.concatenate([g["w"], g["m"], g["q"][pairs]])], pa.list_(pa.float64())),
        })


parts = {}
for row in rows.mapInArrow(sums, "key string, counts array<bigint>, numbers array<double>").toLocalIterator():
    counts, numbers = parts.setdefault(row["key"], ([], []))
    counts.append(np.array(row["counts"]))
    numbers.append(np.array(row["numbers"]))
if KEYS == 0 and not parts:
    parts["[]"] = ([np.zeros(2 + N, np.int64)], [np.zeros(4 + N + N * (N + 1) // 2)])

result = []
for key, (counts, numbers) in sorted(parts.items()):
    count, number = np.sum(counts, axis=0), np.sum(numbers, axis=0)
    row = {"iso_plan": "21cc707e417a36c27e4d0ee1b51679378fc5e2da058aa2eb6920cc7bf816f788", "iso_shift": "[1.5,2,0.1,1e+21,-3]"}
    row.update({f"iso_k{k}": v for k, v in enumerate(json.loads(key))})
    row["iso_rows"], row["iso_used"] = int(count[0]), int(count[1])
    row.update({f"iso_n{i}": int(v) for i, v in enumerate(count[2:])})
    if WEIGHTED:
        row["iso_weight"], row["iso_weight2"] = float(number[0]), float(number[1])
        row["iso_finite_weights"], row["iso_bad_weights"] = int(number[2]), int(number[3])
    row.update({f"iso_m{i}": float(v) for i, v in enumerate(number[4 : 4 + N])})
    row.update({f"iso_q{k}": float(v) for k, v in enumerate(number[4 + N :])})
    result.append(row)

# one JSON array, to the file named or to standard output
text = json.dumps(result, default=str)
if len(sys.argv) > 1:
    with open(sys.argv[1], "w") as out:
        out.write(text)
else:
    print(text)
