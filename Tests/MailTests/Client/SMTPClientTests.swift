import FoundationEssentials
import Testing

@testable import Mail

@Suite("SMTP client")
struct SMTPClientTests {
  private typealias Taken = PeerServer.Taken

  /// How a server is reached, and how it sees us.
  struct Way: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let scheme: String
    let tls: SMTPServer.TLSRule
    let login: String
    var testDescription: String { "\(scheme) \(arguments)" }

    static let all: [Way] = [
      Way(arguments: [], scheme: "smtp", tls: .none, login: ""),
      Way(arguments: ["--pipelining"], scheme: "smtp", tls: .opportunistic, login: ""),
      Way(
        arguments: ["--tls", "starttls", "--login", "leo@x:cr:eam", "--pipelining"],
        scheme: "smtp", tls: .required, login: "PLAIN leo@x:cr:eam"),
      Way(
        arguments: ["--tls", "starttls", "--login", "leo@x:cr:eam", "--mechanism", "LOGIN"],
        scheme: "smtp", tls: .opportunistic, login: "LOGIN leo@x:cr:eam"),
      Way(
        arguments: ["--tls", "implicit", "--login", "leo@x:cr:eam"],
        scheme: "smtps", tls: .required, login: "PLAIN leo@x:cr:eam"),
    ]
  }

  @Test("hands over mails byte by byte, those that are refused beside them", arguments: Way.all)
  func handsOver(way: Way) async throws {
    let texts = [
      "One.\r\n", "..\r\n.\r\n", "refuse this\r\n", String(repeating: "x\r\n", count: 25_000),
    ]
    let (outcomes, taken) = try await withPeerServer(way.arguments, tells: Taken.self) { server in
      let user = way.login.isEmpty ? "" : "leo%40x:cr%3Aeam@"
      let client = try smtpClient(
        "\(way.scheme)://\(user)127.0.0.1:\(server.port)", way.tls, server.certificate)
      return try await client.withConnection { connection in
        var outcomes: [String] = []
        for text in ["unknown"] + texts {
          let isUnknown = text.hasPrefix("unknown")
          let mail = try Dialogue.mail(
            to: isUnknown ? "unknown@cats.example" : "кот@пример.рф", text)
          outcomes.append(await outcome { try await connection.send(mail) {} })
        }
        return outcomes
      }
    }
    #expect(
      outcomes == [
        "rcpt: refused with 550 5.1.1", "250 2.0.0", "250 2.0.0", "dot: refused with 451 4.7.1",
        "250 2.0.0",
      ])
    #expect(taken.map(\.mail) == [0, 1, 3].map { Data(texts[$0].utf8) })
    #expect(taken.allSatisfy { $0.sender.utf8.elementsEqual("post@mcf.example".utf8) })
    #expect(taken.allSatisfy { $0.recipients == ["кот@пример.рф"] && $0.login == way.login })
    #expect(taken.allSatisfy { $0.isSecure == !way.login.isEmpty })
  }

  @Test(
    "gives nothing to a server that it cannot be sure of, and says why",
    arguments: [
      (["--tls", "implicit", "--name", "DNS:other.example"], "smtps", true, "tls: TLS failed"),
      (["--tls", "starttls"], "smtp", false, "tls: TLS failed"),
      ([], "smtp", true, "connect: no STARTTLS is offered, though TLS is required"),
      (["--act", "behind"], "smtp", true, "tls: something came unencrypted"),
      (["--act", "endless"], "smtp", true, "connect: answered with a line of more than 2000"),
      (["--act", "lines"], "smtp", true, "connect: answered with a reply of more than 100"),
      (["--act", "silent"], "smtp", true, "connect: no answer within"),
    ])
  func refusesTheServer(
    arguments: [String], scheme: String, isTrusted: Bool, failure: String
  ) async throws {
    let (said, told) = try await withPeerServer(arguments, tells: AnyFacts.self) { server in
      let client = try smtpClient(
        "\(scheme)://leo:cream@127.0.0.1:\(server.port)", .required,
        isTrusted ? server.certificate : nil,
        reply: arguments.contains("silent") ? .milliseconds(50) : .seconds(20))
      return await outcome { try await client.withConnection { try await $0.sendHello() } }
    }
    #expect(said.hasPrefix(failure))
    #expect(told.allSatisfy { $0.dot != true && $0.mail == nil })
  }

  @Test("knows, at whatever byte the line is cut, whether the mail may have arrived")
  func cutAnywhere() async throws {
    let (failures, met) = try await withPeerServer(
      ["--act", "cut"], tells: PeerServer.Met.self
    ) { server in
      let client = try smtpClient("smtp://127.0.0.1:\(server.port)", .none)
      var failures: [SMTPFailure?] = []
      for _ in 0..<70 {
        failures.append(
          await failure { try await client.withConnection { try await $0.sendHello() } })
      }
      return failures
    }
    #expect(failures.count == met.count)
    #expect(failures.contains(nil) && failures.contains { $0?.mayHaveArrived == true })
    for (failure, met) in zip(failures, met) {
      if let failure {
        #expect(failure.mayHaveArrived || !met.dot)
      } else {
        #expect(met.answered)
      }
    }
  }

  @Test("a connection that drops after the dot may have taken the mail")
  func dropsAfterTheDot() async throws {
    let (said, _) = try await withPeerServer(["--act", "drop"], tells: PeerServer.Met.self) {
      server in
      let client = try smtpClient("smtp://127.0.0.1:\(server.port)", .none)
      return await failure { try await client.withConnection { try await $0.sendHello() } }
    }
    #expect(said?.phase == .dot && said?.mayHaveArrived == true)
  }

  @Test("sends no dot when the sender may not, whether it says so or is cancelled")
  func withheld() async throws {
    struct NotNow: Error {}
    let (said, taken) = try await withPeerServer([], tells: Taken.self) { server in
      let client = try smtpClient("smtp://127.0.0.1:\(server.port)", .none)
      let mail = try Dialogue.mail()
      let thrown = await outcome {
        try await client.withConnection { try await $0.send(mail) { throw NotNow() } }
      }
      let cancelled = Task {
        await outcome {
          try await client.withConnection { connection in
            try await connection.send(mail) { withUnsafeCurrentTask { $0?.cancel() } }
          }
        }
      }
      let afterwards = await outcome {
        try await client.withConnection { connection in
          _ = try? await connection.send(mail) { throw NotNow() }
          return try await connection.send(mail) {}
        }
      }
      return [thrown, await cancelled.value, afterwards]
    }
    #expect(
      said == [
        "NotNow()", "data: we were told to stop", "connect: the server closed the connection",
      ])
    #expect(taken.isEmpty)
  }

  @Test("one mail at a time")
  func oneAtATime() async throws {
    let (said, taken) = try await withPeerServer([], tells: Taken.self) { server in
      let mail = try Dialogue.mail()
      return try await smtpClient("smtp://127.0.0.1:\(server.port)", .none).withConnection {
        connection in
        var second = ""
        let first = await outcome {
          try await connection.send(mail) {
            second = await outcome { try await connection.send(mail) {} }
          }
        }
        return [first, second]
      }
    }
    #expect(said == ["250 2.0.0", "connect: the connection has another mail in hand"])
    #expect(taken.count == 1)
  }

  @Test("refuses a second mail while the server owes an answer, and leaves the first alone")
  func secondAtOnce() async throws {
    let (said, _) = try await withPeerServer(["--act", "mute"], tells: AnyFacts.self) { server in
      let client = try smtpClient("smtp://127.0.0.1:\(server.port)", .none)
      return try await client.withConnection { connection in
        await withTaskGroup(of: String.self) { group in
          for _ in 0..<2 {
            group.addTask { await outcome { try await connection.sendHello() } }
          }
          var said: [String] = []
          for await outcome in group {
            said.append(outcome)
            group.cancelAll()
          }
          return said
        }
      }
    }
    #expect(
      said == [
        "connect: the connection has another mail in hand", "mail: we were told to stop",
      ])
  }

  @Test("says where nobody is")
  func unreachable() async throws {
    let client = try smtpClient("smtp://127.0.0.1:1", .none)
    let failure = await failure { try await client.withConnection { try await $0.sendHello() } }
    #expect(failure?.phase == .connect)
    guard case .unreachable = failure?.reason else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }
}

/// What any server tells.
private struct AnyFacts: Decodable {
  let dot: Bool?
  let mail: Data?
}
