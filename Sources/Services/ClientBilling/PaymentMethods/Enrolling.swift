import Billing
import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit

/// Ways to pay are agreed upon on a page of the provider's. What a client has decided there, nobody
/// tells us for sure, so the provider is asked: at once when the client's ways to pay are looked at, as
/// when the page leads back here, and else by itself (``EnrolmentErrand``).
extension ClientBillingModule {
  /// Asks for a page on which a client authorises payments. Under the same id it is the same page.
  ///
  /// - Throws: 409 where no page could lead back here; 503 without an answer.
  func enrol(
    _ id: UUID, of client: UUID, by adapter: any PaymentAdapter, at now: Date
  ) async throws -> KeepPaymentMethod {
    guard let site = configuration.collect.publicURL else { throw Problem.noWayBack }
    let enrolment = Enrolment(
      key: ExactText(id.wire), returningTo: Address.paymentMethod(id).url(on: site))
    guard case .answer(let session) = await adapter.enrol(enrolment) else {
      throw Problem.providerSilent
    }
    return KeepPaymentMethod(
      id: id, client: client, adapter: type(of: adapter).name, session: session, now: now)
  }

  /// A client's ways to pay, after what was decided about them by now.
  func paymentMethods(of client: UUID) async throws -> [PaymentMethod] {
    let known = try await database.read(ListPaymentMethods(client: client))
    let open = known.filter { $0.state == .toAuthorise }
    guard !open.isEmpty else { return known }
    try await withThrowingTaskGroup { group in
      for method in open { group.addTask { try await enrolments.errand.look(at: method) } }
      try await group.waitForAll()
    }
    return try await database.read(ListPaymentMethods(client: client))
  }

  /// nil: it is not configured, or no longer.
  func adapter(named name: String) -> (any PaymentAdapter)? {
    adapters.named(name)
  }
}

extension [any PaymentAdapter] {
  func named(_ name: String) -> (any PaymentAdapter)? {
    first { type(of: $0).name.utf8.elementsEqual(name.utf8) }
  }
}

extension UUID {
  /// What a request makes, from who sends it and its key: the same however often it is sent.
  init(of key: IdempotencyKey) {
    let text = "\(key.caller.text.utf8.count) \(key.caller.text) \(key.key.text)"
    self = .v8(of: SHA256.hash(data: Array(text.utf8)))
  }
}

extension Problem {
  fileprivate static let noWayBack = Problem.conflict(
    "no-way-back", "No way to pay can be added: MCF_PUBLIC_URL says where pages lead back to.")

  fileprivate static let providerSilent = Problem(
    .serviceUnavailable, "provider-silent", title: "The provider does not answer",
    detail: "Send the same again, with the same Idempotency-Key, in a while.")
}
