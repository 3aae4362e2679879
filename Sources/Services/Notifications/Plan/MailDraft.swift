import Contracts
import Crypto
import FoundationEssentials
import Mail
import Outbox

/// A mail that an event is a reason to write.
struct MailDraft: Sendable {
  /// What it is about, in which version.
  let subject: UUID
  let version: Int64
  let template: MailTemplate
  let recipient: Recipient
  /// Where the event says it itself; nil: the person's.
  let name: String?
  let address: String?
  /// As the event says; nil: the person's.
  var language: Language?
  let told: any MailContent
  let occurredAt: Date

  /// From when on it is of no use any more; nil: it stays of use.
  var expiresAt: Date? {
    let end: Date? =
      switch template.use {
      case .untilItHappens: told.happensAt
      case .lasting(let age): occurredAt.addingTimeInterval(age)
      case .always: nil
      }
    return [end, told.leadsUntil].compactMap(\.self).min()
  }

  /// Of its Message-ID, what stands before the @: told of this mail alone, and the same whenever its
  /// event is heard of.
  var messageID: String {
    Self.messageID(of: "\(subject.wire)|\(version)|\(template.rawValue)|\(recipient)")
  }

  /// - Parameter name: what tells the mail from all others.
  static func messageID(of name: String) -> String {
    String(base32(SHA256.hash(data: Data(name.utf8))).prefix(26))
  }
}

extension Event where Payload: MailedEvent {
  /// The mails that it makes.
  ///
  /// - Parameter ours: where readers of our own are written to; who is not among them gets none.
  func drafts(ours: [Recipient.Kind: MailAddress]) -> [MailDraft] {
    payload.templates.compactMap { template in
      let reader = template.reader
      if reader.isOurs, ours[reader] == nil { return nil }
      let mailbox = payload.mailbox(of: reader)
      return MailDraft(
        subject: subject, version: version, template: template,
        recipient: Recipient(kind: reader, id: payload.id(of: reader)), name: mailbox?.name,
        address: ours[reader]?.description ?? mailbox?.address,
        language: payload.readersLanguage, told: payload.content(for: reader),
        occurredAt: payload.occurredAt ?? time)
    }
  }
}

/// In the alphabet of RFC 4648 (section 6), in lower case, without padding.
private func base32(_ bytes: some Sequence<UInt8>) -> String {
  let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
  var (text, bits, held) = ("", UInt32(0), 0)
  for byte in bytes {
    bits = bits << 8 | UInt32(byte)
    held += 8
    while held >= 5 {
      held -= 5
      text.append(letters[Int(bits >> UInt32(held) & 31)])
    }
    bits &= (1 << UInt32(held)) - 1
  }
  return text
}
