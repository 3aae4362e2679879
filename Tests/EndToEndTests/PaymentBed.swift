import Billing
import ClientBilling
import Contracts
import FoundationEssentials
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import ClientBilling
@testable import WorkerBilling
@testable import mcf

/// A provider's stand-in, the adapter that asks it, and somebody who hears its notices, each with a
/// socket.
struct PaymentBed<Party: PaymentParty, Adapter: MoneyAdapter>: Sendable {
  let office: Party
  let adapter: Adapter
  let ear: ScriptedServer
  let configuration: ProviderConfiguration
  /// Of the stand-in.
  let url: String

  func known(_ reference: ExactText = "0195") async throws -> [MoneyState] {
    switch await adapter.look(up: reference) {
    case .answer(let states): return states
    case .unknown(let failure): throw failure
    }
  }

  func behave(_ change: (inout PaymentBehaviour<Party.Code>) -> Void) {
    var behaviour = office.behaviour
    change(&behaviour)
    office.behave(behaviour)
  }

  /// What was heard, as a service would read it: each message's type, and what to look up.
  func heard() throws -> [(type: String, id: String, references: [ExactText])] {
    try ear.questions.map { call in
      let notice = try adapter.notice(call.headers, call.body, at: Date())
      let type = try JSONValue(parsing: call.body)["type"]?.string ?? ""
      return (type, notice.webhook.id, notice.references)
    }
  }
}

typealias GoldHatBed = PaymentBed<GoldHatOffice, GoldHat>

extension GoldHatBed {
  static var account: String { "GH-1234-5678-9042" }

  static func order(_ key: ExactText = "0195.1", amount: Int64 = 60_00) -> MoneyOrder {
    MoneyOrder(key, to: ExactText(account), amount)
  }

  @discardableResult
  func pay(_ key: ExactText = "0195.1", amount: Int64 = 60_00) async -> Answered<MoneyState> {
    await adapter.payOut(Self.order(key, amount: amount))
  }

  /// The same, asking with other settings.
  func asking(_ change: (inout ProviderConfiguration) -> Void) throws -> GoldHat {
    var configuration = configuration
    change(&configuration)
    return try #require(GoldHat(configuration))
  }
}

extension PaymentBed where Adapter: PaymentAdapter {
  @discardableResult
  func collect(_ key: ExactText = "0195.1", _ amount: Int64 = 95_00) async -> Answered<MoneyState> {
    await adapter.collect(MoneyOrder(key, to: "tok_0123456789", amount))
  }

  func giveBack(
    _ payment: ExactText, _ key: ExactText, _ amount: Int64
  ) async -> Answered<MoneyState> {
    await adapter.giveBack(MoneyOrder(key, to: payment, amount))
  }
}

extension MoneyOrder {
  /// - Parameter key: the reference, a dot and a number.
  init(_ key: ExactText, to destination: ExactText, _ amount: Int64) {
    self.init(
      key: key, reference: ExactText(String(key.text.prefix { $0 != "." })),
      destination: Destination(destination), amount: Money(hundredths: amount), text: "Salary")
  }
}

/// - Parameter hearing: what is answered to notices.
func withGoldHat(
  _ behaviour: GoldHatBehaviour = GoldHatBehaviour(), hearing: ScriptedServer.Answer = .status(204),
  logger: Logger = .silent, _ body: @escaping @Sendable (GoldHatBed) async throws -> Void
) async throws {
  try await withProvider(
    hearing: hearing, logger: logger, make: GoldHat.init,
    stand: { try GoldHatOffice($0, behaviour: behaviour, logger: logger) }, body)
}

func withCard(
  _ behaviour: CardBehaviour = CardBehaviour(), publicURL: String? = nil,
  shelf: PaymentShelf? = nil,
  _ body: @escaping @Sendable (PaymentBed<CardOffice, CardAdapter>) async throws -> Void
) async throws {
  try await withProvider(
    shelf: shelf, make: CardAdapter.init,
    stand: {
      try CardOffice(
        $0, leadingBack: ReturnRule(publicURL: publicURL), behaviour: behaviour, logger: .silent)
    }, body)
}

func withDirectDebit(
  _ behaviour: DirectDebitBehaviour = DirectDebitBehaviour(),
  _ body:
    @escaping @Sendable (PaymentBed<DirectDebitOffice, DirectDebitAdapter>) async throws
    -> Void
) async throws {
  try await withProvider(
    make: DirectDebitAdapter.init,
    stand: {
      try DirectDebitOffice(
        $0, leadingBack: ReturnRule(publicURL: nil), behaviour: behaviour, logger: .silent)
    }, body)
}

private func withProvider<Party: PaymentParty, Adapter: MoneyAdapter>(
  hearing: ScriptedServer.Answer = .status(204), shelf: PaymentShelf? = nil,
  logger: Logger = .silent, make: @escaping @Sendable (ProviderConfiguration) -> Adapter?,
  stand: @escaping @Sendable (PaymentDoor) throws -> Party,
  _ body: @escaping @Sendable (PaymentBed<Party, Adapter>) async throws -> Void
) async throws {
  try await withScriptedServer([hearing]) { url, ear in
    var configuration = ProviderConfiguration()
    configuration.key = "the-key-of-mcf"
    configuration.secrets = [.random()]
    configuration.timeout = 60
    let asked = configuration
    let office = try stand(
      PaymentDoor(
        key: "the-key-of-mcf", secret: asked.secrets[0], noticesURL: url, shelf: shelf))
    let router = Router(context: RequestScope.self)
    office.addRoutes(to: router)
    try await withServer(router.buildResponder(), logger: logger) { url in
      var configuration = asked
      configuration.url = url + Party.path
      let bed = PaymentBed(
        office: office, adapter: try #require(make(configuration)), ear: ear,
        configuration: configuration, url: url)
      let group = ServiceGroup(services: [office], logger: logger)
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        try await body(bed)
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }
}

extension Answered {
  var value: Value? {
    guard case .answer(let value) = self else { return nil }
    return value
  }
  var failure: ErrandFailure? {
    guard case .unknown(let failure) = self else { return nil }
    return failure
  }
}
