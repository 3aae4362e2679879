import Contracts

/// Somebody who is counted.
struct LimitKey: Hashable, Sendable {
  let limit: PortalLimit
  let bytes: [UInt8]

  static func requests(of sender: SenderAddress) -> [LimitKey] {
    [
      LimitKey(limit: .requests, bytes: sender.near),
      LimitKey(limit: .networkRequests, bytes: sender.network),
    ]
  }

  static func submissions(of sender: SenderAddress) -> [LimitKey] {
    [LimitKey(limit: .submissions, bytes: sender.near), .networkSubmissions(of: sender)]
  }

  static func networkSubmissions(of sender: SenderAddress) -> LimitKey {
    LimitKey(limit: .networkSubmissions, bytes: sender.network)
  }

  static func badLinks(of sender: SenderAddress) -> LimitKey {
    LimitKey(limit: .badLinks, bytes: sender.near)
  }

  /// - Parameter isPhoto: it is counted among the link's photos as well.
  static func link(_ link: LinkToken, isPhoto: Bool) -> [LimitKey] {
    let limits: [PortalLimit] = isPhoto ? [.link, .photos] : [.link]
    return limits.map { LimitKey(limit: $0, bytes: link.hash) }
  }

  static func mailbox(_ mailbox: Mailbox) -> LimitKey {
    LimitKey(limit: .mailbox, bytes: Array(mailbox.text.text.utf8))
  }
}
