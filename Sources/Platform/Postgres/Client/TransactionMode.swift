/// How a transaction begins.
public enum TransactionMode: Sendable, Hashable {
  /// READ COMMITTED, may write.
  case readWrite
  /// READ COMMITTED, the server refuses writes.
  case readOnly
  /// One snapshot throughout.
  case repeatableRead
  /// One snapshot throughout, read only.
  case repeatableReadOnly
  /// As if transactions ran one after the other; ask for retries with it.
  case serializable

  var begin: String {
    switch self {
    case .readWrite: "begin"
    case .readOnly: "begin read only"
    case .repeatableRead: "begin isolation level repeatable read"
    case .repeatableReadOnly: "begin isolation level repeatable read read only"
    case .serializable: "begin isolation level serializable"
    }
  }
}
