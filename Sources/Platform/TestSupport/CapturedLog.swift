public import Logging
import ServiceKit
import Synchronization

/// Log events as text, to look into.
public final class CapturedLog: Sendable {
  private let lines = Mutex<[String]>([])
  private let level: Logger.Level

  /// - Parameter level: what is less than it is not kept.
  public init(level: Logger.Level = .info) { self.level = level }

  /// An event an item: message, level, metadata.
  public var events: [String] { lines.withLock { $0 } }
  public var logger: Logger {
    Logger(label: "captured") { _ in Handler(log: self, logLevel: self.level) }
  }

  private func add(_ line: String) { lines.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let log: CapturedLog
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider? = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
        .merging(event.metadata ?? [:]) { $1 }
      log.add(
        "\(event.message) level=\(event.level) "
          + all.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
    }
  }
}
