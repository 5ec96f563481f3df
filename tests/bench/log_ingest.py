#!/usr/bin/env python3
"""Times `faultline ingest` of JSON-line logs beside wc, mawk and jq over the same bytes.

    tests/bench/log_ingest.py [--binary build/dev/faultline] [--megabytes 1000] [--keep DIRECTORY]

The log is made anew from a fixed seed: 30 days, three clusters, five services, about 1 % of answers with a
status from 500 on, lines of some 180 to 300 bytes. The peers answer the same question, requests and errors
per minute, cluster and service (mawk and jq by taking the fields out of each line; wc only counts lines: no
reader is faster). jq gets a tenth of the bytes, at most 20 MB, and its time is scaled. Each is run `--runs`
times after one run that warms the page cache, and the least time counts. Figures of two machines do not
compare: ratios of one run do.
"""

import argparse
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SEED = 20260401
FIRST_SECOND = 1772323200  # 2026-03-01T00:00:00Z
DAYS = 30
CLUSTERS = ["prod-1", "prod-2", "prod-3"]
SERVICES = ["checkout-api", "catalog-api", "web", "login", "mailer"]
MESSAGES = [
    "GET /v1/items/{n} done",
    "POST /v1/orders done, order {n}",
    "GET /health done",
    "PUT /v1/carts/{n}/lines done, 3 lines in the cart of a returning customer",
]
ERRORS = [
    "POST /v1/orders failed: no connection to the database after 3 tries, order {n}",
    "GET /v1/items/{n} failed: upstream timed out",
]

MAWK = r"""
function field(name,   i, rest) {
  i = index($0, "\"" name "\":")
  if (i == 0) return ""
  rest = substr($0, i + length(name) + 3)
  if (substr(rest, 1, 1) == "\"") { rest = substr(rest, 2); return substr(rest, 1, index(rest, "\"") - 1) }
  match(rest, /[,}]/)
  return substr(rest, 1, RSTART - 1)
}
{ key = substr(field("time"), 1, 16) " " field("cluster") " " field("service")
  lines[key]++; if (field("status") + 0 >= 500) errors[key]++ }
END { for (key in lines) print key, lines[key], errors[key] + 0 }
"""

# jq takes the fields out and mawk counts: a sum kept in jq itself is copied with every line.
JQ = "[.time[0:16], .cluster, .service, (.status >= 500)] | @tsv"
COUNT = '{ n[$1 " " $2 " " $3]++; if ($4 == "true") e[$1 " " $2 " " $3]++ } END { for (k in n) print k, n[k], e[k] + 0 }'


def write_log(path, size):
    """Writes whole lines, at least `size` bytes; times ascend over all of the days."""
    source = random.Random(SEED)
    written = 0
    lines = 0
    step = DAYS * 86400 * 1000 / max(size / 235, 1)  # milliseconds between lines, on average
    at = FIRST_SECOND * 1000.0
    with open(path, "w", encoding="ascii", newline="\n") as log:
        minute = minute_text = None
        while written < size:
            piece = []
            for _ in range(10000):
                at += step * source.random() * 2
                seconds, milliseconds = divmod(int(at), 1000)
                if seconds // 60 != minute:
                    minute = seconds // 60
                    minute_text = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(seconds))
                failed = source.random() < 0.01
                number = source.randrange(10**6)
                message = source.choice(ERRORS if failed else MESSAGES).format(n=number)
                piece.append(
                    f'{{"time":"{minute_text}:{seconds % 60:02}.{milliseconds:03}Z",'
                    f'"level":"{"error" if failed else "info"}",'
                    f'"cluster":"{source.choice(CLUSTERS)}","service":"{source.choice(SERVICES)}",'
                    f'"version":"v{40 + (seconds - FIRST_SECOND) // 864000}",'
                    f'"status":{503 if failed else 200},'
                    f'"duration_ms":{source.lognormvariate(3, 0.7):.3f},'
                    f'"trace":"{source.getrandbits(64):016x}","message":"{message}"}}\n'
                )
            text = "".join(piece)
            log.write(text)
            written += len(text)
            lines += len(piece)
    return written, lines


def timed(command, runs, before=lambda: None):
    """The least seconds of `runs`, and what the last printed; ends the program where one fails."""
    least = None
    for run in range(runs + 1):
        before()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        began = time.monotonic()
        out, err = process.communicate()
        seconds = time.monotonic() - began
        if process.returncode != 0:
            sys.exit(f"{command[0]} failed with {process.returncode}: {err.decode(errors='replace')[:500]}")
        if run > 0:
            least = seconds if least is None else min(least, seconds)
    return least, out.decode(errors="replace")


def peak_megabytes(command, before=lambda: None):
    """The peak memory of one run, measured in a child of its own so that no other run counts."""
    before()
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        os.write(write_end, f"{status} {peak}\n".encode())
        os._exit(0)
    os.waitpid(pid, 0)
    status, peak = os.read(read_end, 100).decode().split()
    os.close(read_end)
    os.close(write_end)
    if status != "0":
        sys.exit(f"{command[0]} failed with {status}")
    return int(peak) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/dev/faultline")
    parser.add_argument("--megabytes", type=float, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--reader", default="", help="given to --as; empty = as recognised")
    parser.add_argument("--keep", help="a folder for the log, kept; else a temporary one")
    options = parser.parse_args()

    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="faultline-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        log, part = folder / "log.jsonl", folder / "part.jsonl"
        size, lines = write_log(log, int(options.megabytes * 1e6))
        part_size, _ = write_log(part, int(min(options.megabytes / 10, 20) * 1e6))
        print(f"{lines} lines, {size / 1e6:.0f} MB, {size / lines:.0f} bytes a line, seed {SEED}")

        database = folder / "bench.db"

        def forget():
            for leftover in folder.glob("bench.db*"):
                leftover.unlink()

        ingest = [options.binary, "ingest", "--db", str(database)]
        if options.reader:
            ingest += ["--as", options.reader]
        ours, summary = timed([*ingest, str(log)], options.runs, forget)
        if f"read {lines} " not in summary:
            sys.exit(f"faultline did not read {lines} lines:\n{summary}")
        rows = [("faultline ingest", ours)]
        for name, command, scale in [
            ("wc -l", ["wc", "-l", str(log)], 1.0),
            ("mawk", ["mawk", MAWK, str(log)], 1.0),
            ("jq, scaled", ["sh", "-c", f"jq -r '{JQ}' {part} | mawk '{COUNT}'"], size / part_size),
        ]:
            if shutil.which(name.split(",")[0].split()[0]) is None:
                print(f"{name}: not installed, left out")
                continue
            runs = 1 if command[0] != "wc" else options.runs
            seconds, _ = timed(command, runs)
            rows.append((name, seconds * scale))
        print(f"{'':18}{'seconds':>9}{'MB/s':>8}{'time of faultline':>20}")
        for name, seconds in rows:
            print(f"{name:18}{seconds:9.2f}{size / 1e6 / seconds:8.0f}{seconds / ours:19.2f}x")

        whole = peak_megabytes([*ingest, str(log)], forget)
        little = peak_megabytes([*ingest, str(part)], forget)
        print(f"peak memory {whole:.0f} MB for {size / 1e6:.0f} MB, {little:.0f} MB for {part_size / 1e6:.0f} MB")
        print(summary.strip())
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
