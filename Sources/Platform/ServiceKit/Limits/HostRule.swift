import NIOCore
import NIOHTTP1

/// Refuses requests of HTTP/1.1 that do not say for which host they are, or say it twice (RFC 9112,
/// 3.2): what stands before us might have decided by the other one.
final class HostRule: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  struct Broken: Error {}

  private var isBroken = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), !Self.allows(head) {
      isBroken = true
      context.fireErrorCaught(Broken())
    }
    if !isBroken { context.fireChannelRead(data) }
  }

  private static func allows(_ head: HTTPRequestHead) -> Bool {
    let hosts = head.headers["host"]
    if hosts.isEmpty { return [.http0_9, .http1_0].contains(head.version) }
    return hosts.count == 1 && hosts.allSatisfy { $0.utf8.allSatisfy(isHostByte) }
  }

  /// RFC 3986, 3.2.2 and 3.2.3: a name, an address in brackets, a port.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: isDigit(byte) || "-._~%!$&'()*+;=:[]".utf8.contains(byte)
    }
  }
}
