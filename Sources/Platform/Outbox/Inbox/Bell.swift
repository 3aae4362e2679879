/// Tells a consumer to look. However often it rings, one look answers all rings before it.
struct Bell: Sendable {
  let rings: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func ring() { continuation.yield() }

  /// Ends `rings`.
  func finish() { continuation.finish() }
}
