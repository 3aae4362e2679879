public import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit

/// Where the provider's list says otherwise than the books, as managers see it.
public struct DifferenceView: JSONWritable, Sendable {
  let difference: Difference

  public init(difference: Difference) { self.difference = difference }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", difference.id)
    writer.field("adapter", difference.adapter)
    writer.field("what", difference.kind.rawValue)
    writer.field("reference", difference.reference)
    writer.field("key", difference.key)
    writer.field("ours", difference.ours)
    writer.field("theirs", difference.theirs)
    writer.field("found_at", difference.foundAt)
    writer.field("settled_at", difference.settled?.at)
    writer.field("settled_by", difference.settled?.by)
    writer.field("why", difference.settled?.why)
    writer.endObject()
  }
}

extension Transaction {
  /// Somebody has looked at a difference.
  ///
  /// - Parameter why: what came of it.
  /// - Throws: 404 for none; 409 for one that is settled.
  public func settle(
    difference id: UUID, by manager: ExactText, because why: String, at now: Date
  ) async throws -> Difference {
    let settled = try await one(SettleDifference(id, by: manager, because: why, at: now))
    if let settled { return settled }
    let isThere = try await one(FindDifference(id)) == true
    throw isThere
      ? Problem.conflict("wrong-state", "Somebody has settled this difference already.")
      : Problem.notFound
  }
}
