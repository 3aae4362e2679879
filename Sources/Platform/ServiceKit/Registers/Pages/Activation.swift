public import Contracts
public import Hummingbird

/// What managers do with somebody of a register: they take part no more, or again.
public enum Activation: String, CaseIterable, Sendable {
  case activate, deactivate

  func words(_ texts: LocalTexts) -> String { texts.text("register_\(rawValue)") }

  /// What the page says afterwards.
  fileprivate var notice: String {
    switch self {
    case .activate: "activated"
    case .deactivate: "deactivated"
    }
  }
}

/// One as it was asked for by its form.
public struct SentActivation: Sendable {
  public let active: Bool
  /// Of whom the form showed.
  public let version: Int64
  public let key: IdempotencyKey
  private let act: Activation
  private let visit: Visit

  /// - Throws: 400 for a form that is not one of ours.
  fileprivate init(_ act: Activation, _ form: Form, _ visit: Visit) throws {
    self.act = act
    self.visit = visit
    active = act == .activate
    version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    key = try visit.requireIdempotencyKey(form)
  }

  /// The page that then says what was done.
  public func answer(leadingTo page: Address) -> StoredAnswer {
    visit.redirection(to: page.path, notice: act.notice)
  }
}

extension PageRoutes {
  /// `activate` and `deactivate` below the page of somebody in a register: each asks once more, in
  /// the texts `<act>_title` and `<act>_consequence`, and is then done.
  ///
  /// - Parameters:
  ///   - page: such as `/clients/{id}`.
  ///   - find: throws 404 for who is not there.
  ///   - change: does it, once per key.
  public func activations<Row: RegisteredPerson>(
    below page: String, find: @escaping @Sendable (Visit) async throws -> Row,
    change: @escaping @Sendable (Visit, SentActivation) async throws -> Response
  ) {
    for act in Activation.allCases {
      form(RouterPath("\(page)/\(act.rawValue)"), for: .manager) { visit in
        visit.asking(act, of: try await find(visit))
      } act: { visit, form in
        try await change(visit, SentActivation(act, form, visit))
      }
    }
  }
}

extension Visit {
  fileprivate func asking(_ act: Activation, of person: some RegisteredPerson) -> Response {
    let form = form(
      submit: act.words(texts), isDangerous: act == .deactivate, back: person.page.path,
      hidden: hidden(version: person.version))
    return page(
      ConfirmView(texts.text("\(act.rawValue)_consequence", ["name": person.name]), form),
      titleKey: "\(act.rawValue)_title")
  }
}
