import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import WorkerBilling
@testable import mcf

/// Gold Hat's stand-in, the adapter that asks it, and somebody who hears its notices, each with a
/// socket.
struct GoldHatBed: Sendable {
  let office: GoldHatOffice
  let adapter: GoldHat
  let ear: ScriptedServer
  let configuration: GoldHatConfiguration

  static let account = "GH-1234-5678-9042"

  static func order(_ key: ExactText = "0195.1", amount: Int64 = 60_00) -> MoneyOrder {
    let reference = key.text.prefix { $0 != "." }
    return MoneyOrder(
      key: key, reference: ExactText(String(reference)),
      destination: Destination(ExactText(account)), amount: Money(hundredths: amount),
      text: "Salary")
  }

  @discardableResult
  func pay(_ key: ExactText = "0195.1", amount: Int64 = 60_00) async -> Answered<MoneyState> {
    await adapter.payOut(Self.order(key, amount: amount))
  }

  func known(_ reference: ExactText = "0195") async throws -> [MoneyState] {
    switch await adapter.look(up: reference) {
    case .answer(let states): return states
    case .unknown(let failure): throw failure
    }
  }

  /// The same, asking with other settings.
  func asking(_ change: (inout GoldHatConfiguration) -> Void) throws -> GoldHat {
    var configuration = configuration
    change(&configuration)
    return try #require(GoldHat(configuration))
  }

  func behave(_ change: (inout GoldHatBehaviour) -> Void) {
    var behaviour = office.behaviour
    change(&behaviour)
    office.behave(behaviour)
  }

  /// What was heard, as worker billing would read it: each message's type, and what to look up.
  func heard() throws -> [(type: String, id: String, reference: ExactText)] {
    try ear.questions.map { call in
      let notice = try adapter.notice(call.headers, call.body, at: Date())
      let type = try JSONValue(parsing: call.body)["type"]?.string ?? ""
      return (type, notice.webhook.id, try #require(notice.references.first))
    }
  }
}

/// - Parameter hearing: what is answered to notices.
func withGoldHat(
  _ behaviour: GoldHatBehaviour = GoldHatBehaviour(), hearing: ScriptedServer.Answer = .status(204),
  logger: Logger = .silent, _ body: @escaping @Sendable (GoldHatBed) async throws -> Void
) async throws {
  try await withScriptedServer([hearing]) { url, ear in
    var configuration = GoldHatConfiguration()
    configuration.key = "the-key-of-mcf"
    configuration.secrets = [.random()]
    configuration.timeout = 60
    let asked = configuration
    let office = GoldHatOffice(
      key: "the-key-of-mcf", secret: asked.secrets[0], noticesURL: url, behaviour: behaviour,
      logger: logger)
    let router = Router()
    office.addRoutes(to: router)
    try await withServer(router.buildResponder(), logger: logger) { url in
      var configuration = asked
      configuration.url = url + GoldHatOffice.path
      let bed = GoldHatBed(
        office: office, adapter: try #require(GoldHat(configuration)), ear: ear,
        configuration: configuration)
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
