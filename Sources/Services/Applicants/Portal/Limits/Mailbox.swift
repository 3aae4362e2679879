import Contracts

/// Where an e-mail arrives: one for all the addresses of one mailbox that are easily made up.
struct Mailbox: Hashable, Sendable {
  let text: ExactText

  /// - Parameter email: what follows a + before the @ does not count, nor do dots at Gmail, which is
  ///   one under both of its names, nor case.
  init(_ email: String) {
    let email = email.lowercased()
    let at = email.lastIndex(of: "@") ?? email.endIndex
    var name = email[..<at].prefix { $0 != "+" }
    var domain = email[at...].dropFirst()
    if domain == "gmail.com" || domain == "googlemail.com" {
      name.removeAll { $0 == "." }
      domain = "gmail.com"
    }
    text = "\(name)@\(domain)"
  }
}

extension Mailbox: CustomStringConvertible {
  /// Nothing of it, so that no log can tell.
  var description: String { "mailbox" }
}
