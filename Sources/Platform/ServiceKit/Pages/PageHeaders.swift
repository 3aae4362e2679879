import Contracts
import HTTPTypes

/// What every page is sent with.
enum PageHeaders {
  /// - Parameters:
  ///   - formTargets: origins besides the page's own that an answer to its forms may lead to;
  ///     browsers hold redirects against `form-action`, too.
  ///   - hasFrames: whether other pages of its origin may stand in it.
  ///   - challenge: the one origin elsewhere whose script may run in it and whose page may stand in
  ///     it.
  static func fields(
    _ language: Language, formTargets: [String] = [], hasFrames: Bool = false,
    challenge: String? = nil
  ) -> HTTPFields {
    var fields: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
      // What a page shows is somebody's; the back button after signing out must not show it.
      .cacheControl: "no-store",
      .contentSecurityPolicy: policy(formTargets, hasFrames, challenge),
      .xContentTypeOptions: "nosniff",
    ]
    // Our own forms need a referrer: without one browsers send `Origin: null`.
    fields[.referrerPolicy] = "same-origin"
    fields[.openerPolicy] = "same-origin"
    return fields
  }

  /// Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/): nothing inline, nothing from
  /// elsewhere, no frames around us.
  private static func policy(
    _ formTargets: [String], _ hasFrames: Bool, _ challenge: String?
  ) -> String {
    let frames = (hasFrames ? ["'self'"] : []) + (challenge.map { [$0] } ?? [])
    let targets = formTargets.reduce(into: ["'self'"]) { targets, origin in
      if !targets.contains(origin) { targets.append(origin) }
    }
    return [
      "default-src 'none'", "script-src 'self'" + (challenge.map { " " + $0 } ?? ""),
      "style-src 'self'", "img-src 'self'", "connect-src 'self'",
      "form-action " + targets.joined(separator: " "),
      "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")
      + (frames.isEmpty ? "" : "; frame-src " + frames.joined(separator: " "))
  }
}
