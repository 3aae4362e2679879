import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// How all links stand at one moment.
struct StatusReading: Sendable {
  private let at = ContinuousClock.now
  private(set) var links: [LinkReading] = []
  private(set) var failures = ReadingFailures()

  static func take(_ access: DatabaseAccess) async throws -> StatusReading {
    var reading = StatusReading()
    for destination in try ServiceEntry.consumers {
      await reading.readInbox(of: destination, access)
    }
    for source in try ServiceEntry.deployed.publishers {
      await reading.readOutbox(of: source, access)
    }
    return reading
  }

  private mutating func readInbox(of destination: ServiceEntry, _ access: DatabaseAccess) async {
    var inboxes: InboxReadings?
    do {
      inboxes = try await access.asRelay(destination) {
        try await InboxReadings(of: destination, in: $0, &failures)
      }
    } catch {
      failures.note(error, of: destination)
    }
    for source in destination.sources {
      var link = LinkReading(source, destination)
      link.inbox = inboxes?[source]
      links.append(link)
    }
  }

  private mutating func readOutbox(of source: ServiceEntry, _ access: DatabaseAccess) async {
    if failures.isUnreachable(source) { return }
    let isRead = links.contains { $0.source == source }
    do {
      try await access.asRelay(source) { try await read(outboxOf: source, in: $0) }
    } catch is SettingError where !isRead {
      // Its outbox is nobody's source, and no relay has it either.
    } catch {
      failures.note(error, of: source)
    }
  }

  /// What a source's outbox says, and the destinations that only it knows.
  private mutating func read(
    outboxOf source: ServiceEntry, in database: PostgresClient
  ) async throws {
    let rings = try await failures.reading("RING", of: source) {
      try await database.readAlone(MeasureRing(schema: source.schema))
    }
    let destinations =
      try await failures.reading("destinations", of: source) {
        try await database.readAlone(FindDestinations(schema: source.schema))
      } ?? []
    let served = Set(links.filter { $0.source == source }.map(\.destination))
    for (name, _) in destinations where !served.contains(name) {
      links.append(LinkReading(source, unserved: name))
    }
    for index in links.indices where links[index].source == source {
      links[index].ringBytes = rings?.first ?? nil
      let link = links[index]
      // What an outbox was told last is less than its destination knows.
      let told = destinations.first { $0.name == link.destination }?.cursor
      guard let cursor = link.inbox?.cursor ?? told else { continue }
      let figures = "IN OUTBOX of \(link.destination)"
      let rows = try await failures.reading(figures, of: source) {
        try await database.readAlone(
          FindUndeliveredFigures(schema: source.schema, stems: link.stems, cursor: cursor))
      }
      links[index].outbox = rows?.first
    }
  }

  func table(since last: StatusReading) -> String {
    let seconds = (at - last.at) / .seconds(1)
    let now = Clock.system.now()
    var table = TextTable(
      "SOURCE", "DESTINATION", ">IN OUTBOX", ">IN INBOX", ">LAG", ">EVENTS/S", ">PARKED", ">DEAD",
      ">RING")
    for link in links {
      let before = last.links.first {
        $0.source == link.source && $0.destination == link.destination
      }
      table.add(
        link.source.schema, link.destination, Self.text(link.outbox?.undelivered),
        Self.text(link.inbox?.waiting?.waiting),
        link.lagSeconds(at: now).map { "\(Int($0)) s" } ?? (link.mayLag ? "?" : "-"),
        Self.text(Self.rate(link.inbox, since: before?.inbox, seconds)),
        Self.text(link.inbox?.parked?.parked), Self.text(link.inbox?.parked?.dead),
        link.ringBytes.map(Self.size) ?? "?")
    }
    return table.text
  }

  private static func text(_ number: Int64?) -> String { number.map { "\($0)" } ?? "?" }

  /// How many events were handled a second.
  private static func rate(
    _ inbox: InboxReading?, since last: InboxReading?, _ seconds: Double
  ) -> Int64? {
    guard let total = inbox?.handled else { return nil }
    let handled = Double(total - (last?.handled ?? total))
    return Int64((handled / max(seconds, 0.001)).rounded())
  }

  /// Bytes in the unit that leaves few digits.
  static func size(_ bytes: Int64) -> String {
    var (value, unit) = (bytes, "B")
    for next in ["kB", "MB", "GB", "TB"] where value >= 10_240 {
      value /= 1024
      unit = next
    }
    return "\(value) \(unit)"
  }
}
