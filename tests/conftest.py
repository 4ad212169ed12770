"""What every test gets: the clause marks' keeper, a ledger emptied after those that commit, a browser."""

pytest_plugins = ["tests.support.clauses", "tests.support.ledger", "tests.support.chromium"]
