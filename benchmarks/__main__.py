"""Run every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import case_life, last_days, letters, pages, refold, sealing_cost, worklist

if __name__ == "__main__":
    for benchmark in (last_days, case_life, refold, sealing_cost, letters, pages, worklist):
        benchmark.main()
