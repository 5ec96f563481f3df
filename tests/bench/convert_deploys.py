#!/usr/bin/env python3
"""Converts a list of deploys or merges into our `events` JSON lines (schemas/json/event.schema.json).

usage: tests/bench/convert_deploys.py FILE [--organisation NAME] [--service NAME] [--cluster NAME] > deploys.jsonl

Input: one object per line with `sha`, `subject` and one of `deployed_at`, `committed_at`; optionally `actor` or
`author`. The kind is guessed from the subject; where nothing tells it, it is left out. Standard library only.
"""
import argparse
import json
import re
import sys

KINDS = [("rollback", r"\brevert\b|\broll(ed|ing)?[ -]?back\b"),
         ("docs", r"\bdocs?\b|\bdocumentation\b|\breadme\b|\btypos?\b|\bpost-?mortem\b|\bincident report\b"),
         ("scale", r"\bscal(e|ing)\b|\breplicas?\b|\bnode ?pools?\b|\bmore nodes\b|\bquota\b"),
         ("flag", r"\bfeature flags?\b|\btoggle\b"),
         ("migration", r"\bmigrat(e|ion|ions)\b"),
         ("infrastructure", r"\bterraform\b|\bkubernetes\b|\bk8s\b|\bingress\b|\bhelm\b"),
         ("config", r"\bconfig(s|uration)?\b|\bsettings?\b|\blimits?\b"),
         ("code", r"\bbump\b|\bupdate\b|\bupgrade\b|\bbuild\b|\bfix(es)?\b")]


def kind_of(subject):
    words = re.sub(r"[-_/]", " ", subject.lower())
    return next((kind for kind, pattern in KINDS if re.search(pattern, words)), None)


parser = argparse.ArgumentParser()
parser.add_argument("file")
for name in ("organisation", "service", "cluster"):
    parser.add_argument("--" + name)
options = parser.parse_args()
with open(options.file, encoding="utf-8") as lines:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = json.loads(line)
        at = row.get("deployed_at") or row.get("committed_at")
        if not at:
            print(f"{options.file}:{number}: no deployed_at or committed_at", file=sys.stderr)
            continue
        event = {"kind": "deploy", "at": at, "version": row["sha"], "title": row["subject"], "id": row["sha"]}
        for name in ("organisation", "service", "cluster"):
            if getattr(options, name):
                event[name] = getattr(options, name)
        if kind := kind_of(row["subject"]):
            event["deploy_kind"] = kind
        if actor := row.get("actor") or row.get("author"):
            event["actor"] = actor
        print(json.dumps(event, ensure_ascii=False))
