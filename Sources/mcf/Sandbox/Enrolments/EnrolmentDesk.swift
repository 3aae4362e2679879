import Contracts
import FoundationEssentials
import ServiceKit
import Synchronization

/// Where clients authorise a provider to collect from them. No card or account is asked for: what
/// comes of it is a token that means something here alone, and a label.
final class EnrolmentDesk: Sendable {
  /// What is authorised.
  enum Method: String, Sendable {
    case card = "Card"
    case account = "Account"
  }

  let method: Method
  /// Of its page.
  let pagePath: String
  let rule: ReturnRule
  let pages: Pages
  private let book = Mutex(EnrolmentBook())

  /// - Parameters:
  ///   - path: what the provider's addresses begin with.
  ///   - rule: where its page may lead back to.
  init(_ method: Method, path: String, _ rule: ReturnRule) throws(PageDefect) {
    pages = try AuthorisePage.pages()
    self.method = method
    pagePath = path + "/authorise"
    self.rule = rule
  }

  /// - Throws: a 400 problem for an address to which nothing leads back, a 409 problem if the key has
  ///   asked for something else.
  func open(
    _ form: Form, under key: ExactText
  ) throws -> (EnrolmentVisit, isNew: Bool) {
    let url = form.exactText("return_url", 1...2_000).text
    try form.finish()
    guard rule.origin(of: url) != nil else {
      throw Problem.malformed(
        "return_url must be on this machine or at the public address that is configured.",
        at: "/return_url")
    }
    return try book.withLock { try $0.open(key, returningTo: url, as: ExactText(UUID().wire)) }
  }

  /// - Throws: a 404 problem if there is no such session.
  func visit(_ id: ExactText?) throws -> EnrolmentVisit {
    guard let id, let visit = book.withLock({ $0.visit(id) }) else { throw Problem.notFound }
    return visit
  }

  /// - Throws: a 404 problem if there is no such session.
  func decide(_ id: ExactText, isAuthorised: Bool) throws -> EnrolmentVisit {
    let status = isAuthorised ? newMethod() : .refused
    guard let visit = book.withLock({ $0.decide(id, status) }) else { throw Problem.notFound }
    return visit
  }

  private func newMethod() -> EnrolmentVisit.Status {
    .authorised(
      token: ExactText("tok_\(UUID().wire)"),
      label: "\(method.rawValue) …\(Int.random(in: 10...99))")
  }
}
