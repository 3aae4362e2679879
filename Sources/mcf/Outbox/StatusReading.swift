import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// How all links stand at one moment.
struct StatusReading: Sendable {
  private let at = ContinuousClock.now
  private(set) var links: [LinkReading] = []
  /// Which databases could not be asked, and why.
  private(set) var failures: [String] = []
  private var unreachable: Set<ServiceName> = []

  static func take(_ access: DatabaseAccess) async -> StatusReading {
    var reading = StatusReading()
    for destination in ServiceName.consumers {
      await reading.readInbox(of: destination, access)
    }
    for source in ServiceName.allCases where !source.type.publishes.isEmpty {
      await reading.readOutbox(of: source, access)
    }
    return reading
  }

  private mutating func readInbox(of destination: ServiceName, _ access: DatabaseAccess) async {
    var inboxes: [String: InboxReading]?
    do {
      inboxes = try await access.asRelay(destination) {
        try await InboxReading.all(of: destination, in: $0)
      }
    } catch {
      note(error, of: destination)
    }
    for source in destination.sources {
      var link = LinkReading(source, destination)
      link.inbox = inboxes.map { $0[source.rawValue] ?? InboxReading() }
      links.append(link)
    }
  }

  private mutating func readOutbox(of source: ServiceName, _ access: DatabaseAccess) async {
    if unreachable.contains(source) { return }
    let isRead = links.contains { $0.source == source }
    do {
      links = try await access.asRelay(source) { try await links.reading(outboxOf: source, in: $0) }
    } catch is SettingError where !isRead {
      // Its outbox is nobody's source, and no relay has it either.
    } catch {
      note(error, of: source)
    }
  }

  private mutating func note(_ error: any Error, of service: ServiceName) {
    unreachable.insert(service)
    failures.append("\(service): \(error)")
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
        "\(link.source)", link.destination, Self.text(link.outbox?.undelivered),
        Self.text(link.inbox?.waiting), link.lagSeconds(at: now).map { "\(Int($0)) s" } ?? "-",
        Self.text(link.inbox.map { Self.rate($0, since: before?.inbox, seconds) }),
        Self.text(link.inbox?.parked), Self.text(link.inbox?.dead),
        link.ringBytes.map(Self.size) ?? "?")
    }
    return table.text
  }

  private static func text(_ number: Int64?) -> String { number.map { "\($0)" } ?? "?" }

  /// How many events were handled a second.
  private static func rate(
    _ inbox: InboxReading, since last: InboxReading?, _ seconds: Double
  ) -> Int64 {
    let handled = Double(inbox.handled - (last?.handled ?? inbox.handled))
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

extension [LinkReading] {
  /// The same with what a source's outbox says, and with the destinations that only it knows.
  fileprivate func reading(
    outboxOf source: ServiceName, in database: PostgresClient
  ) async throws -> [LinkReading] {
    let ringBytes = try await OutboxReading.ringBytes(of: source, in: database)
    let destinations = try await OutboxReading.destinations(of: source, in: database)
    let served = Set(filter { $0.source == source }.map(\.destination))
    var links = self
    for (name, _) in destinations where !served.contains(name) {
      links.append(LinkReading(source, unserved: name))
    }
    for index in links.indices where links[index].source == source {
      links[index].ringBytes = ringBytes
      // What an outbox was told last is less than its destination knows.
      let cursor =
        links[index].inbox?.cursor
        ?? destinations.first { $0.name == links[index].destination }?.cursor
      guard let cursor else { continue }
      links[index].outbox = try await OutboxReading(
        of: source, after: cursor, links[index].stems, in: database)
    }
    return links
  }
}
