#!/usr/bin/env python3
"""Workload: minute rollups with a known truth; how well are the broken windows found, and how wide are their edges?

usage: tests/bench/observed_windows.py PROGRAM FOLDER [--scorer score_windows.py] [--kinds err,ramp,drop]
       tests/bench/observed_windows.py PROGRAM --synth synth.py FIRST COUNT [--scorer ...]

FOLDER holds rollups.csv (minute,cluster,service,requests,errors,slow) and truth.tsv (cluster/service, start, end,
kind, size; epoch seconds). PROGRAM is `faultline`, which ingests the table and lists its incidents, or
`observe_rollups`, which runs the detector alone. Prints precision, recall, edge errors, the share of true edges
inside the 95 % intervals and the time taken; writes predictions.tsv into FOLDER. Not a test: nothing fails on a
figure. Standard library only.
"""
import argparse
import collections
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time


def epoch(text):
    return int(dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def edges(moment):
    """earliest, best, latest of a moment as JSON tells it; epoch seconds."""
    utc = moment.get("utc") or moment
    return [epoch(utc[key]) for key in ("earliest", "best", "latest")]


def detector_alone(program, table):
    out = subprocess.run([program, table], stdout=subprocess.PIPE, check=True, text=True).stdout
    for line in out.splitlines():
        cells = line.split("\t")
        best_start, best_end, start_from, start_to, end_from, end_to = map(int, cells[1:7])
        yield cells[0], (start_from, best_start, start_to), (end_from, best_end, end_to)


def whole_program(program, table):
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "bench.db")
        subprocess.run([program, "ingest", "--db", db, table], stdout=subprocess.DEVNULL, check=True)
        out = subprocess.run([program, "incidents", "--db", db, "--format", "json"], stdout=subprocess.PIPE,
                             check=True, text=True).stdout
    last = 0
    with open(table) as rows:
        for row in rows:
            cell = row.split(",", 1)[0]
            last = max(last, int(cell) + 60) if cell.isdigit() else last
    for incident in json.loads(out)["incidents"]:
        for window in incident["windows"]:
            if window["ledger"] != "observed":
                continue
            for scope in window["scope"]:
                end = edges(window["end"]) if window.get("end") else [last] * 3
                name = lambda part: part["label"] if isinstance(part, dict) else part
                yield f'{name(scope["cluster"])}/{name(scope["service"])}', edges(window["start"]), end


def read_truth(path):
    truth = collections.defaultdict(list)
    with open(path) as rows:
        next(rows)
        for row in rows:
            series, start, end, kind, _ = row.rstrip("\n").split("\t")
            truth[series].append((int(start), int(end), kind))
    return truth


def coverage(truth, found, kinds):
    """Of the found windows that meet exactly one true one of these kinds: how often each edge's interval holds it."""
    count = starts = ends = 0
    false, widths = [], []
    for series, start, end in found:
        met = [t for t in truth[series] if t[0] < end[1] and start[1] < t[1]]
        if not met:
            false.append((series, start[1], end[1]))
        if len(met) != 1 or met[0][2] not in kinds:
            continue
        count += 1
        starts += start[0] <= met[0][0] <= start[2]
        ends += end[0] <= met[0][1] <= end[2]
        widths.append((start[2] - start[0], end[2] - end[0]))
    if count:
        median = lambda i: sorted(w[i] for w in widths)[count // 2] / 60
        print(f"interval holds the true start {starts / count:.3f}, end {ends / count:.3f} of {count}; "
              f"median width {median(0):.0f} and {median(1):.0f} min")
    print(f"false windows {len(false)}")
    for series, start, end in false:
        print(f"  {series}\t{dt.datetime.fromtimestamp(start, dt.timezone.utc):%Y-%m-%dT%H:%MZ}\t{(end - start) // 60} min")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("folder", nargs="?")
parser.add_argument("--synth", nargs=3, metavar=("SCRIPT", "FIRST", "COUNT"))
parser.add_argument("--scorer")
parser.add_argument("--kinds", default="err,ramp,drop")
options = parser.parse_args()
if bool(options.folder) == bool(options.synth):
    parser.error("give either FOLDER or --synth")
with tempfile.TemporaryDirectory() as scratch:
    folder = options.folder or scratch
    if options.synth:
        subprocess.run([sys.executable, *options.synth, folder], check=True)
    table = os.path.join(folder, "rollups.csv")
    is_alone = os.path.basename(options.program).startswith("observe_rollups")
    begun = time.perf_counter()
    found = list((detector_alone if is_alone else whole_program)(options.program, table))
    print(f"{len(found)} windows in {time.perf_counter() - begun:.2f} s")
    predictions = os.path.join(folder, "predictions.tsv")
    with open(predictions, "w") as out:
        out.write("series\tstart\tend\n")
        for series, start, end in found:
            out.write(f"{series}\t{start[1]}\t{end[1]}\n")
    truth_path = os.path.join(folder, "truth.tsv")
    coverage(read_truth(truth_path), found, set(options.kinds.split(",")))
    if options.scorer:
        subprocess.run([sys.executable, options.scorer, truth_path, predictions, "--kinds", options.kinds], check=True)
