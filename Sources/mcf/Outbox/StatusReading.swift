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

  static func take(_ access: OutboxAccess) async -> StatusReading {
    var reading = StatusReading()
    for destination in ServiceName.consumers {
      do {
        reading.links += try await access.asRelay(destination) {
          try await LinkReading.all(to: destination, in: $0)
        }
      } catch {
        reading.failures.append("\(destination): \(error)")
      }
    }
    for source in Set(reading.links.map(\.source)).sorted(by: { $0.rawValue < $1.rawValue }) {
      do {
        try await access.asRelay(source) { database in
          for index in reading.links.indices where reading.links[index].source == source {
            try await reading.links[index].readOutbox(in: database)
          }
        }
      } catch {
        reading.failures.append("\(source): \(error)")
      }
    }
    return reading
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
      let handled = Double(link.handled - (before?.handled ?? link.handled))
      table.add(
        "\(link.source)", "\(link.destination)", link.undelivered.map { "\($0)" } ?? "?",
        "\(link.waiting)", link.lagSeconds(at: now).map { "\(Int($0)) s" } ?? "-",
        "\(Int((handled / max(seconds, 0.001)).rounded()))", "\(link.parked)", "\(link.dead)",
        link.ringBytes.map(Self.size) ?? "?")
    }
    return table.text
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
