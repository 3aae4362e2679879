import Contracts
import NIOCore
import NIOPosix
import NIOSSL

/// Hands mails to one server.
public struct SMTPClient: Sendable {
  public let server: SMTPServer
  private let rules: SMTPOpening.Rules
  private let times: SMTPTimes
  private let tls: NIOSSLContext

  /// Reads certificates from files, which takes some milliseconds: one client a process.
  ///
  /// - Parameters:
  ///   - domain: what we call ourselves.
  ///   - authorities: a file in PEM of certificates that are trusted beside the system's.
  /// - Throws: `SMTPServer.Mistake` for a file that is not to be read.
  public init(
    _ server: SMTPServer, domain: MailDomain, authorities: String? = nil,
    times: SMTPTimes = SMTPTimes()
  ) throws(SMTPServer.Mistake) {
    self.server = server
    self.times = times
    rules = SMTPOpening.Rules(domain: domain, security: server.security, login: server.login)
    do {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.minimumTLSVersion = .tlsv12
      configuration.additionalTrustRoots =
        try authorities.map {
          [.certificates(try NIOSSLCertificate.fromPEMFile($0))]
        } ?? []
      tls = try NIOSSLContext(configuration: configuration)
    } catch {
      throw SMTPServer.Mistake(
        description: "must be a file of certificates in PEM that can be read (\(error))")
    }
  }

  /// Connects, secures the connection and logs in, has `body` send mails, and says goodbye.
  ///
  /// - Throws: `SMTPFailure` when there is no connection to be had; what `body` throws.
  public func withConnection<T: Sendable>(
    _ body: (SMTPConnection) async throws -> T
  ) async throws -> T {
    let connection = try await open()
    let outcome: Result<T, any Error>
    do {
      outcome = .success(try await body(connection))
    } catch {
      outcome = .failure(error)
    }
    await connection.quit()
    return try outcome.get()
  }

  /// Connects, secures the connection and logs in. Whoever gets it says goodbye by
  /// ``SMTPConnection/quit()``.
  ///
  /// - Throws: `SMTPFailure` when there is no connection to be had.
  public func open() async throws -> SMTPConnection {
    let connection = try await connect()
    do {
      try await connection.open()
      return connection
    } catch {
      await connection.quit()
      throw error
    }
  }

  /// Does all that comes before a mail, and sends none.
  ///
  /// - Returns: how the server was reached.
  /// - Throws: `SMTPFailure` when there is no connection to be had.
  public func tryOut() async throws -> SMTPTrial {
    try await withConnection { connection in
      SMTPTrial(isSecure: await connection.isSecure, hasLoggedIn: server.login != nil)
    }
  }

  private func connect() async throws -> SMTPConnection {
    let (rules, times, tls, host) = (rules, times, tls, server.host)
    do {
      return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connectTimeout(TimeAmount(times.connect))
        // Nothing is heard before it is asked for.
        .channelOption(.autoRead, value: false)
        .connect(host: host.text, port: server.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            let handler = SMTPHandler(
              SMTPStateMachine(rules, times: times), tls: tls, host: host,
              on: channel.eventLoop)
            try channel.pipeline.syncOperations.addHandler(handler)
            return SMTPConnection(channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
          }
        }
    } catch {
      throw SMTPFailure(.connect, Self.reason(error, times))
    }
  }

  private static func reason(_ error: any Error, _ times: SMTPTimes) -> SMTPFailure.Reason {
    switch error {
    case ChannelError.connectTimeout: .tooSlow(times.connect)
    case let error as NIOConnectionError:
      .unreachable(
        error.connectionErrors.last.map { "\($0.error)" } ?? "there is no host of that name")
    default: .unreachable("\(error)")
    }
  }
}

/// How a server was reached that can be given mails.
public struct SMTPTrial: Hashable, Sendable {
  public let isSecure: Bool
  public let hasLoggedIn: Bool
}
