/// A fact that did not come about in time.
public struct NeverHappened: Error, CustomStringConvertible {
  public let description: String
}

/// Waits until something is so, however long a loaded machine takes, up to a deadline.
///
/// - Throws: ``NeverHappened`` with the place of the call, or what the condition threw last.
public func eventually(
  _ fact: String = "it", within limit: Duration = .seconds(20), file: String = #fileID,
  line: Int = #line, isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  _ = try await eventually(fact, within: limit, file: file, line: line) {
    try await condition() ? true : nil
  }
}

/// Waits until there is a value.
public func eventually<T>(
  _ fact: String = "it", within limit: Duration = .seconds(20), file: String = #fileID,
  line: Int = #line, isolation: isolated (any Actor)? = #isolation,
  _ value: () async throws -> T?
) async throws -> T {
  let deadline = ContinuousClock.now + limit
  while true {
    if let value = try await value() { return value }
    guard ContinuousClock.now < deadline else {
      throw NeverHappened(description: "\(fact) did not happen within \(limit) (\(file):\(line))")
    }
    try await Task.sleep(for: .milliseconds(10))
  }
}
