import Contracts
import Glibc
import NIOPosix

/// What a host's name leads to.
enum HostLookup {
  /// The addresses of a host, as text, in the system's order of preference (RFC 6724); empty: there
  /// are none, or the task was cancelled.
  ///
  /// Asking a name server blocks for as long as that likes, so it happens on a thread of its own,
  /// and nobody waits for it beyond the end of the task.
  static func addresses(of host: ExactText) async -> [ExactText] {
    let (answers, answered) = AsyncStream.makeStream(of: [ExactText].self)
    NIOThreadPool.singleton.submit { state in
      if case .active = state { answered.yield(resolve(host)) }
      answered.finish()
    }
    for await addresses in answers { return addresses }
    return []
  }

  private static func resolve(_ host: ExactText) -> [ExactText] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host.text, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var addresses: [ExactText] = []
    var next = first
    while let entry = next {
      if let address = text(of: entry.pointee) { addresses.append(ExactText(address)) }
      next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func text(of entry: addrinfo) -> String? {
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let failure = getnameinfo(
      entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    guard failure == 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
