public import Contracts
public import Postgres

extension OrderOutcome: PostgresText {}
