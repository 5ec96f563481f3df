#!/usr/bin/env python3
"""Workload: the stories, ingested with their deploy files moved by 6 to 48 hours; how many deploys are accused?

usage: tests/bench/deploy_shift.py PROGRAM STORY... [--runs 50] [--seed 41]

A story is a folder of samples/stories; its machines' files, among them `deploys*`, are in evidence/ beside it. Every
RFC 3339 time in a deploy file is moved by one random shift, earlier or later; all other files stay. Each run moves the
deploys of all stories. A moved deploy did nothing, so at most 5 % of the
incidents may get the verdict "trigger". Prints the same figure for the unmoved stories beside it. Exit 1 where the
bound is broken or nothing was assessed. Standard library only.
"""
import argparse
import collections
import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
import tempfile

TIME = re.compile(r"(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(\.\d+)?( ?)(Z|[+-]\d\d:?\d\d)")


def moved(text, shift):
    def one(match):
        day, middle, clock, fraction, space, zone = match.groups()
        time = dt.datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M:%S") + shift
        return f"{time:%Y-%m-%d}{middle}{time:%H:%M:%S}{fraction or ''}{space}{zone}"
    return TIME.sub(one, text)


def called(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def verdicts(program, story, shift):
    """The verdicts of all incidents of a story; asserts that a shift changed the deploy files."""
    stories, name = os.path.split(os.path.normpath(story))
    evidence = os.path.join(stories, "evidence", name)
    with open(os.path.join(stories, "truth", name + ".json"), encoding="utf-8") as file:
        truth = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        common = ["--db", os.path.join(folder, "bench.db")]
        called(program, *common, "ingest", story, *truth["tellings"])
        for path in sorted(os.listdir(evidence)):
            source = os.path.join(evidence, path)
            if path.startswith("deploys"):
                with open(source, encoding="utf-8") as file:
                    before = file.read()
                after = moved(before, shift)
                if shift and after == before:
                    sys.exit(f"{source}: no RFC 3339 time to move")
                source = os.path.join(folder, path)
                with open(source, "w", encoding="utf-8") as file:
                    file.write(after)
            options = truth.get("file_options", {}).get(path, [])
            called(program, *common, "ingest", source, "--organisation", truth["organisation"], *options)
        listed = json.loads(called(program, *common, "incidents", "--format", "json"))["incidents"]
        shown = (json.loads(called(program, *common, "show", row["id"], "--format", "json")) for row in listed)
        return [one["trigger"]["verdict"] for one in shown]


def printed(name, counts):
    total = sum(counts.values())
    share = counts["trigger"] / total if total else 0
    print(f"{name:<8} {counts['trigger']:4} of {total:4} trigger ({100 * share:.1f} %)   "
          + ", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items())))
    return share


parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("stories", nargs="+")
parser.add_argument("--runs", type=int, default=50)
parser.add_argument("--seed", type=int, default=41)
options = parser.parse_args()
rng = random.Random(options.seed)
as_told, shifted = collections.Counter(), collections.Counter()
for story in options.stories:
    as_told.update(verdicts(options.program, story, dt.timedelta(0)))
for _ in range(options.runs):
    shift = dt.timedelta(seconds=rng.choice((-1, 1)) * rng.randint(6 * 3600, 48 * 3600))
    for story in options.stories:
        shifted.update(verdicts(options.program, story, shift))
printed("as told", as_told)
share = printed("shifted", shifted)
sys.exit(0 if shifted and share <= .05 else 1)
