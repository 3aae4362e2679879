import FoundationEssentials
import Testing

@testable import Mail

// A server that is nobody's stand-in: what it refuses would be refused elsewhere.
@Suite("SMTP client and chasquid")
struct ChasquidTests {
  private struct Delivered: Decodable {
    let mail: Data
  }

  /// Behind STARTTLS or in TLS from the first byte.
  enum Way: String, CaseIterable {
    case starttls, implicit

    var scheme: String { self == .implicit ? "smtps" : "smtp" }
    var arguments: [String] { ["--tls", rawValue, "--login", "leo@mcf.example:cr:eam"] }
  }

  @Test("hands over mails of any bytes, one refused beside them", arguments: Way.allCases)
  func handsOver(way: Way) async throws {
    let texts = [
      "One.\r\n", "..\r\n.\r\n", String(repeating: "x\r\n", count: 25_000), "Meow.\r\n",
    ]
    let (outcomes, delivered) = try await withPeerServer(
      way.arguments, of: "chasquid.py", tells: Delivered.self
    ) { server in
      let client = try smtpClient(
        "\(way.scheme)://leo%40mcf.example:cr%3Aeam@127.0.0.1:\(server.port)", .required,
        server.certificate)
      return try await client.withConnection { connection in
        var outcomes = [await outcome { try await connection.send(try nobodys()) {} }]
        for (number, text) in texts.enumerated() {
          let mail = try Dialogue.mail(
            to: "leo@mcf.example", "Subject: \(number)\r\n\r\n\(text)")
          outcomes.append(await outcome { try await connection.send(mail) {} })
        }
        return outcomes
      }
    }
    #expect(outcomes == ["rcpt: refused with 550 5.1.1"] + texts.map { _ in "250 2.0.0" })
    for (number, text) in texts.enumerated() {
      let written = Data("Subject: \(number)\r\n\r\n\(text)".utf8)
      #expect(delivered.filter { $0.mail.suffix(written.count) == written }.count == 1)
    }
    #expect(delivered.count == texts.count)
  }

  // It counts mistakes, as many do: beside the address, DATA that was sent along with it is one.
  @Test("a server that has had enough of us ends the connection, and that is heard")
  func hadEnough() async throws {
    let (outcomes, _) = try await withPeerServer(
      Way.starttls.arguments, of: "chasquid.py", tells: Delivered.self
    ) { server in
      let client = try smtpClient(
        "smtp://leo%40mcf.example:cr%3Aeam@127.0.0.1:\(server.port)", .required,
        server.certificate)
      return try await client.withConnection { connection in
        var outcomes: [String] = []
        for _ in 0..<3 {
          outcomes.append(await outcome { try await connection.send(try nobodys()) {} })
        }
        return outcomes
      }
    }
    #expect(
      outcomes == [
        "rcpt: refused with 550 5.1.1", "rcpt: refused with 421 4.5.0",
        "connect: the server closed the connection",
      ])
  }

  @Test("gives nothing to it without the right secret, or without trust", arguments: Way.allCases)
  func refused(way: Way) async throws {
    let (said, delivered) = try await withPeerServer(
      way.arguments, of: "chasquid.py", tells: Delivered.self
    ) { server in
      let url = "\(way.scheme)://leo%40mcf.example:milk@127.0.0.1:\(server.port)"
      let trusting = try smtpClient(url, .required, server.certificate)
      let wary = try smtpClient(url, .required)
      return [
        await outcome { try await trusting.withConnection { try await $0.sendHello() } },
        await outcome { try await wary.withConnection { try await $0.sendHello() } },
      ]
    }
    #expect(said[0] == "auth: refused with 535 5.7.8")
    #expect(said[1].hasPrefix("tls: TLS failed"))
    #expect(delivered.isEmpty)
  }

  private func nobodys() throws -> OutgoingMail { try Dialogue.mail(to: "nobody@mcf.example") }
}
