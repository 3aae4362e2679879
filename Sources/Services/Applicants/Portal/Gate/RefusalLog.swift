import Logging
import ServiceLifecycle
import Synchronization

/// Says in one line a second how many were refused, and by what: a line each would be what a flood is
/// for.
final class RefusalLog: Service {
  private let counts = Mutex<[PortalRefusal.Stage: Int]>([:])
  private let (firsts, first) = AsyncStream.makeStream(
    of: Void.self, bufferingPolicy: .bufferingNewest(1))
  private let logger: Logger

  init(_ logger: Logger) { self.logger = logger }

  func count(_ stage: PortalRefusal.Stage) {
    let isFirst = counts.withLock { counts in
      counts[stage, default: 0] += 1
      return counts.count == 1 && counts[stage] == 1
    }
    if isFirst { first.yield() }
  }

  /// While nobody is refused, nothing happens.
  func run() async {
    await cancelWhenGracefulShutdown {
      for await _ in self.firsts {
        try? await Task.sleep(for: .seconds(1))
        self.write()
      }
    }
    write()
  }

  private func write() {
    let counted = counts.withLock { counts in
      defer { counts = [:] }
      return counts
    }
    guard !counted.isEmpty else { return }
    let stages = counted.map { ($0.key.rawValue, Logger.MetadataValue.stringConvertible($0.value)) }
    logger.notice("requests were refused", metadata: Dictionary(uniqueKeysWithValues: stages))
  }
}
