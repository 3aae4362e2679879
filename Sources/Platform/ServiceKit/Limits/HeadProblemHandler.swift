import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Answers what never becomes a request (a head that is too large, bytes that are no HTTP) with
/// a problem document, and hangs up.
final class HeadProblemHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: HeadLimits
  /// Requests whose answers have not left: another answer would tear them.
  private var unanswered = 0

  init(_ limits: HeadLimits) { self.limits = limits }

  /// `HostRule` needs to see the protocol's version, which is lost in the conversion.
  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    do {
      let conversion = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
      try pipeline.addHandler(HostRule(), position: .before(conversion))
    } catch {
      context.fireErrorCaught(error)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { unanswered += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard unanswered == 0, let problem = Problem(refusing: error, limits) else {
      context.fireErrorCaught(error)
      // Who sent half a request and hung up reads no answer, and may be waited for.
      if case HTTPParserError.invalidEOFState = error { context.close(promise: nil) }
      return
    }
    let document = problem.document
    let head = HTTPResponse(
      status: problem.status,
      headerFields: [
        .contentType: "application/problem+json", .contentLength: String(document.count),
        .cacheControl: "no-store", .xContentTypeOptions: "nosniff", .connection: "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: document))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }
}

extension Problem {
  /// What is to be said of bytes that are no request.
  fileprivate init?(refusing error: any Error, _ limits: HeadLimits) {
    switch error {
    case HTTPParserError.headerOverflow: self = .headTooLarge(limits)
    case HTTPParserError.invalidURL:
      self = .malformed(
        "The address has characters that must be percent-encoded: all but ASCII letters, digits"
          + " and some marks. К is %D0%9A, a blank %20.")
    case is HTTPParserError: self = .malformed("The request breaks the rules of HTTP.")
    case is HostRule.Broken:
      self = .malformed("A request of HTTP/1.1 must have exactly one Host header, with a host.")
    default: return nil
    }
  }

  static func headTooLarge(_ limits: HeadLimits) -> Problem {
    Problem(
      .requestHeaderFieldsTooLarge, "head-too-large", title: "The request's headers are too large",
      detail: "At most \(limits.count) headers of \(limits.field) KiB each and "
        + "\(limits.list) KiB together are accepted.")
  }
}
