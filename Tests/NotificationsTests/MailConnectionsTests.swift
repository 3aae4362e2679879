import Mail
import TestSupport
import Testing

@testable import Notifications

@Suite("Connections that stay from one mail to the next")
struct MailConnectionsTests {
  @Test("goodbye is said over all at once")
  func atOnce() async throws {
    try await withPostOffice { office, port in
      office.answerGoodbyes(atOnce: 3)
      let connections = try await connections(to: port, farewell: .seconds(25))
      async let end: Void = connections.quitIdle()
      try await eventually("all have an answer") { office.goodbyes == 3 }
      await end
    }
  }

  @Test("and is over, if nobody answers it")
  func unanswered() async throws {
    try await withPostOffice { office, port in
      office.answerGoodbyes(atOnce: .max)
      try await connections(to: port, farewell: .milliseconds(100)).quitIdle()
      #expect(office.goodbyes == 0 && office.greetings == 3)
    }
  }

  /// Three of them, open: each mail is under way when the next one begins.
  private func connections(to port: Int, farewell: Duration) async throws -> MailConnections {
    let connections = MailConnections(
      try NotificationsConfiguration.Sender.toOffice(at: port, farewell: farewell).client)
    let address = try #require(MailAddress(Fixture.client))
    let mail = OutgoingMail(from: address, to: address, bytes: Array("Hello.\r\n".utf8))
    _ = try await connections.send(mail) {
      _ = try await connections.send(mail) { _ = try await connections.send(mail) {} }
    }
    return connections
  }
}
