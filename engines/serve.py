"""An engine behind lines of JSON: {"sql"}, {"program"} or {"parse", "dialect"} in, {"rows"} or {"error"} out."""

import io
import json
import os
import sys
import traceback

engine = sys.argv[1]


def plain(value):
    """JSON has no NaN and no infinity: they go as text."""
    if isinstance(value, float) and not (value - value == 0):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value


out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what engines print goes to standard error


def sqlite():
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)

    def run(sql):
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    return run, None


def chdb():
    from chdb import session

    opened = session.Session()

    def run(sql):
        text = str(opened.query(sql, "JSONEachRow"))
        return [json.loads(line) for line in text.splitlines() if line.strip()]

    opened.query("SET output_format_json_quote_64bit_integers = 0")
    opened.query("SET output_format_json_quote_denormals = 1")
    return run, None


def spark():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", os.environ["ENGINE_FOLDER"])
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )

    def run(sql):
        return [row.asDict() for row in session.sql(sql).collect()]

    def program(text):
        path = os.path.join(os.environ["ENGINE_FOLDER"], "result.json")
        argv, sys.argv = sys.argv, ["program.py", path]
        try:
            exec(compile(text, "program.py", "exec"), {"__name__": "__main__"})
        finally:
            sys.argv = argv
        with open(path) as file:
            return json.load(file)

    return run, program


def sqlglot():
    import sqlglot as parser

    def parse(sql, dialect):
        parser.parse_one(sql, dialect=dialect, error_level=parser.ErrorLevel.RAISE)
        return []

    return parse, None


run, program = {"sqlite": sqlite, "chdb": chdb, "spark": spark, "sqlglot": sqlglot}[engine]()
out.write(json.dumps({"ready": True}) + "\n")
out.flush()
for line in sys.stdin:
    request = json.loads(line)
    try:
        if "program" in request:
            rows = program(request["program"])
        elif "parse" in request:
            rows = run(request["parse"], request["dialect"])
        else:
            rows = run(request["sql"])
        answer = {"rows": rows}
    except Exception as error:  # every engine has errors of its own
        text = io.StringIO()
        traceback.print_exc(limit=1, file=text)
        answer = {"error": f"{type(error).__name__}: {error}"}
    out.write(json.dumps(plain(answer), default=str) + "\n")
    out.flush()
