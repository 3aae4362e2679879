import NIOPosix
import Synchronization
public import SystemPackage

/// Where log lines go, without ever blocking whoever logs.
///
/// Lines gather in a buffer that a thread of its own writes out. When the reader of the log is
/// slower than the log, lines beyond 4 MiB are dropped and counted, and the count is logged.
public final class LogOutput: Sendable {
  public static let standardError = LogOutput(FileDescriptor.standardError)

  private struct State {
    var pending: [UInt8] = []
    var dropped = 0
    var isWriting = false
  }

  private static let maxPending = 4 * 1024 * 1024

  private let state = Mutex(State())
  private let descriptor: FileDescriptor
  private let thread = NIOThreadPool(numberOfThreads: 1)

  public init(_ descriptor: FileDescriptor) {
    self.descriptor = descriptor
    thread.start()
  }

  func write(_ line: [UInt8]) {
    let mustStart = state.withLock { state in
      guard state.pending.count + line.count <= Self.maxPending else {
        state.dropped += 1
        return false
      }
      state.pending.append(contentsOf: line)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if mustStart { thread.submit { _ in self.drain() } }
  }

  /// Returns once everything that was logged before is written.
  public func flush() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      thread.submit { _ in
        self.drain()
        continuation.resume()
      }
    }
  }

  private func drain() {
    while let chunk = nextChunk() {
      // A log that cannot be written has nobody to tell; the service goes on.
      _ = try? descriptor.writeAll(chunk)
    }
  }

  private func nextChunk() -> [UInt8]? {
    state.withLock { state in
      if state.dropped > 0 {
        var line = LogLine()
        line.add("level", "warning")
        line.add("msg", "log lines dropped")
        line.add("count", String(state.dropped))
        state.pending.append(contentsOf: line.finished)
        state.dropped = 0
      }
      guard !state.pending.isEmpty else {
        state.isWriting = false
        return nil
      }
      defer { state.pending.removeAll(keepingCapacity: true) }
      return state.pending
    }
  }
}
