import Billing
import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit

/// Ways to pay are agreed upon on a page of the provider's. What a client has decided there, nobody
/// tells us for sure, so the provider is asked whenever the client's ways to pay are looked at: when the
/// page leads back here, or at any time later. Whoever dies on the way has only to look again.
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
      for method in open { group.addTask { try await finish(method) } }
      try await group.waitForAll()
    }
    return try await database.read(ListPaymentMethods(client: client))
  }

  private func finish(_ method: PaymentMethod) async throws {
    guard let adapter = adapter(named: method.adapter),
      case .answer(let decision) = await adapter.enrolled(method.session)
    else { return }
    let now = clock.now()
    switch decision {
    case .authorised(let enrolled): try await activate(method, enrolled, at: now)
    case .waiting where now.timeIntervalSince(method.madeAt) < PaymentMethod.sessionLife: break
    case .waiting, .refused:
      _ = try await database.execute(
        EndMethod(id: method.id, client: method.client, state: .refused, from: .toAuthorise))
    }
  }

  /// The first one is what is collected by, and what waits for that is tried at once.
  private func activate(
    _ method: PaymentMethod, _ enrolled: EnrolledMethod, at now: Date
  ) async throws {
    try await database.withTransaction { transaction in
      _ = try await transaction.lockAccount(of: method.client)
      let active = try await transaction.one(
        ActivateMethod(method: method, enrolled: enrolled, now: now))
      if active?.isDefault == true { collectAnew(from: method.client, transaction, at: now) }
    }
  }

  /// What a client owes is tried at once, by the way to pay that there is now.
  func collectAnew(from client: UUID, _ transaction: Transaction, at now: Date) {
    transaction.enqueue(CollectAnew(client: client, now: now))
    transaction.afterCommit { collecting.wake() }
  }

  /// nil: it is not configured, or no longer.
  func adapter(named name: String) -> (any PaymentAdapter)? {
    adapters.first { type(of: $0).name.utf8.elementsEqual(name.utf8) }
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
