import Contracts
import FoundationEssentials

/// A payment in the words of a `MoneyProvider`. Members that are not known here are passed over.
struct ProviderPayment: Decodable {
  enum Status: String, Decodable {
    case pending, paid, declined
    /// It was paid, and the money has come back.
    case returned
  }

  let id: ExactText
  let key: ExactText
  let reference: ExactText
  let amount: Money
  let status: Status
  /// Why it is declined or returned.
  let code: ExactText?
  /// Whether it is of no use to try that destination again.
  let final: Bool?
  let at: Date
  /// What a refund gives back.
  let payment: ExactText?

  /// What it means; nil for what cannot be.
  var state: MoneyState? {
    guard [id, key, reference].allSatisfy(\.isProviderName), code?.isProviderName != false,
      payment?.isProviderName != false, amount > .zero, let standing
    else { return nil }
    return MoneyState(
      key: key, reference: reference, providerReference: id, amount: amount, standing: standing,
      at: at, givingBack: payment)
  }

  private var standing: MoneyStanding? {
    switch status {
    case .pending: return .pending
    case .paid: return .paid
    case .declined:
      guard let code, let final else { return nil }
      return .declined(code: code, isFinal: final)
    case .returned: return code.map(MoneyStanding.back)
    }
  }
}

/// A part of a provider's list, in the order of last changes.
struct ProviderPage: Decodable {
  enum CodingKeys: String, CodingKey {
    case items, cursor
    case hasMore = "has_more"
  }

  let items: [ProviderPayment]
  let cursor: ExactText
  let hasMore: Bool
}

/// What counts of a notice: what has changed, be it one payment or several.
struct ProviderNotice: Decodable {
  struct Content: Decodable {
    let reference: ExactText
  }
  enum CodingKeys: CodingKey { case data }

  let references: [ExactText]

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    let contents =
      if let one = try? members.decode(Content.self, forKey: .data) {
        [one]
      } else {
        try members.decode([Content].self, forKey: .data)
      }
    var seen: Set<ExactText> = []
    references = contents.map(\.reference).filter { seen.insert($0).inserted }
  }
}
