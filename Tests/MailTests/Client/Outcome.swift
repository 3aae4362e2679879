import Testing

@testable import Mail

/// One with the tests' patience, as `mcf.example`.
func smtpClient(
  _ url: String, _ tls: SMTPServer.TLSRule, _ authorities: String? = nil,
  reply: Duration = .seconds(20)
) throws -> SMTPClient {
  var times = SMTPTimes()
  times.reply = reply
  return try SMTPClient(
    SMTPServer(url: url, tls: tls), domain: try #require(MailDomain("mcf.example")),
    authorities: authorities, times: times)
}

func failure(_ body: () async throws -> SMTPReply) async -> SMTPFailure? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? SMTPFailure
  }
}

func outcome(_ body: () async throws -> SMTPReply) async -> String {
  do { return "\(try await body())" } catch { return "\(error)" }
}

extension SMTPConnection {
  func sendHello() async throws -> SMTPReply { try await send(try Dialogue.mail()) {} }
}
