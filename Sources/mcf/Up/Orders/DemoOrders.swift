import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// Orders in the demo data, the bets on them, and what quality control has made of those that went
/// wrong.
struct DemoOrders {
  let site: DemoSite
  /// Whether there is somebody who takes bets.
  let areBetOn: Bool

  func load() async throws {
    let managers = try await managers()
    let services = try await services()
    let cases = try await withThrowingTaskGroup { group in
      for order in DemoOrder.all {
        let course = DemoCourse(
          order: order, bets: areBetOn ? order.bets : [], site: site, services: services,
          managers: managers)
        group.addTask { (order.fate, try await course.run()) }
      }
      return try await group.reduce(into: [DemoOrder.Fate: String]()) { cases, ended in
        if ended.0.goesWrong { cases[ended.0] = ended.1 }
      }
    }
    try await DemoReviews(site: site, managers: managers, orders: cases).load()
  }

  /// The ids of those who are registered, the first one first.
  private func managers() async throws -> [ExactText] {
    let found = try await site.items(Address.managers.path + "?limit=200", as: .manager)
    let ids = DemoCats.managers.compactMap { cat in
      found.first { ExactText($0["email"]?.string ?? "") == ExactText(cat.email) }?["id"]?.string
    }
    guard ids.count == DemoCats.managers.count else {
      throw Failure(.software, "demo data: a manager is missing")
    }
    return ids.map { ExactText($0) }
  }

  /// The ids of service types by name.
  private func services() async throws -> [ExactText: String] {
    let pairs = try await site.items(Address.serviceTypes.path, as: .manager).compactMap { type in
      type["name"]?.string.flatMap { name in type["id"]?.string.map { (ExactText(name), $0) } }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension DemoSite {
  /// A list's first page.
  func items(
    _ path: String, as role: Role, subject: ExactText = "demo"
  ) async throws -> [JSONValue] {
    let call = OutboundCall(.get, url + path, within: .seconds(60))
    return try await json(call, as: role, subject: subject)["items"]?.array ?? []
  }

  /// Sends a call and reads the answer.
  @discardableResult
  func json(
    _ call: OutboundCall, as role: Role, subject: ExactText,
    accepting statuses: Set<HTTPResponse.Status> = [.ok]
  ) async throws -> JSONValue {
    let answer = try await send(call, as: role, subject: subject, accepting: statuses)
    return try JSONValue(parsing: answer.body)
  }
}
