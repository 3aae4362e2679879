import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers what never becomes a request (a head that is too large, bytes that are no HTTP) with
/// a problem document, and hangs up.
final class HeadProblemHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Requests whose answers have not left: another answer would tear them.
  private var unanswered = 0

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { unanswered += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard unanswered == 0, let error = error as? HTTPParserError else {
      context.fireErrorCaught(error)
      return
    }
    let problem =
      error == .headerOverflow
      ? Problem.headTooLarge : .malformed("The request breaks the rules of HTTP.")
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
  static var headTooLarge: Problem {
    Problem(
      .requestHeaderFieldsTooLarge, "head-too-large", title: "The request's headers are too large",
      detail: "At most 100 headers of 16 KiB each and 32 KiB together are accepted.")
  }
}
