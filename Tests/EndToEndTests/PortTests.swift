import Glibc
import Testing

@testable import mcf

@Suite struct PortTests {
  @Test("a port that was chosen is given to nobody who asks for any, before anybody listens on it")
  func kept() throws {
    let port = try Port.keep(preferring: 0)
    #expect(try Self.bind(port) == EADDRINUSE)
  }

  /// As a program does that shares no port, which is how the kernel looks for one that is free.
  /// - Returns: why it was refused.
  private static func bind(_ port: Int) throws -> Int32 {
    let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(other) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    return isBound ? 0 : errno
  }
}
