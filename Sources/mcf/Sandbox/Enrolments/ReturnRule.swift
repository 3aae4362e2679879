import Contracts
import FoundationEssentials
import ServiceKit

/// Where a provider's page may lead back to: to this machine, and to the address that is configured,
/// so that a link to it cannot lead to anybody else's.
struct ReturnRule: Sendable {
  /// Where MCF's pages are, besides this machine; nil: nowhere.
  let publicURL: String?

  private static let hosts: [ExactText] = ["localhost", "127.0.0.1", "[::1]"]

  /// - Returns: what an address comes from; nil for one that is not allowed, or that a browser might
  ///   read otherwise.
  func origin(of url: String) -> String? {
    guard let origin = webOrigin(of: url), url.utf8.starts(with: origin.utf8),
      url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    let isPublic = publicURL.flatMap(webOrigin).map { ExactText($0) } == ExactText(origin)
    return isPublic || Self.isHere(origin) ? origin : nil
  }

  /// Whether it is this machine: by a port, no other host hides.
  private static func isHere(_ origin: String) -> Bool {
    hosts.contains { host in
      guard origin.hasPrefix("http://\(host)") else { return false }
      let rest = origin.utf8.dropFirst("http://\(host)".utf8.count)
      return rest.isEmpty
        || rest.first == UInt8(ascii: ":")
          && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}
