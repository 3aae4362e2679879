import Glibc

/// Ports on 127.0.0.1.
enum Port {
  /// The port if nobody listens there, else another one that is free; kept for this process.
  ///
  /// Between choosing a port and listening on it lie seconds, in which the kernel might give it to
  /// another program that asks for any. So the socket stays bound until the process ends: it does
  /// not listen, and with `SO_REUSEADDR` on both, the server binds beside it (socket(7)).
  static func keep(preferring port: Int) throws -> Int {
    guard let kept = bound(port) ?? bound(0) else {
      throw Failure(.unavailable, "no port on 127.0.0.1 is free")
    }
    return kept.port
  }

  static func isFree(_ port: Int) -> Bool {
    guard let (_, socket) = bound(port) else { return false }
    close(socket)
    return true
  }

  /// Takes a port; 0 lets the kernel choose.
  private static func bound(_ port: Int) -> (port: Int, socket: Int32)? {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = socket(AF_INET, kind, 0)
    guard socket >= 0 else { return nil }
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else {
      close(socket)
      return nil
    }
    return (Int(in_port_t(bigEndian: address.sin_port)), socket)
  }
}
