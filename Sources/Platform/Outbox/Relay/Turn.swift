/// Lets one in after the other.
actor Turn {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Waits for the turn and runs `body`.
  func take<T: Sendable>(_ body: @Sendable () async throws -> T) async rethrows -> T {
    if isTaken {
      await withCheckedContinuation { waiting.append($0) }
    }
    isTaken = true
    defer { pass() }
    return try await body()
  }

  private func pass() {
    isTaken = !waiting.isEmpty
    if isTaken { waiting.removeFirst().resume() }
  }
}
