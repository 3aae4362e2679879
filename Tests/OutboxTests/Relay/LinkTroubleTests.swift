import Logging
import Synchronization
import Testing

@testable import Outbox

@Suite("What a link says of what keeps it from its work")
struct LinkTroubleTests {
  private struct DiskFull: Error {}

  @Test("each once, until it is something else or over; the attempts that follow say it to no one")
  func once() {
    let log = Heard()
    var trouble = LinkTrouble(log.logger, LinkMetrics(source: "cats", destination: "dogs"))
    for error in [
      SourceChanged(), SourceChanged(), DestinationChanged(), DestinationChanged(), DiskFull(),
      DiskFull(), SourceChanged(),
    ] as [any Error] {
      trouble.note(error)
    }
    #expect(log.levels == [.info, .debug, .info, .debug, .warning, .debug, .info])
    trouble.isOver()
    trouble.note(SourceChanged())
    #expect(log.levels.last == .info)
  }
}

/// How loudly something was said.
private final class Heard: Sendable {
  private let told = Mutex<[Logger.Level]>([])

  var levels: [Logger.Level] { told.withLock { $0 } }
  var logger: Logger { Logger(label: "heard") { _ in Handler(heard: self) } }

  private struct Handler: LogHandler {
    let heard: Heard
    var logLevel: Logger.Level = .trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { heard.told.withLock { $0.append(event.level) } }
  }
}
