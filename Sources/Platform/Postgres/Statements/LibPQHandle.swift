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
  private let kind: Kind

  init(_ pointer: OpaquePointer, _ kind: Kind) {
    self.pointer = pointer
    self.kind = kind
  }

  deinit {
    switch kind {
    case .connection: PQfinish(pointer)
    case .result: PQclear(pointer)
    }
  }
}
