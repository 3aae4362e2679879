import Glibc

/// Ports on 127.0.0.1.
enum Port {
  /// The port if nobody listens there, else another one that is free.
  ///
  /// Somebody may take it before we listen on it; then the server says so and ends.
  static func free(preferring port: Int) throws -> Int {
    if let port = bound(port) { return port }
    guard let other = bound(0) else {
      throw Failure(.unavailable, "no port on 127.0.0.1 is free")
    }
    return other
  }

  /// Takes a port for a moment; 0 lets the kernel choose.
  private static func bound(_ port: Int) -> Int? {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
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
        bind(socket, $0, length) == 0 && listen(socket, 1) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    return isBound ? Int(in_port_t(bigEndian: address.sin_port)) : nil
  }
}
