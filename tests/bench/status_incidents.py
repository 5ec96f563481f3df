#!/usr/bin/env python3
"""Workload: a status page's answer with many incidents, ingested and listed, beside jq over the same bytes.

usage: tests/bench/status_incidents.py PROGRAM [--incidents 1000] [--runs 7]

Prints medians of wall time over the runs, A B A B, and the ratio; the machine's own speed cancels out in the
ratio. Fixed seed, invented page. Not a test: nothing fails on a figure. Needs jq; standard library only.
"""
import argparse
import datetime as dt
import json
import os
import random
import statistics
import subprocess
import tempfile
import time


def page(count):
    rng = random.Random(20240229)
    words = "requests builds checkouts searches uploads reports webhooks logins exports queues".split()
    incidents, start = [], dt.datetime(2015, 1, 5, 8, 0, tzinfo=dt.timezone.utc)
    for n in range(count):
        start += dt.timedelta(minutes=rng.randint(600, 9000))
        at, updates, name = start, [], f"Component {rng.randint(1, 12)}"
        stamp = lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        for k, status in enumerate(["investigating"] + ["identified"] * rng.randint(0, 4) + ["monitoring", "resolved"]):
            change = {"investigating": ("operational", "partial_outage"), "resolved": ("partial_outage", "operational")}.get(status)
            updates.append({
                "id": f"u{n:06d}{k:02d}", "status": status, "incident_id": f"i{n:07d}", "created_at": stamp(at),
                "updated_at": stamp(at), "display_at": stamp(at),
                "body": f"We see {rng.randint(2, 40)} % of {rng.choice(words)} fail in {name}. "
                        f"Next update within {rng.choice([15, 30, 60])} minutes.",
                "affected_components": [{"code": name, "name": name, "old_status": change[0], "new_status": change[1]}] if change else None})
            at += dt.timedelta(minutes=rng.randint(4, 50))
        incidents.append({"id": f"i{n:07d}", "name": f"Trouble {n} with {rng.choice(words)}", "status": "resolved", "impact": "major",
                          "created_at": stamp(start), "started_at": stamp(start), "resolved_at": stamp(at), "incident_updates": updates[::-1]})
    return {"page": {"id": "bench", "name": "Fernhollow", "time_zone": "Etc/UTC"}, "incidents": incidents[::-1]}


def timed(command):
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begun) * 1000


parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--incidents", type=int, default=1000)
parser.add_argument("--runs", type=int, default=7)
options = parser.parse_args()
with tempfile.TemporaryDirectory() as folder:
    path, db = os.path.join(folder, "incidents.json"), os.path.join(folder, "bench.db")
    with open(path, "w") as out:
        json.dump(page(options.incidents), out)
    ingest, jq, version, listing = [], [], [], []
    for _ in range(options.runs):
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(db + suffix):
                os.remove(db + suffix)
        ingest.append(timed([options.program, "--db", db, "ingest", path]))
        jq.append(timed(["jq", "-c", "[.incidents[] | {id, name, n: (.incident_updates | length)}]", path]))
        version.append(timed([options.program, "--version"]))
        listing.append(timed([options.program, "--db", db, "incidents"]))
    middle = statistics.median
    print(f"{options.incidents} incidents, {os.path.getsize(path) / 1e6:.2f} MB, medians of {options.runs}")
    print(f"ingest     {middle(ingest):8.1f} ms   {1000 * options.incidents / middle(ingest):8.0f} incidents/s   {middle(ingest) / middle(jq):.2f} x jq ({middle(jq):.1f} ms)")
    print(f"--version  {middle(version):8.1f} ms")
    print(f"incidents  {middle(listing):8.1f} ms")
