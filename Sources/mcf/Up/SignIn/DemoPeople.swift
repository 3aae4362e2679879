import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit

/// Some of the cats that are there, as the registers know them.
struct DemoPeople {
  let issuer: LocalIssuer
  let site: String
  let clock: Clock
  let logger: Logger

  /// Those of one role; each is of a kind that the page's texts name.
  struct Group {
    let isClerk, isWorker, isManager, isClient: Bool
    let people: [Person]

    init(_ role: Role, _ people: [Person]) {
      isClerk = role == .clerk
      isWorker = role == .worker
      isManager = role == .manager
      isClient = role == .client
      self.people = people
    }
  }

  struct Person: Equatable {
    let role, subject, name: String

    init(_ role: Role, subject: String, name: String) {
      self.role = role.rawValue
      self.subject = subject
      self.name = name
    }
  }

  /// As many as a page shows of each.
  private static let count = 8

  func groups() async -> [Group] {
    [
      Group(.clerk, [DemoCats.clerk]),
      Group(.worker, await register("/api/workers", .worker)),
      Group(.manager, await register("/api/managers", .manager)),
      Group(.client, DemoCats.clients.prefix(Self.count).map(person)),
    ]
  }

  private func person(_ client: DemoCats.Client) -> Person {
    Person(.client, subject: client.externalID, name: "\(client.firstName) \(client.lastName)")
  }

  /// A register's first cats; none if it does not answer.
  private func register(_ path: String, _ role: Role) async -> [Person] {
    do {
      let reader = Caller(subject: "sign-in", roles: [.manager])
      var request = HTTPClientRequest(url: "\(site)\(path)?limit=\(Self.count)")
      request.headers.add(
        name: "Authorization", value: "Bearer \(try issuer.token(for: reader, at: clock.now()))")
      let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
      let page = try JSONValue(
        parsing: try await answer.body.collect(upTo: 1 << 20).readableBytesView)
      return (page["items"]?.array ?? []).compactMap { item in
        guard let id = item["id"]?.string, let name = item["name"]?.string else { return nil }
        return Person(role, subject: id, name: name)
      }
    } catch {
      logger.warning("no names for the sign-in page", metadata: ["cause": "\(error)"])
      return []
    }
  }
}

extension DemoCats {
  /// Clerks have no register of their own.
  static let clerk = DemoPeople.Person(
    .clerk, subject: "0190a000-0000-7000-8000-0000000c1e4c", name: "Bagheera Boxley")
}
