import Contracts
import HTTPTypes
public import Hummingbird

/// Refuses what another site made a browser send.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/)
/// or, older ones, in `Origin`. Who sends neither is no browser and carries nobody's cookies.
public enum CrossSiteCheck {
  /// - Throws: a 403 problem.
  public static func check(_ request: Request) throws {
    guard isOwn(request) else {
      throw Problem.forbidden("cross-site", "This was sent from another site and was not done.")
    }
  }

  private static func isOwn(_ request: Request) -> Bool {
    if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
    guard let origin = request.headers[.origin] else { return true }
    guard let scheme = origin.firstRange(of: "://"), let host = request.head.authority else {
      return false
    }
    return ExactText(String(origin[scheme.upperBound...])) == ExactText(host)
  }
}
