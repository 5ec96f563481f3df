#!/usr/bin/env python3
"""Workload: the stories, ingested with their deploy files moved by 6 to 48 hours; how many deploys are accused?

usage: tests/bench/deploy_shift.py PROGRAM STORY... [--runs 50] [--seed 41]

A story is a folder with all sources of one outage, among them `deploys.*`. Every RFC 3339 time in a deploy file is
moved by one random shift, earlier or later; all other files stay. A moved deploy did nothing, so at most 5 % of the
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
import shutil
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
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "story")
        shutil.copytree(story, copy)
        paths = [os.path.join(copy, name) for name in sorted(os.listdir(copy))]
        deploys = [path for path in paths if os.path.basename(path).startswith("deploys")]
        if not deploys:
            sys.exit(f"{story}: no file deploys.*")
        for path in deploys:
            with open(path, encoding="utf-8") as file:
                before = file.read()
            after = moved(before, shift)
            if shift and after == before:
                sys.exit(f"{path}: no RFC 3339 time to move")
            with open(path, "w", encoding="utf-8") as file:
                file.write(after)
        common = ["--db", os.path.join(folder, "bench.db")]
        config = os.path.join(copy, "faultline.toml")
        if os.path.exists(config):
            common += ["--config", config]
        called(program, *common, "ingest", *(path for path in paths if path != config))
        listed = json.loads(called(program, *common, "incidents", "--format", "json"))["incidents"]
        shown = (json.loads(called(program, *common, "show", row["id"], "--format", "json")) for row in listed)
        return [one.get("incident", one)["trigger"]["verdict"] for one in shown]


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
for run in range(options.runs):
    shift = dt.timedelta(seconds=rng.choice((-1, 1)) * rng.randint(6 * 3600, 48 * 3600))
    shifted.update(verdicts(options.program, options.stories[run % len(options.stories)], shift))
printed("as told", as_told)
share = printed("shifted", shifted)
sys.exit(0 if shifted and share <= .05 else 1)
