public import Postgres

extension Role: PostgresText {}
