import Glibc
import Synchronization

/// Listens on loopback and lets others connect, but never says a word.
final class SilentServer: Sendable {
  private let listener: Int32
  private let port: UInt16
  private let accepted = Mutex<[Int32]>([])

  struct CannotListen: Error {
    let errno: Int32
  }

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw CannotListen(errno: errno) }
  }

  deinit {
    hangUp()
    close(listener)
  }

  var url: String { "host=127.0.0.1 port=\(port) user=tom dbname=cats sslmode=disable" }

  /// Takes one who is connecting; false: there is nobody.
  func accepts() -> Bool {
    let connection = accept(listener, nil, nil)
    guard connection >= 0 else { return false }
    accepted.withLock { $0.append(connection) }
    return true
  }

  func hangUp() {
    accepted.withLock { connections in
      for connection in connections { close(connection) }
      connections = []
    }
  }
}
