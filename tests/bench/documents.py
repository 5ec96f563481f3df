#!/usr/bin/env python3
"""How long documents take: one run of `inspect` over all of a folder, against the start of the program alone.

usage: documents.py PROGRAM FOLDER [RUNS]
Prints the milliseconds per document (all in one process, start and output included) and the slowest one by itself.
"""
import os, subprocess, sys, time


def seconds(command):
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def main():
    program, folder = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    files = sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    start = min(seconds([program, "--version"]) for _ in range(runs))
    whole = min(seconds([program, "inspect", *files, "--format", "json"]) for _ in range(runs))
    slowest = max((min(seconds([program, "inspect", name, "--format", "json"]) for _ in range(2)), name) for name in files)
    print(f"{len(files)} documents: {1000 * whole / len(files):.2f} ms each, {1000 * whole:.0f} ms in all")
    print(f"the program's start alone: {1000 * start:.1f} ms")
    print(f"slowest alone: {1000 * slowest[0]:.1f} ms, {os.path.basename(slowest[1])}")


if __name__ == "__main__":
    main()
