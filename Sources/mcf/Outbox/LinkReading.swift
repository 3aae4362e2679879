import FoundationEssentials
import Outbox
import ServiceKit

/// How events stand between one source and one destination.
struct LinkReading: Sendable {
  let source: ServiceEntry
  /// As the source's outbox knows it.
  let destination: String
  /// What it takes of the source; nil: all, for all that we know of one that nobody serves.
  let stems: [String]?
  /// nil: the destination has not been asked.
  var inbox: InboxReading?
  /// nil: the source has not been asked, or knows no such destination.
  var outbox: OutboxReading?
  /// What the source's outbox takes on disk.
  var ringBytes: Int64?

  /// One that a relay serves.
  init(_ source: ServiceEntry, _ destination: ServiceEntry) {
    self.source = source
    self.destination = destination.schema
    stems = destination.subscriptions[source.schema] ?? []
  }

  /// One that nobody serves, although the source keeps events for it.
  init(_ source: ServiceEntry, unserved destination: String) {
    self.source = source
    self.destination = destination
    stems = nil
  }

  /// nil: nothing waits, as far as is known.
  func lagSeconds(at now: Date) -> Double? {
    let oldest = [inbox?.waiting?.oldest, outbox?.oldest].compactMap { $0 }.min()
    return oldest.map { max(0, now.timeIntervalSince($0)) }
  }
}

extension LinkReading {
  /// Whether an event may wait that nobody knows of.
  var mayLag: Bool { inbox?.waiting == nil || outbox == nil }
}
