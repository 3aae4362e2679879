import ArgumentParser
import FoundationEssentials
import Glibc
import Outbox
import Postgres
import ServiceKit
import UnixSignals

struct OutboxStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how events travel: what waits where, how fast it goes, what is stuck.",
    discussion: """
      A line for each source and destination:
        IN OUTBOX  events that the relay has not brought yet
        IN INBOX   events that it has brought and the service has not handled yet
        LAG        how long ago the oldest of these happened
        EVENTS/S   how many are handled, over the last second
        PARKED     events that failed, and those of their key behind them
        DEAD       failed ones that are not tried any more: see `mcf outbox dead`
        RING       what the source's outbox takes on disk
      Exit code 69 when a figure cannot be read: it is shown as ?, and below is why. So is the \
      inbox of a destination that an outbox keeps events for and nobody serves.
      """)

  @Flag(help: "Refresh every second, until ctrl-C.")
  var watch = false

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    guard watch else {
      let first = try await StatusReading.take(access)
      try await Task.sleep(for: .seconds(1))
      let second = try await StatusReading.take(access)
      Console.say(second.table(since: first))
      for failure in second.failures.texts { Console.complain(failure) }
      if !second.failures.texts.isEmpty { throw ExitCode(Exit.unavailable.rawValue) }
      return
    }
    try await withThrowingTaskGroup { group in
      group.addTask { try await refresh() }
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func refresh() async throws {
    // Home and clear to the end; a pipe gets one table after the other.
    let clear = isatty(STDOUT_FILENO) == 1 ? "\u{1B}[H\u{1B}[2J" : ""
    var last = try await StatusReading.take(access)
    while !Task.isCancelled {
      guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
      let reading = try await StatusReading.take(access)
      Console.say(
        ([clear + reading.table(since: last)] + reading.failures.texts).joined(separator: "\n"))
      last = reading
    }
  }
}
