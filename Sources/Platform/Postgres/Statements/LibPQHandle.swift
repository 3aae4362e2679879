import CLibPQ

/// A pointer of libpq and the duty to free it: the only class here that the compiler cannot check.
///
/// Invariant: at any time one thread at most uses the pointer, or nobody writes through it.
/// - A `PGconn` is used by the connector thread that makes it and then, for the rest of its life,
///   by the poller thread alone; it passes from one to the other through the poller's mailbox.
/// - A `PGresult` is never written to after libpq has handed it out; any thread may read it.
final class LibPQHandle: @unchecked Sendable {
  enum Kind { case connection, result }

  let pointer: OpaquePointer
  /// A connection's: where libpq leaves what the server warns of.
  private let warning: UnsafeMutablePointer<mcf_warning>?

  init(_ pointer: OpaquePointer, _ kind: Kind) {
    self.pointer = pointer
    switch kind {
    case .connection:
      let place = UnsafeMutablePointer<mcf_warning>.allocate(capacity: 1)
      place.initialize(to: mcf_warning())
      mcf_keep_warnings(pointer, place)
      warning = place
    case .result: warning = nil
    }
  }

  deinit {
    guard let warning else { return PQclear(pointer) }
    PQfinish(pointer)
    warning.deallocate()
  }

  /// What the server has warned of since this was last called.
  func takeWarning() -> ServerWarning? {
    guard let warning, warning.pointee.has_come else { return nil }
    defer { warning.pointee = mcf_warning() }
    return ServerWarning(warning.pointee)
  }
}
