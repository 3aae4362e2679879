import Postgres

/// Whose fault it is that an event was not handled.
enum Blame: Equatable {
  /// Handling it again would fail again, until somebody changes something: it is parked.
  case event
  /// The database is away, full, busy, shutting down …: the event has nothing to do with it.
  case environment

  init(_ error: any Error) {
    switch error {
    case is CancellationError: self = .environment
    case let error as PostgresError: self.init(error)
    default: self = .event
    }
  }

  /// Classes of SQLSTATE (PostgreSQL manual, appendix A): data exception, integrity constraint
  /// violation, syntax error or access rule violation, raised by PL/pgSQL.
  private static let classesOfEvents: Set = ["22", "23", "42", "P0"]

  private init(_ error: PostgresError) {
    if let state = error.sqlState {
      self = Self.classesOfEvents.contains(state.errorClass) ? .event : .environment
    } else {
      // What a handler got wrong without asking the server.
      self = [.decoding, .nestedUse, .rolledBack].contains(error.code) ? .event : .environment
    }
  }
}
