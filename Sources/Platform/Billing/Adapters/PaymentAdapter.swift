public import Contracts

/// A provider by which clients pay.
///
/// How to pay is agreed upon once, between the client and the provider, on a page of the provider's:
/// MCF sees neither card nor bank account.
public protocol PaymentAdapter: MoneyAdapter {
  /// Where the provider's pages are, as `https://pay.example`: where a form may lead to
  /// (`form-action`). No session leads elsewhere.
  var pageOrigin: String { get }

  /// Opens the page on which a client authorises payments, once, however often it is asked under the
  /// same key.
  func enrol(_ enrolment: Enrolment) async -> Answered<EnrolmentSession>

  /// What the client has decided there.
  ///
  /// - Parameter session: its id.
  func enrolled(_ session: ExactText) async -> Answered<EnrolmentState>

  /// Collects from the order's destination, once, however often it is asked under the same key.
  ///
  /// - Returns: where the payment stands, the order's own and no other.
  func collect(_ order: MoneyOrder) async -> Answered<MoneyState>

  /// Gives back a payment, whole or in part, once, however often it is asked under the same key.
  ///
  /// - Parameter order: whose destination is the payment that was collected, by the provider's own
  ///   reference; key and reference are the refund's. `look` finds it under that reference.
  /// - Returns: where the refund stands: paid is given back.
  func giveBack(_ order: MoneyOrder) async -> Answered<MoneyState>
}
