import Configuration
import Mail
import Notifications
import ServiceKit

/// What `mcf doctor` and `mcf mail status` say of the server that mails are handed to: it is tried as
/// far as one can without sending any.
enum MailServerLook {
  /// Nobody waits at a terminal for as long as for a mail.
  private static var times: SMTPTimes {
    var times = SMTPTimes()
    (times.connect, times.reply) = (.seconds(5), .seconds(10))
    return times
  }

  /// - Parameter isDeployed: whether mails are to leave this machine; else `mcf up` has a server of
  ///   its own.
  /// - Throws: `Failure` that says what to change, and `SettingError`.
  static func look(_ configuration: ConfigReader, isDeployed: Bool) async throws -> String {
    guard let sender = try NotificationsConfiguration.Sender(configuration, times: times) else {
      let name = "\(Setting.smtpURL.name) names none"
      guard isDeployed else { return "\(name); `mcf up` has one inside" }
      throw Failure(.configuration, "\(name), so mails wait: see `mcf reference settings`")
    }
    let server = sender.client.server
    do {
      let trial = try await sender.client.tryOut()
      let way = trial.isSecure ? "over TLS" : "without TLS"
      return "\(server) answers \(way), \(trial.hasLoggedIn ? "and lets us in" : "without a login")"
    } catch let failure as SMTPFailure {
      throw Failure(
        .unavailable, "\(server): \(failure)" + (failure.advice.map { "; \($0)" } ?? ""))
    }
  }
}

extension SMTPFailure {
  /// What may have to be changed, of a connection that did not come about.
  fileprivate var advice: String? {
    let url = Setting.smtpURL.name
    switch reason {
    case .unreachable:
      return "look at host and port in \(url), and whether a firewall lets us out"
    case .tooSlow where phase == .connect:
      return "a port where TLS comes first (465) says nothing to smtp://: then name it by smtps://"
    case .tlsNotOffered:
      return
        "name the port where it is offered (587), or by smtps:// one where TLS comes first (465)"
    case .tlsFailed(let reason): return Self.advice(onTLS: reason)
    case .bytesBehindStartTLS:
      return "somebody on the way may speak for the server; smtps:// gives nobody the time to"
    case .loginWithoutTLS:
      return
        "\(url) has a user, whose secret goes nowhere without TLS: \(Setting.smtpTLS.name)=required"
    case .loginNotOffered:
      return "leave the user out of \(url), or name the port where there are logins (587)"
    case .refused where phase == .auth:
      return "look at user and secret in \(url): what is special in them is percent-encoded"
    case .refused:
      return "ask whoever runs it whether this machine may hand mails over"
    case .closed, .unexpected, .unreadable:
      return "look whether host and port in \(url) are those of a server for mails"
    default: return nil
    }
  }

  /// - Parameter reason: in the words of the library, which come from OpenSSL.
  private static func advice(onTLS reason: String) -> String {
    if reason.contains("WRONG_VERSION_NUMBER") {
      return "smtps:// is for ports where TLS comes first (465); name others (587, 25) by smtp://"
    }
    return """
      the certificate has to be of the host that \(Setting.smtpURL.name) names, and signed by whom \
      this machine trusts, or by a certificate in the file of MCF_SMTP_CA
      """
  }
}
