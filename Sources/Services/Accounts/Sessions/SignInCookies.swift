import HTTPTypes
import Hummingbird
import ServiceKit

/// The only cookies that there are, however many tabs sign in.
struct SignInCookies: Sendable {
  /// The session's token, which the pages of all services read.
  let session: HostCookie
  /// The session's secret, which is read here alone.
  let login: HostCookie
  /// Which browser has begun to sign in, for an hour; and how often a page has sent it back just now,
  /// see ``Turns``.
  let browser: HostCookie

  init(isSecure: Bool) {
    session = .session(isSecure: isSecure)
    login = HostCookie("mcf_login", isSecure: isSecure)
    browser = HostCookie("mcf_browser", isSecure: isSecure)
  }

  /// What takes a session out of its browser.
  var clearing: [String] { [session.clearing, login.clearing] }
}

extension HostCookie {
  /// The secret that it carries, up to a dot; nil: none.
  func secret(in request: Request) -> Secret? {
    Secret(value(in: request.headers).map { String($0.prefix { $0 != "." }) })
  }
}

extension Response {
  /// An answer that leads elsewhere, and that nobody keeps.
  static func going(to location: String, setting cookies: [String] = []) -> Response {
    var response = Response(
      status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    response.set(cookies)
    return response
  }

  mutating func set(_ cookies: [String]) {
    for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
  }
}
