import Contracts
import FoundationEssentials
import Mail
import Postgres
import ServiceKit

/// A mail that one replica has taken.
struct MailClaim: ErrandClaim {
  let id: UUID
  let lease: UUID
  let tries: Int
  /// How often it was sent again although it may have arrived.
  let repeats: Int
  /// What is known of it before it is tried, wherefore it is not.
  let finding: MailLife.Finding?
  /// When the dot of the try that is lost was sent.
  let dotAt: Date?
  let mail: QueuedMail
}

/// What is to be written, to whom.
struct QueuedMail: Sendable {
  let template: MailTemplate
  /// Of what it tells of.
  let version: Int64
  let language: Language
  let name: String?
  /// nil: of whom nothing was heard.
  let address: String?
  let told: any MailContent
  let occurredAt: Date
  /// Of its Message-ID, what stands before the @.
  let messageID: String
  /// As it travels; nil: it was not tried so far.
  var raw: [UInt8]?
}

extension QueuedMail {
  /// What `init(row:)` reads, from a row source named `m`.
  static let columns = """
    m.template, m.version, m.language, m.name, m.address, m.params, m.occurred_at, m.message_id, m.raw
    """

  init(row: inout RowReader) throws {
    template = try row.next()
    version = try row.next()
    language = try row.next()
    name = try row.next()
    address = try row.next()
    told = try template.tells.read(&row)
    occurredAt = try row.next()
    messageID = try row.next()
    raw = try row.next()
  }
}

/// What has become of a mail that was taken.
struct MailNews: Sendable {
  let finding: MailLife.Finding
  /// How far the try has come; nil: there was none.
  var phase: SMTPPhase?
  var reply: SMTPReply?
  var took: Duration?
  /// When the final dot was sent.
  var dotAt: Date?
  /// Why it did not come to an answer, without an address.
  var cause: String?

  /// What the server said, or why it said nothing.
  var text: String? { reply.map { $0.lines.joined(separator: "\n") } ?? cause }
}

extension MailNews {
  /// What is known without a try; of one that is lost, that it is.
  init(_ claim: MailClaim, _ finding: MailLife.Finding) {
    self.init(finding: finding, dotAt: claim.dotAt)
    switch finding {
    case .broken: phase = .connect
    case .unclear: phase = .dot
    default: return
    }
    cause = "whoever sent it is gone, and nobody knows how far it came"
  }
}
