import Contracts
import FoundationEssentials

/// A visitor: who and by which session.
struct Visitor: Sendable {
  /// As the service takes them.
  var caller: Caller
  let session: SessionToken
  /// Whether the page they get asks for their token anew.
  let renews: Bool

  /// A token is renewed by pages that are asked for when it is older than this, in seconds.
  private static let youth: TimeInterval = 300

  init(_ session: SessionToken, at now: Date) {
    caller = session.caller
    self.session = session
    renews = now.timeIntervalSince(session.issuedAt) > Self.youth
  }

  /// What the header shows of them.
  func view(
    _ texts: LocalTexts, _ language: Language, path: String, navigation: Navigation
  ) -> PageFrame.VisitorView {
    PageFrame.VisitorView(
      name: caller.fullName ?? caller.subject.text,
      roles: texts.names(of: caller.roles).joined(separator: ", "),
      links: navigation.links(for: caller).map { link in
        PageFrame.Link(
          path: link.address.path, title: link.title(in: language),
          current: link.address.path == path)
      }, formToken: FormToken(session: session).text, renews: renews)
  }
}

extension LocalTexts {
  /// What roles are called, in the order of the alphabet.
  func names(of roles: some Sequence<Role>) -> [String] {
    roles.map { text("role_\($0.rawValue)") }.sorted()
  }
}
