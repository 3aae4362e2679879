import Synchronization

/// Some changes on their way to all who follow, written once for all who read them in the same form.
final class LiveDelivery<Changes: Sendable, Form: Hashable & Sendable>: Sendable {
  let last: Int64
  private let changes: Changes
  private let written = Mutex<[Form: Task<[LiveEvent], any Error>]>([:])

  init(_ changes: Changes, last: Int64) {
    self.changes = changes
    self.last = last
  }

  /// - Parameter write: is asked by the first who comes; the others wait for what it makes.
  func events(
    as form: Form, _ write: @escaping @Sendable (Changes) async throws -> [LiveEvent]
  ) async throws -> [LiveEvent] {
    let writing = written.withLock { written in
      if let present = written[form] { return present }
      let writing = Task { [changes] in try await write(changes) }
      written[form] = writing
      return writing
    }
    return try await writing.value
  }
}
