import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// A request's body as routes read it.
///
/// A sender who keeps the body back until it is asked for it (RFC 9110, 10.1.1) is asked by the
/// first read, so that who is refused unread keeps it. What is packed is unpacked, as little at
/// once as the reader takes. A connection that ends in the midst of it is the sender's doing.
struct IncomingBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let body: RequestBody
  let coding: ContentCoding
  /// Where to ask for it; nil: it comes unasked.
  let unasked: (any Channel)?

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(
      body: body.makeAsyncIterator(), unasked: unasked, coding: coding,
      inflater: coding == .gzip ? Inflater(.gzip) : nil)
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    var body: RequestBody.AsyncIterator
    var unasked: (any Channel)?
    let coding: ContentCoding
    let inflater: Inflater?

    mutating func next() async throws -> ByteBuffer? {
      guard coding != .other else { throw Problem.unsupportedContentEncoding }
      ask()
      guard let inflater else { return try await chunk() }
      while true {
        if let piece = try Self.unpacked(inflater) { return piece }
        guard let chunk = try await chunk() else {
          guard inflater.hasEnded, !inflater.isWithin else { throw Problem.brokenGzip }
          return nil
        }
        inflater.feed(chunk.readableBytesView)
      }
    }

    private mutating func ask() {
      guard let channel = unasked else { return }
      unasked = nil
      let goOn = HTTPResponse(status: .continue)
      channel.writeAndFlush(HTTPResponsePart.head(goOn), promise: nil)
    }

    private mutating func chunk() async throws -> ByteBuffer? {
      do {
        return try await body.next()
      } catch let error as IOError {
        throw Problem.connectionEnded(cause: "\(error)")
      } catch HTTPParserError.invalidEOFState {
        throw Problem.connectionEnded(cause: "end of the connection")
      }
    }

    private static func unpacked(_ inflater: Inflater) throws -> ByteBuffer? {
      do {
        let piece = try inflater.next()
        return piece.isEmpty ? nil : ByteBuffer(bytes: piece)
      } catch {
        throw Problem.brokenGzip
      }
    }
  }
}

extension Request {
  /// Whether the sender keeps the body back until it is asked for it.
  var keepsBodyBack: Bool { headers[.expect]?.lowercased() == "100-continue" }

  /// The same request with its body as routes read it.
  func withIncomingBody(from channel: any Channel) -> Request {
    guard hasBody || headers.contains(.contentEncoding) else { return self }
    var request = self
    request.body = RequestBody(
      asyncSequence: IncomingBody(
        body: body, coding: ContentCoding(headers), unasked: keepsBodyBack ? channel : nil))
    return request
  }
}
