import HTTPTypes
public import Hummingbird
import NIOCore
public import ServiceLifecycle
import Synchronization

/// What one client of a live list is sent, for as long as it listens.
///
/// Whoever has news calls `send`, which never waits: a client that falls behind by more than the
/// buffer, or takes nothing from one heartbeat to the next, is cut off. It comes back by itself and
/// says with `Last-Event-ID` how far it got.
public final class EventStream<Item: Sendable>: Sendable {
  /// What there is to be written next.
  public enum Signal: Sendable {
    case item(Item)
    case heartbeat
  }

  private let signals: AsyncStream<Signal>
  private let sink: AsyncStream<Signal>.Continuation
  private let channel: any Channel
  /// How long what let its client in is good.
  private let goodFor: Duration
  /// Whether the client has taken anything since the last heartbeat.
  private let isAlive = Atomic(true)

  /// - Parameter limit: how many items may wait to be written.
  public init(_ context: RequestScope, buffering limit: Int) {
    channel = context.channel
    goodFor = context.goodFor
    (signals, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(limit))
  }

  /// Sends an item, or cuts the client off if it has no room for one.
  public func send(_ item: Item) { offer(.item(item)) }

  private func offer(_ signal: Signal) {
    if case .dropped = sink.yield(signal) { cutOff() }
  }

  private func cutOff() {
    sink.finish()
    // Its writer may be waiting for the client for ever.
    channel.close(promise: nil)
  }

  /// The answer: 200 and the stream, until the server stops, the client goes or it has lasted long
  /// enough.
  ///
  /// - Parameters:
  ///   - heartbeat: how often a comment is to be written, which keeps proxies from taking the
  ///     connection for dead.
  ///   - longest: after which, or when its session's token is over, the client has to come back and
  ///     show one that is good; what was sent by then still reaches it.
  ///   - write: writes what there is, signal by signal; the sequence ends when the stream does.
  public func response(
    heartbeat: Duration = .seconds(15), longest: Duration = .seconds(3_600),
    _ write:
      @escaping @Sendable (
        inout EventStreamWriter, AsyncCancelOnGracefulShutdownSequence<AsyncStream<Signal>>
      ) async throws -> Void
  ) -> Response {
    let headers: HTTPFields = [
      .contentType: "text/event-stream", .cacheControl: "no-store", .buffering: "no",
    ]
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { body in
        var writer = EventStreamWriter(body: body) {
          self.isAlive.store(true, ordering: .relaxed)
        }
        try await self.beating(every: heartbeat, for: min(longest, self.goodFor)) {
          try await write(&writer, self.signals.cancelOnGracefulShutdown())
        }
        try await writer.body.finish(nil)
      })
  }

  private func beating(
    every pause: Duration, for longest: Duration, _ body: () async throws -> Void
  ) async throws {
    let end = ContinuousClock.now + longest
    let heart = Task {
      while case let beat = ContinuousClock.now + pause, beat < end {
        try await Task.sleep(until: beat, clock: .continuous)
        guard isAlive.exchange(false, ordering: .relaxed) else { return cutOff() }
        offer(.heartbeat)
      }
      try await Task.sleep(until: end, clock: .continuous)
      sink.finish()
      repeat {
        try await Task.sleep(for: pause)
      } while isAlive.exchange(false, ordering: .relaxed)
      cutOff()
    }
    defer { heart.cancel() }
    try await body()
  }
}

/// Writes server-sent events to one client.
public struct EventStreamWriter {
  var body: any ResponseBodyWriter
  let hasWritten: @Sendable () -> Void

  /// Waits until the client's connection takes it.
  public mutating func write(_ bytes: some Sequence<UInt8>) async throws {
    try await body.write(ByteBuffer(bytes: bytes))
    hasWritten()
  }

  /// A comment: the client ignores it.
  public mutating func heartbeat() async throws { try await write(":\n\n".utf8) }
}
