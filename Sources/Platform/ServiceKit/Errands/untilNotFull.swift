/// Batch after batch, each a transaction of its own, until one is not full.
///
/// - Parameters:
///   - size: of a full batch.
///   - batch: gives how many it found.
public func untilNotFull(_ size: Int, _ batch: () async throws -> Int) async throws {
  while try await batch() >= size {}
}
