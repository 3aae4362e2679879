/// How a transaction begins.
public enum TransactionMode: Sendable, Hashable {
  /// READ COMMITTED, may write.
  case readWrite
  /// READ COMMITTED, the server refuses writes.
  case readOnly
  /// One snapshot throughout.
  case repeatableRead
  /// One snapshot throughout, the server refuses writes.
  case repeatableReadOnly
  /// As if transactions ran one after the other; ask for retries with it.
  case serializable

  var keepsSnapshot: Bool { self == .repeatableRead || self == .repeatableReadOnly }
}
