"""Run every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import case_life, last_days, pages, refold, worklist

if __name__ == "__main__":
    for benchmark in (last_days, case_life, refold, pages, worklist):
        benchmark.main()
