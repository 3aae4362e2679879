import Contracts
import ServiceKit

/// How a provider of payments and whoever asks it know each other.
struct PaymentDoor: Sendable {
  /// By which it knows who asks.
  let key: ExactText
  /// What its notices are signed with.
  let secret: WebhookSecret
  /// Where it tells of changes; nil: nowhere.
  let noticesURL: String?
  /// Where its payments outlive it; nil: they do not.
  var shelf: PaymentShelf?
}
