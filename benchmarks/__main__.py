"""Run every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import case_life, last_days, pages, refold, sealing_cost, worklist

if __name__ == "__main__":
    for benchmark in (last_days, case_life, refold, sealing_cost, pages, worklist):
        benchmark.main()
