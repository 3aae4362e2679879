import Contracts

/// An enrolment in the words of a `MoneyProvider`.
struct ProviderSession: Decodable {
  enum Status: String, Decodable { case waiting, authorised, refused }
  enum CodingKeys: String, CodingKey {
    case id, status, token, label
    case authoriseURL = "authorise_url"
  }

  let id: ExactText
  let authoriseURL: String
  let status: Status
  /// Once it is authorised.
  let token: ExactText?
  let label: String?

  /// - Returns: nil if it leads elsewhere than to that origin, or cannot be.
  func session(at origin: String) -> EnrolmentSession? {
    EnrolmentSession(id, at: authoriseURL, of: origin)
  }

  /// What became of it; nil if it is another one, or cannot be: what may be a card's number is not
  /// taken.
  func state(of session: ExactText) -> EnrolmentState? {
    guard id == session else { return nil }
    switch status {
    case .waiting: return .waiting
    case .refused: return .refused
    case .authorised:
      guard let token, let label else { return nil }
      return EnrolledMethod(token: token, label: label).map(EnrolmentState.authorised)
    }
  }
}
