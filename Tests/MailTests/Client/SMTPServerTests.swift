import Testing

@testable import Mail

@Suite("A server's address")
struct SMTPServerTests {
  @Test(
    "says where, how and as whom",
    arguments: [
      ("smtp://mx.example", .required, "mx.example:587", nil),
      ("smtps://mx.example/", .required, "mx.example:465", nil),
      ("smtp://leo%40x:cr%3Aeam@mx.example:25", .opportunistic, "mx.example:25", "leo@x cr:eam"),
      ("smtp://localhost:2525", .none, "localhost:2525", nil),
      ("smtp://[::1]:2525", .none, "::1:2525", nil),
      ("smtp://127.9.9.9", .none, "127.9.9.9:587", nil),
    ] as [(String, SMTPServer.TLSRule, String, String?)])
  func reads(url: String, tls: SMTPServer.TLSRule, place: String, login: String?) throws {
    let server = try SMTPServer(url: url, tls: tls)
    #expect(server.description == place)
    #expect(server.login.map { "\($0.user) \($0.secret)" } == login)
  }

  @Test(
    "that is none, or not safe, is refused without a word of it",
    arguments: [
      ("mx.example", .required), ("http://mx.example", .required), ("smtp://", .required),
      ("smtp://cream@mx.example", .required), ("smtp://leo:@mx.example", .required),
      ("smtp://leo:cr%00eam@mx.example", .required), ("smtp://mx.example/cream", .required),
      ("smtp://mx.example?cream", .required), ("smtp://mx.example#cream", .required),
      ("smtp://mx.example:99999", .required), ("smtp://mx.example", .none),
      ("smtp://127.cream.example", .none), ("smtp://127.0.0.1.cream.example", .none),
      ("smtp://127.1", .none),
      ("smtps://localhost", .none), ("smtp://leo:cream@localhost", .none),
    ] as [(String, SMTPServer.TLSRule)])
  func refuses(url: String, tls: SMTPServer.TLSRule) {
    let mistake = #expect(throws: SMTPServer.Mistake.self) { try SMTPServer(url: url, tls: tls) }
    #expect(mistake?.description.contains("cream") == false)
  }

  @Test("shows no secret to whoever prints or dumps it")
  func keepsTheSecret() throws {
    let server = try SMTPServer(url: "smtp://leo:cream@mx.example")
    let domain = try #require(MailDomain("mcf.example"))
    let client = try SMTPClient(server, domain: domain)
    let rules = SMTPOpening.Rules(domain: domain, security: .required, login: server.login)
    var dumped = "\(server) \(client) \(rules) \(String(reflecting: client))"
    dump(client, to: &dumped)
    dump(SMTPStateMachine(rules), to: &dumped)
    #expect(!dumped.contains("cream") && !dumped.contains("\"leo\""))
  }

  @Test("a file of authorities that cannot be read is named as what it is")
  func authorities() throws {
    let server = try SMTPServer(url: "smtp://mx.example")
    let domain = try #require(MailDomain("mcf.example"))
    #expect(throws: SMTPServer.Mistake.self) {
      try SMTPClient(server, domain: domain, authorities: "/nowhere.pem")
    }
  }
}
