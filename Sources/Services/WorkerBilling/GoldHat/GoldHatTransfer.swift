import Billing
import Contracts
import FoundationEssentials

/// A transfer in Gold Hat's words. Members that are not known here are passed over.
struct GoldHatTransfer: Decodable {
  enum Status: String, Decodable {
    case pending, paid, declined
    /// It was paid, and has come back from the account's bank.
    case returned
  }

  let id: ExactText
  let key: ExactText
  let reference: ExactText
  let amount: Money
  let status: Status
  /// Why it is declined or returned.
  let code: ExactText?
  /// Whether it is of no use to try that account again.
  let final: Bool?
  let at: Date

  /// What it means; nil for what cannot be.
  var state: MoneyState? {
    guard [id, key, reference].allSatisfy(\.isProviderName), code?.isProviderName != false,
      amount > .zero, let standing
    else { return nil }
    return MoneyState(
      key: key, reference: reference, providerReference: id, amount: amount, standing: standing,
      at: at)
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

/// A part of Gold Hat's list of transfers, in the order of their last changes.
struct GoldHatPage: Decodable {
  enum CodingKeys: String, CodingKey {
    case items, cursor
    case hasMore = "has_more"
  }

  let items: [GoldHatTransfer]
  let cursor: ExactText
  let hasMore: Bool
}

/// What counts of a notice.
struct GoldHatNotice: Decodable {
  struct Content: Decodable {
    let reference: ExactText
  }

  let data: Content
}
