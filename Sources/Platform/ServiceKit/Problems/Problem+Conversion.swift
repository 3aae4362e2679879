import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import Postgres

extension Problem {
  /// Any error as what the caller sees of it; what it was is kept as the cause.
  init(converting error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as PostgresError: self.init(converting: error)
    case is NIOTooManyBytesError: self = .tooLarge(limit: BodyLimit.form)
    case let error as HTTPError: self.init(converting: error)
    case is DeadlineWatch.Passed:
      self = .unavailable("too-slow", "This took too long and was given up.")
    case is CancellationError: self = .unavailable("stopping", "The request was given up.")
    case is HTTPParserError:
      self = .malformed("The request's body breaks the rules of HTTP.")
      headers[.connection] = "close"
    case let error as ChannelError: self = .connectionEnded(cause: "\(error)")
    default: self = .internalError(cause: "\(type(of: error)): \(error)")
    }
  }

  /// The database being away or busy is nobody's fault and passes; the rest is ours.
  private init(converting error: PostgresError) {
    // Its description; `detail` may quote a row, and rows are about cats.
    let cause = "\(error)"
    let passing: Set<SQLState> = [
      .queryCanceled, .lockNotAvailable, .serializationFailure, .deadlockDetected,
      .idleInTransactionTimeout, .tooManyConnections, .adminShutdown, .crashShutdown,
      .cannotConnectNow, .readOnlyTransaction, .diskFull,
    ]
    switch error.code {
    case .outcomeUnknown: self = .outcomeUnknown(cause: cause)
    case .connectionLost, .connectFailed, .acquireTimeout, .cancelled, .closed:
      self = .unavailable("database-unavailable", "The database does not answer.", cause: cause)
    case .server where error.sqlState.map(passing.contains) ?? false:
      self = .unavailable("database-busy", "The database is busy.", cause: cause)
    default:
      self = .internalError(cause: cause)
    }
  }

  private init(converting error: HTTPError) {
    switch error.status {
    case .notFound: self = .notFound
    case .contentTooLarge: self = .tooLarge(limit: BodyLimit.form)
    case .badRequest: self = .malformed(error.body ?? "The request is malformed.")
    case .unsupportedMediaType: self = .unsupportedMediaType("Another media type is needed.")
    default: self = .internalError(cause: error.description)
    }
  }
}
