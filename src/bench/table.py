#!/usr/bin/env python3
"""Runs the table of docs/benchmarks.md beside other clients and prints ratios.

    src/bench/table.py [--rounds 3] [--fleet DIR] [--built DIR] [row ...]

Rows: n1000 n3000 n10000 dh300 latency500 open5000 big one help; all of them when none is named.

The simulated devices and the other clients (least, asyncssh_raw.py) come from outside the project: --fleet is the folder of
asyncssh_raw.py, --built that of the built programs `fleet` and `least`. Each row's clients run one after the other, round after
round; a figure is the median of the rounds, a ratio the median of the rounds' ratios. CPU is the client's own, user and system.
Whatever else the machine does makes walls long and CPU somewhat higher for all.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
MUSTER = os.path.join(HERE, "..", "..", "muster")
PORT, CONTROL = 2242, 2499
SHOWS = "show version, show ip interface brief, show clock"


def host(n):
    return f"127.{16 + (n >> 16)}.{(n >> 8) & 255}.{n & 255}"


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = tempfile.mkdtemp(prefix="muster-table-")
        self.fleet = None

    def start(self, *flags):
        self.stop()
        command = [os.path.join(self.options.built, "fleet"), "-keydir", self.options.built]
        command += ["-listen", f"0.0.0.0:{PORT}", "-control", f"127.0.0.1:{CONTROL}", *flags]
        self.fleet = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{CONTROL}/stats", timeout=5).read()
            except OSError:
                time.sleep(0.1)
        sys.exit("the fleet does not start")

    def stop(self):
        if self.fleet:
            self.fleet.terminate()
            self.fleet.wait()
            self.fleet = None

    def job(self, devices, workers, shows=SHOWS):
        path = os.path.join(self.work, f"job-{devices}-{workers}-{len(shows)}.yaml")
        with open(path, "w") as out:
            out.write(f"inventory: inventory-{devices}.yaml\nrun: {{max_workers: {workers}, limits: {{command: 2m}}}}\n")
            out.write(f"steps: [{{show: [{shows}]}}]\n")
        inventory = os.path.join(self.work, f"inventory-{devices}.yaml")
        with open(os.open(inventory, os.O_CREAT | os.O_WRONLY, 0o600), "w") as out:
            out.write("defaults: {platform: cisco_iosxe, username: cisco, password: cisco, enable_password: cisco,")
            out.write(f' port: {PORT}, host_key: "off"}}\ndevices:\n')
            out.writelines(f"  - {{name: R{n}, host: {host(n)}}}\n" for n in range(1, devices + 1))
        return path

    def muster(self, devices, workers, shows=SHOWS):
        out = os.path.join(self.work, "out")
        return [MUSTER, "run", self.job(devices, workers, shows), "--out", out, "--quiet"]

    def least(self, devices, workers, shows=None):
        only = ["-cmd", shows] if shows else []
        return [os.path.join(self.options.built, "least"), "-port", str(PORT), *only, str(devices), str(workers)]

    def asyncssh(self, devices, workers, shows=None):
        script = os.path.join(self.options.fleet, "asyncssh_raw.py")
        only = ["--cmd", shows] if shows else []
        python = ["/usr/bin/python3", "-W", "ignore", script, "--port", str(PORT), *only]
        return [*python, str(devices), str(workers)]

    def once(self, command):
        shutil.rmtree(os.path.join(self.work, "out"), ignore_errors=True)
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        if status:
            print(f"  status {os.waitstatus_to_exitcode(status)}: {' '.join(command)}", file=sys.stderr)
        return {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "rss": usage.ru_maxrss / 1024}

    def rounds(self, **commands):
        seen = {name: [] for name in commands}
        for _ in range(self.options.rounds):
            for name, command in commands.items():
                seen[name].append(self.once(command))
        return seen


def median(runs, what):
    return statistics.median(run[what] for run in runs)


def ratio(ours, theirs, what):
    return statistics.median(mine[what] / other[what] for mine, other in zip(ours, theirs))


def told(row, value, must, note=""):
    verdict = "" if must is None else f"  must {must}: {'held' if value <= must else 'MISSED'}"
    print(f"{row:58s} {value:9.3f}{verdict}  {note}", flush=True)


def fleet_row(bench, row, devices, workers, must):
    seen = bench.rounds(
        muster=bench.muster(devices, workers), asyncssh=bench.asyncssh(devices, workers), least=bench.least(devices, workers)
    )
    note = ", ".join(f"{name} {1000 * median(runs, 'cpu') / devices:.2f} ms" for name, runs in seen.items())
    told(f"{row}: CPU per device over asyncssh's", ratio(seen["muster"], seen["asyncssh"], "cpu"), must, note)
    return seen


def n1000(bench):
    bench.start()
    seen = fleet_row(bench, "1,000 devices, 100 at once", 1000, 100, 0.6)
    told("  wall over asyncssh's", ratio(seen["muster"], seen["asyncssh"], "wall"), 0.5)
    told("  peak memory, MB", median(seen["muster"], "rss"), None)


def n3000(bench):
    bench.start()
    seen = fleet_row(bench, "3,000 devices, 1,000 at once", 3000, 1000, 0.45)
    told("  peak memory, MB", median(seen["muster"], "rss"), 220)


def n10000(bench):
    bench.start()
    small = bench.rounds(muster=bench.muster(3000, 1000), least=bench.least(3000, 1000))
    large = bench.rounds(muster=bench.muster(10000, 1000), least=bench.least(10000, 1000))
    more = {who: (median(large[who], "cpu") - median(small[who], "cpu")) / 7000 for who in small}
    note = ", ".join(f"{who} {1000 * cost:.2f} ms" for who, cost in more.items())
    told("10,000 less 3,000 devices: CPU per device over least Go's", more["muster"] / more["least"], 2.0, note)
    per = [median(large["muster"], "cpu") / 10000, median(small["muster"], "cpu") / 3000]
    told("  CPU per device at 10,000 over that at 3,000", per[0] / per[1], 1.0)
    told("  peak memory at 10,000 over that at 3,000", median(large["muster"], "rss") / median(small["muster"], "rss"), 1.1)


def dh300(bench):
    bench.start("-kex", "diffie-hellman-group14-sha256")
    fleet_row(bench, "300 devices by group14", 300, 100, 0.4)


def latency500(bench):
    bench.start("-latency", "300")
    seen = bench.rounds(muster=bench.muster(500, 500), least=bench.least(500, 500))
    told("500 devices at 300 ms per command: wall over least Go's", ratio(seen["muster"], seen["least"], "wall"), 1.25)


def open5000(bench):
    bench.start("-latency", "3000")
    seen = bench.rounds(muster=bench.muster(5000, 5000))
    told("5,000 sessions open: peak memory, MB", median(seen["muster"], "rss"), 650)


def big(bench):
    bench.start("-bgp", "500000")
    shows = {"large": "show bgp", "small": "show clock"}
    cost = {}
    for who in (bench.muster, bench.least):
        seen = bench.rounds(**{name: who(1, 1, show) for name, show in shows.items()})
        cost[who.__name__] = median(seen["large"], "cpu") - median(seen["small"], "cpu")
        if who == bench.muster:
            told("40 MB output: peak memory, MB", median(seen["large"], "rss"), 200)
    note = f"muster {cost['muster']:.2f} s, least {cost['least']:.2f} s"
    told("  CPU beyond the start over least Go's", cost["muster"] / cost["least"], 1.5, note)


def one(bench):
    bench.start()
    shows = "show clock"
    seen = bench.rounds(muster=bench.muster(1, 1, shows), asyncssh=bench.asyncssh(1, 1, shows))
    note = ", ".join(f"{name} {median(runs, 'wall'):.2f} s, CPU {median(runs, 'cpu'):.2f}" for name, runs in seen.items())
    told("one device, one command: wall over asyncssh's", ratio(seen["muster"], seen["asyncssh"], "wall"), 2.0, note)


def help(bench):
    told("muster --help, s", median(bench.rounds(muster=[MUSTER, "--help"])["muster"], "wall"), 0.15)


def main():
    rows = [n1000, n3000, n10000, dh300, latency500, open5000, big, one, help]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fleet", default=os.path.join(HERE, "..", "..", "..", "shared", "fleet"))
    parser.add_argument("--built", default=os.path.join(os.environ.get("TMPDIR", "/tmp"), "muster-fleet"))
    parser.add_argument("row", nargs="*", choices=[[], *(row.__name__ for row in rows)])
    options = parser.parse_args()
    bench = Bench(options)
    subprocess.run([MUSTER, "--version"], check=True, stdout=subprocess.DEVNULL)  # builds, where that is needed
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {options.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    try:
        for row in rows:
            if not options.row or row.__name__ in options.row:
                row(bench)
    finally:
        bench.stop()
        shutil.rmtree(bench.work, ignore_errors=True)


if __name__ == "__main__":
    main()
