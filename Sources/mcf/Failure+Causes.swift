import Billing
import Glibc
import LocalPostgres
import NIOCore
import Outbox
import Postgres
import ServiceKit

extension Failure {
  /// What a user can do something about; nil for everything else, which is a defect of ours.
  init?(cause: any Error) {
    switch cause {
    case let failure as Failure: self = failure
    case let error as SettingError: self.init(.configuration, error.description)
    case let error as LocalPostgresError: self.init(error.exit, error.description)
    case let error as MigrationError: self.init(error.exit, error.description)
    case let error as PostgresError: self.init(.unavailable, error.explanation)
    case let error as LinkRefused:
      self.init(error.reason == .standby ? .configuration : .input, error.description)
    case let error as BillingUnderWay: self.init(.busy, error.description)
    case is BillingInterrupted:
      self.init(.busy, "told to stop before everything was billed; the next run goes on")
    case let error as NoSuchSeal: self.init(.input, error.description)
    case let problem as Problem: self.init(.input, problem.explanation)
    case let error as IOError where error.errnoCode == EADDRINUSE:
      self.init(
        .unavailable,
        """
        a port to listen on is taken by another program: set MCF_PORT or \
        MCF_METRICS_PORT (mcf sandbox: --port or --smtp-port) to a free one
        """)
    case let error as IOError: self.init(.unavailable, "\(error)")
    default: return nil
    }
  }
}

extension PostgresError {
  /// For a terminal, whose owner may see why a connection cannot be had: a connection string is
  /// theirs, and no row is quoted.
  fileprivate var explanation: String {
    let isOfConnecting = code == .connectFailed || code == .acquireTimeout
    let reason = isOfConnecting && !detail.isEmpty ? ": \(detail)" : ""
    return "the database: \(self)" + reason
  }
}

extension Problem {
  /// What REST would say, for a terminal.
  fileprivate var explanation: String {
    let mistakes = errors.map { "\n  \($0.pointer.dropFirst()) \($0.reason.text)" }
    return (detail ?? title) + mistakes.joined()
  }
}

extension LocalPostgresError {
  fileprivate var exit: Exit {
    switch code {
    case .folderInUse: .busy
    case .unreachableFolder, .unsafeSocketFolder, .fileSystem: .file
    case .stillRunning: .missing
    default: .unavailable
    }
  }
}

extension MigrationError {
  fileprivate var exit: Exit {
    switch code {
    case .busy: .busy
    case .missingFile: .file
    case .interrupted: .unavailable
    default: .input
    }
  }
}
