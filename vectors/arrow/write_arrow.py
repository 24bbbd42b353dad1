"""Tables of Arrow as pyarrow writes them: python write_arrow.py, with pyarrow 26.0.1."""
import decimal, json
import pyarrow as pa

rows = {
    "f64": pa.array([0.1, -0.0, None, 1e300], pa.float64()),
    "f32": pa.array([0.1, 1.5, float("nan"), 3.4e38], pa.float32()),
    "f16": pa.array([0.5, -2.0, 65504.0, None], pa.float16()),
    "i64": pa.array([2**53 + 1, -(2**63), 2**63 - 1, 0], pa.int64()),
    "u8": pa.array([0, 255, None, 7], pa.uint8()),
    "d128": pa.array([decimal.Decimal(s) for s in ("1234.5678", "-0.0001", "99999999999999999999.9999", "0")], pa.decimal128(38, 4)),
    "d256": pa.array([decimal.Decimal(s) for s in ("1e-10", "-123456789012345678901234567890.5", "2", "-1")], pa.decimal256(60, 10)),
    "flag": pa.array([True, None, False, True], pa.bool_()),
    "site": pa.array(["north", "it's", None, "north"]).dictionary_encode(),
    "text": pa.array(["a", "b,\"c\"\nd", None, ""], pa.string()),
    "long": pa.array(["a", "é", None, "☃"], pa.large_string()),
    "day": pa.array([0, -1, None, 19782], pa.date32()),
    "time": pa.array([0, -1, None, 1714566600000001], pa.timestamp("us")),
    "list": pa.array([[1.0], None, [], [2.0, 3.0]], pa.list_(pa.float64())),
}
table = pa.table(rows)
number = lambda v: None if v is None or v != v else repr(float(v))
with open("table.json", "w") as f:
    json.dump({
        "numbers": {n: [number(v.as_py()) for v in table[n]] for n in ("f64", "f32", "f16", "i64", "u8", "d128", "d256", "flag")},
        "texts": {n: ["" if v.as_py() is None else str(v.as_py()) for v in table[n]] for n in ("site", "text", "long", "day", "time")},
    }, f, indent=1, ensure_ascii=False)
    f.write("\n")
for codec in (None, "zstd", "lz4"):
    options = pa.ipc.IpcWriteOptions(compression=codec)
    end = "" if codec is None else "-" + codec
    with pa.OSFile(f"file{end}.arrow", "wb") as out, pa.ipc.new_file(out, table.schema, options=options) as w:
        w.write_table(table, max_chunksize=3)
    with pa.OSFile(f"stream{end}.arrows", "wb") as out, pa.ipc.new_stream(out, table.schema, options=options) as w:
        w.write_table(table, max_chunksize=3)
