import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// How often a page has sent a browser back here just now that was given a token for it: the page
/// does not take that token, and both would go on until the browser gives up, with no word to whoever
/// sits there.
///
/// That happens when clocks, `MCF_PUBLIC_URL` or key sets of two processes differ. The browser carries
/// the number itself, behind its secret in the one cookie that it has anyway: so any number of
/// replicas count together. Nobody gains by a lie.
struct Turns: Hashable, Sendable {
  let count: Int
  /// In seconds since 1970.
  private let since: Int
  /// Of which session, and to where.
  private let way: ExactText

  /// How long turns are counted together, in seconds.
  static let span: TimeInterval = 10
  /// Browsers give up after twenty redirects, which are ten turns.
  private static let most = 6

  /// The next one.
  ///
  /// - Parameter cookie: the browser's, which tells of those before.
  init(after cookie: String?, in session: UUID, to goal: String, at now: Date) {
    let digest = SHA256.hash(data: Array("\(session.wire) \(goal)".utf8))
    way = ExactText(base64URL(digest.prefix(12)))
    let parts = (cookie ?? "").split(separator: ".").map(String.init)
    if parts.count == 4, let count = Int(parts[1]), (1...Self.most).contains(count),
      let since = Int(parts[2]), ExactText(parts[3]) == way,
      (0..<Self.span).contains(now.timeIntervalSince1970 - TimeInterval(since))
    {
      (self.count, self.since) = (count + 1, since)
    } else {
      (count, since) = (1, Int(now.timeIntervalSince1970))
    }
  }

  var isTooMany: Bool { count > Self.most }

  /// What the cookie of a browser with that secret is.
  func text(of browser: Secret) -> String { "\(browser.text).\(count).\(since).\(way)" }
}
