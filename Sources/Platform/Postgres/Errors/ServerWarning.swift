import CLibPQ

/// A warning that came along with an answer.
struct ServerWarning: Sendable {
  let sqlState: SQLState
  /// Somebody has ended the wait for a synchronous standby, or the server is stopping: what was to
  /// be committed is committed and visible here, and perhaps nowhere else.
  let isOfStandbyWait: Bool
}

extension ServerWarning {
  init(_ warning: mcf_warning) {
    let sqlState = withUnsafeBytes(of: warning.sqlstate) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    self.init(
      sqlState: SQLState(rawValue: sqlState), isOfStandbyWait: warning.is_of_standby_wait)
  }
}

extension PostgresError {
  /// The server says that a commit is not what it should be.
  static func outcomeUnknown(_ warning: ServerWarning) -> PostgresError {
    PostgresError(
      .outcomeUnknown, sqlState: warning.sqlState, detail: "the server has warned about the commit")
  }
}
