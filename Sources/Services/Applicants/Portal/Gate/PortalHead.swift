import HTTPTypes

/// What can be known of a request to the portal before any of it but its head is read.
struct PortalHead: Sendable {
  var method: HTTPRequest.Method
  var path: Substring
  /// Of the address, `?t=`.
  var ticket: Substring?
  var contentType: String?
  var contentLength: Int?

  /// The most that a form or an answer may have, in bytes. Photos have limits of their own.
  static let maxBytes = 16 * 1_024
  /// The most that a form with an answer may have: four thousand characters, each of which takes up to
  /// twelve bytes there.
  static let maxAnswerBytes = 64 * 1_024

  /// What it leads to, before anybody knows whether its link is good.
  enum Place: Hashable, Sendable {
    case health
    /// The form to apply, as a page or as data.
    case form
    case submission(isJSON: Bool)
    /// Below a link's address.
    case link(Substring, LinkUse)
    case other
  }

  enum LinkUse: Hashable, Sendable {
    /// An answer to a question, or all of them handed in.
    case answer(isJSON: Bool)
    case photo
    case other
  }

  var place: Place {
    var steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    // `/apply/` leads where `/apply` does.
    if steps.last?.isEmpty ?? false { steps.removeLast() }
    let isRead = method == .get || method == .head
    switch (steps.first, steps.count) {
    case ("livez", 1), ("readyz", 1): return .health
    case ("apply", 1): return isRead ? .form : method == .post ? .submission(isJSON: false) : .other
    case ("api", 2) where steps.last == "apply" && isRead: return .form
    case ("api", 2) where steps.last == "applications" && method == .post:
      return .submission(isJSON: true)
    case ("portal", 2...): return .link(steps[2], use(Array(steps.dropFirst(2))))
    default: return .other
    }
  }

  private func use(_ steps: [Substring]) -> LinkUse {
    switch (method, steps.first, steps.count) {
    case (.put, "answers", 2): .answer(isJSON: true)
    case (.post, "test", 2): .answer(isJSON: false)
    case (.post, "photo", 1): .photo
    default: .other
    }
  }

  /// - Throws: 413 and 415, for a body that would not be read.
  func check(_ place: Place) throws(PortalRefusal) {
    let isJSON: Bool
    var most = Self.maxBytes
    switch place {
    case .submission(let json): isJSON = json
    case .link(_, .answer(let json)):
      isJSON = json
      if !json { most = Self.maxAnswerBytes }
    case .link(_, .other) where method == .post: isJSON = false
    default: return
    }
    let type = contentType.map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() }
    guard type == (isJSON ? "application/json" : "application/x-www-form-urlencoded") else {
      throw .unsupportedType
    }
    guard contentLength ?? 0 <= most else { throw .tooLarge(limit: most) }
  }
}
