import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

extension OutboundFailure {
  /// Whether an error says that there is no connection, so that nothing was sent. What does not say
  /// so for certain may have come later.
  static func isOfConnecting(_ error: any Error) -> Bool {
    switch error {
    case is NIOConnectionError: true
    case let error as IOError: refusals.contains(error.errnoCode)
    case let error as HTTPClientError: timeouts.contains(error)
    default: false
    }
  }

  private static let refusals = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL]
  private static let timeouts: [HTTPClientError] = [
    .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
  ]
}
