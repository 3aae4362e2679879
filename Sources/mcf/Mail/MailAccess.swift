import ArgumentParser
import Configuration
import FoundationEssentials
import Notifications
import Postgres
import ServiceKit

extension DatabaseAccess {
  /// Runs `body` with the desk that the pages of mails have.
  func withMailDesk<T>(_ body: (MailDesk) async throws -> T) async throws -> T {
    let configuration = try await configuration()
    let (zone, site) = (try configuration[.timeZone], try configuration[.publicURL])
    return try await asApplication(MailCommand.service) { database in
      try await body(MailDesk(database, zone: zone, site: site))
    }
  }
}

/// Reads a mail's id.
struct MailID: ExpressibleByArgument {
  let id: UUID

  init?(argument: String) {
    guard let id = UUID(uuidString: argument) else { return nil }
    self.id = id
  }
}

/// Who does something, which is kept.
struct Doer: ParsableArguments {
  @Option(help: "Who wants it.")
  var by: String

  func validate() throws {
    guard 1...200 ~= by.utf8.count else {
      throw ValidationError("--by has to be a name of at most 200 bytes")
    }
  }
}
