import Configuration
import Contracts
import FoundationEssentials
import ServiceKit

/// The way from a mail to the applicants' portal.
enum PortalDoor: Sendable {
  /// - site: where the portal is, without a slash behind.
  case open(site: String, LinkSeal)
  /// To whoever is no applicant: that there is a link can be told, and not which.
  case shut

  /// - Throws: `LinkSeal.Broken` for a link that does not open.
  func url(of link: SealedLink, of application: UUID) throws(LinkSeal.Broken) -> String {
    switch self {
    case .open(let site, let seal):
      Address("/portal").below(try seal.open(link, of: application)).url(on: site)
    case .shut: "…"
    }
  }
}

extension PortalDoor {
  /// - Returns: nil where no portal is named.
  /// - Throws: `SettingError` for a value that is missing or cannot be used.
  init?(_ configuration: ConfigReader) throws {
    guard let site = try configuration[.portalSite] else { return nil }
    self = .open(site: site, LinkSeal(try configuration[.linkSealKeys]))
  }
}
