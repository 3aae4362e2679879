/// What is counted on the portal, by whom, and how much of it there may be.
enum PortalLimit: Int, CaseIterable, Sendable {
  /// Requests of an address, or in IPv6 of a connection's own network.
  case requests
  /// Those of the network around it.
  case networkRequests
  /// Applications that are to be kept. Many cats share a mobile network's address.
  case submissions
  case networkSubmissions
  /// Links that are forged or expired, or that the database does not know.
  case badLinks
  /// Requests with one link.
  case link
  case photos
  /// Applications in one mailbox's name: beyond it, they are thanked for and not kept.
  case mailbox

  func rate(_ measures: PortalMeasures) -> Rate {
    switch self {
    case .requests: Rate(measures.requestsPerMinute, per: .seconds(60))
    case .networkRequests: Rate(Self.network * measures.requestsPerMinute, per: .seconds(60))
    case .submissions: Rate(measures.submissionsPerHour, per: .hour)
    case .networkSubmissions: Rate(Self.network * measures.submissionsPerHour, per: .hour)
    case .badLinks: Rate(20, per: .seconds(60), burst: 20)
    case .link: Rate(240, per: .seconds(60), burst: 120)
    case .photos: Rate(5, per: .hour, burst: 5)
    case .mailbox: Rate(20, per: .day, burst: 20)
    }
  }

  /// As many addresses may do as much as they can before their network is held to something.
  private static let network = 8
}
