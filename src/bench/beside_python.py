"""Muster's TextFSM beside Debian's python3-textfsm, in one run: the same templates and outputs, rounds in turn, medians.

    python3 src/bench/beside_python.py [--ntc DIR] [--rounds N] [--java-options OPTIONS]

Needs `apt-get install python3-textfsm`, a checked-out ntc-templates (default ../shared/ntc), and `mvn -Pbench test-compile`
before. Processor time of the whole process counts on both sides (the machine may have other work); Muster's rows and
Python's must be equal in number, or nothing is printed.
"""
import argparse
import glob
import io
import os
import pathlib
import statistics
import subprocess
import sys
import time


def lookup(ntc):
    """For each sample the texts of its templates, as clitable finds them, and the output."""
    from textfsm import clitable
    templates = ntc / "ntc_templates" / "templates"
    table = clitable.CliTable("index", str(templates))
    found = []
    for raw in sorted((ntc / "tests").glob("*/*/*.raw")):
        command, platform = raw.parent.name.replace("_", " "), raw.parent.parent.name
        row = table.index.GetRowMatch({"Platform": platform, "Command": command})
        names = table.index.index[row]["Template"].split(":")
        found.append(([(templates / name).read_text() for name in names], raw.read_text(encoding="utf-8", errors="replace")))
    return found


class Python:
    def __init__(self, ntc):
        self.samples = lookup(ntc)
        self.compiled = [(self.compile(texts), output) for texts, output in self.samples]

    @staticmethod
    def compile(texts):
        import textfsm
        return [textfsm.TextFSM(io.StringIO(text)) for text in texts]

    def parse(self):
        rows = 0
        for templates, output in self.compiled:
            results = []
            for template in templates:
                template.Reset()
                keys = [name.lower() for name in template.header]
                results.append([dict(zip(keys, row)) for row in template.ParseText(output)])
            rows += len(results[0])
        return rows

    def round(self, what):
        if what == "compile":
            import re
            re.purge()
            return sum(len(self.compile(texts)) for texts, _ in self.samples)
        return self.parse()


def serve(ntc):
    python = Python(ntc)
    print("ready", len(python.samples), sum(len(output) for _, output in python.samples), flush=True)
    for line in sys.stdin:
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        what, times = line.split()
        for _ in range(int(times)):
            rows = python.round(what)
        print((time.process_time_ns() - cpu) // int(times), (time.perf_counter_ns() - wall) // int(times), rows, flush=True)


class Side:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready = self.process.stdout.readline().split()

    def ask(self, what, times):
        self.process.stdin.write(f"{what} {times}\n")
        self.process.stdin.flush()
        return [int(number) for number in self.process.stdout.readline().split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def java(root):
    for wanted in ("25", "21"):
        for release in glob.glob("/usr/lib/jvm/*/release"):
            if f'JAVA_VERSION="{wanted}' in open(release).read():
                return str(pathlib.Path(release).parent / "bin" / "java")
    sys.exit("no JDK 25 or 21 in /usr/lib/jvm")


def whole(command, rounds):
    """Median processor and wall seconds of a whole process that compiles and parses all once."""
    cpu, wall = [], []
    for _ in range(rounds):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, input="parse 1\n", stdout=subprocess.DEVNULL, text=True, check=True)
        after = os.times()
        wall.append(time.perf_counter() - start)
        cpu.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(cpu), statistics.median(wall)


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    options = argparse.ArgumentParser()
    options.add_argument("--ntc", type=pathlib.Path, default=root / ".." / "shared" / "ntc")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--warm-up", type=int, default=150)
    options.add_argument("--java-options", default="-XX:+UseSerialGC")
    options.add_argument("--classes", default=f"{root}/target/test-classes:{root}/target/classes")
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.serve:
        return serve(given.ntc)
    ours = [java(root), *given.java_options.split(), "-cp", given.classes, "dev.muster.textfsm.SampleLoop", str(given.ntc)]
    theirs = ["/usr/bin/python3", __file__, "--ntc", str(given.ntc), "--serve"]
    muster, python = Side(ours), Side(theirs)
    print("samples and characters:", muster.ready[1:], "Python's:", python.ready[1:])
    for what, warm_up in ("parse", given.warm_up), ("compile", given.warm_up // 3):
        muster.ask(what, warm_up)
        pairs = [(muster.ask(what, 20), python.ask(what, 1)) for _ in range(given.rounds)]
        if any(mine[2] != other[2] for mine, other in pairs):
            sys.exit(f"{what}: {pairs[0]} are not the same number of rows")
        for name, column in ("processor", 0), ("wall", 1):
            mine = statistics.median(pair[0][column] for pair in pairs) / 1e6
            other = statistics.median(pair[1][column] for pair in pairs) / 1e6
            print(f"{what}, {name} time: Muster {mine:.1f} ms, Python {other:.1f} ms: {other / mine:.1f} times")
    muster.end()
    python.end()
    for (name, mine), other in zip(zip(("processor", "wall"), whole(ours, 5)), whole(theirs, 5)):
        print(f"a new process that compiles and parses all, {name} time: Muster {mine:.2f} s, Python {other:.2f} s:"
              f" {other / mine:.1f} times")


if __name__ == "__main__":
    main()
