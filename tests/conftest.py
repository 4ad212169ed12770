"""What every test gets: the clause marks' keeper, a browser for those that ask for one."""

pytest_plugins = ["tests.support.clauses", "tests.support.chromium"]
