import ArgumentParser
import Contracts
import FoundationEssentials
import Mail
import Notifications
import Postgres
import ServiceKit
import SystemPackage

struct MailBounce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounce",
    abstract: "Take a server's report that a mail could not be delivered.",
    discussion: """
      Reads one report (RFC 3464) from standard input, as a mail server pipes it or a mailbox keeps \
      it, and finds the mail by the address that the report went to (MCF_MAIL_BOUNCES) or by the id \
      of the mail that comes back. Where nobody is there (5.1.x), nobody is written to at the mail's \
      address any more; at any other failure the mail alone has failed. A delay changes nothing, nor \
      does the same report again.

      Exit code 65: it is no report; 1: it is about no mail of ours; 75: a database is away or the \
      mail is just being sent, and a mail server that has this in a pipe tries it again by itself.
      """)

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    guard let report = DeliveryReport(try Self.readInput()) else {
      throw Failure(.input, "that is no report of a mail that was not delivered (RFC 3464)")
    }
    let outcome: Bounces.Outcome
    do {
      outcome = try await access.asApplication(MailCommand.service) {
        try await Bounces($0).take(report, at: Date())
      }
    } catch let error as PostgresError {
      throw Failure(.busy, Failure(cause: error)?.description ?? "\(error)")
    }
    Console.say(try Self.text(of: outcome, report.status))
  }

  private static func text(of outcome: Bounces.Outcome, _ status: String) throws -> String {
    switch outcome {
    case .suppressed(let mail):
      return
        "\(mail.words) has failed (\(status)): nobody is there, so nobody is written to there any more"
    case .failed(let mail): return "\(mail.words) has failed (\(status))"
    case .noEnd(let mail): return "\(mail.words) has not failed (\(status)); nothing is changed"
    case .knownBefore(let mail): return "\(mail.words) had ended before; nothing is changed"
    case .underWay(let mail):
      throw Failure(.busy, "\(mail.words) is just being sent; try it again in a minute")
    case .unknown:
      throw Failure(.missing, "the report is about no mail that is known here; nothing is changed")
    }
  }

  /// Reads all, so that whoever writes it is not cut off, and keeps what is looked at.
  private static func readInput() throws -> [UInt8] {
    var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = try chunk.withUnsafeMutableBytes {
        try FileDescriptor.standardInput.read(into: $0)
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<min(count, DeliveryReport.mostBytes - bytes.count)]
    }
  }
}

extension ReportedMail {
  /// Without whom it was for: a mail server's log is not to know that.
  fileprivate var words: String { "the mail \(id.wire) (\(template))" }
}

extension DeliveryReport {
  /// Of all recipients, in numbers or in a word.
  fileprivate var status: String {
    Set(outcomes.map { $0.status?.description ?? $0.action.rawValue }).sorted()
      .joined(separator: ", ")
  }
}
