import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// A body whose sender waits until it is asked for (RFC 9110, 10.1.1): whoever reads first asks.
/// The sender of a request that is refused unread keeps its body.
struct AwaitedBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let body: RequestBody
  let channel: any Channel

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(body: body.makeAsyncIterator(), unasked: channel)
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    var body: RequestBody.AsyncIterator
    /// Where to ask; nil: it is asked already.
    var unasked: (any Channel)?

    mutating func next() async throws -> ByteBuffer? {
      if let channel = unasked {
        unasked = nil
        let goOn = HTTPResponse(status: .continue)
        channel.writeAndFlush(HTTPResponsePart.head(goOn), promise: nil)
      }
      return try await body.next()
    }
  }
}

extension Request {
  /// Whether the sender keeps the body back until it is asked for it.
  var keepsBodyBack: Bool { headers[.expect]?.lowercased() == "100-continue" }

  /// The same request, asking for its body on the first read if need be.
  func askingForBody(on channel: any Channel) -> Request {
    guard keepsBodyBack else { return self }
    var request = self
    request.body = RequestBody(asyncSequence: AwaitedBody(body: body, channel: channel))
    return request
  }
}
