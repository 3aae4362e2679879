import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// Some of the cats that are there, as the registers know them.
struct DemoPeople {
  let issuer: LocalIssuer
  let site: String
  let clock: Clock
  let logger: Logger

  struct Person: Equatable {
    let role, subject, name: String
    /// Tells cats of one name apart.
    let detail: String

    init(_ role: Role, subject: String, name: String, detail: String) {
      self.role = role.rawValue
      self.subject = subject
      self.name = name
      self.detail = detail
    }
  }

  /// As many as a page shows of each.
  private static let count = 8

  /// Some of the cats with a role; nil for roles that are no cat's.
  func cats(_ role: Role) async -> [Person]? {
    switch role {
    case .clerk: [DemoCats.clerk]
    case .worker: await workers()
    case .manager: await register(.managers, role)
    case .client: DemoCats.clients.prefix(Self.count).map(person)
    case .hcb, .contractor: nil
    }
  }

  private func person(_ client: DemoCats.Client) -> Person {
    Person(
      .client, subject: client.externalID, name: "\(client.firstName) \(client.lastName)",
      detail: client.externalID)
  }

  /// Whoever is to come within a day, the next one first, so that one who has just ordered finds who
  /// comes; then others of the register.
  private func workers() async -> [Person] {
    let tomorrow = Timestamp.format(clock.now().addingTimeInterval(86_400))
    let jobs = await read("\(Address.orders)?status=accepted&to=\(tomorrow)&limit=200") { job in
      guard let id = job["worker_id"]?.string, let name = job["worker_name"]?.string,
        let service = job["service_type_name"]?.string
      else { return nil }
      return Person(.worker, subject: id, name: name, detail: service)
    }
    var shown: Set<ExactText> = []
    let cats = (jobs.reversed() + (await register(.workers, .worker)))
      .filter { shown.insert(ExactText($0.subject)).inserted }
    return Array(cats.prefix(Self.count))
  }

  /// A register's first cats.
  private func register(_ address: Address, _ role: Role) async -> [Person] {
    await read("\(address)?limit=\(Self.count)") { item in
      guard let id = item["id"]?.string, let name = item["name"]?.string else { return nil }
      return Person(role, subject: id, name: name, detail: item["email"]?.string ?? id)
    }
  }

  /// Whom a list names; none if it does not answer.
  private func read(
    _ list: String, person: (JSONValue) -> Person?
  ) async -> [Person] {
    do {
      let reader = Caller(subject: "sign-in", roles: [.manager])
      var call = OutboundCall(.get, "\(site)\(list)", within: .seconds(5))
      call.headers[.authorization] = "Bearer \(try issuer.token(for: reader, at: clock.now()))"
      let page = try JSONValue(parsing: try await OutboundClient(peer: "site").send(call).body)
      return (page["items"]?.array ?? []).compactMap(person)
    } catch {
      logger.warning("no names for the sign-in page", metadata: ["cause": "\(error)"])
      return []
    }
  }
}

extension DemoCats {
  /// Clerks have no register of their own.
  static let clerk = DemoPeople.Person(
    .clerk, subject: "0190a000-0000-7000-8000-0000000c1e4c", name: "Bagheera Boxley",
    detail: "")
}
