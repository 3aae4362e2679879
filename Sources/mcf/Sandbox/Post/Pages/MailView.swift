import Contracts
import ServiceKit

/// What the page of a mail shows.
struct MailView: PageData {
  static let template = "post-mail"
  static var example: MailView {
    MailView(
      back: "/post", from: "MCF", recipients: InboxView.Row.example.recipients,
      instant: "2027-03-01T11:00:00Z", time: "1 March, 11:00 UTC", id: "<1@mcf.example>",
      files: [File(name: "appointment.ics", path: "/post/mails/1/files/0")],
      html: "/post/mails/1/html", text: [TextPiece(text: "See ", link: "http://127.0.0.1/")],
      hasText: true, isUnreadable: true, source: "/post/mails/1/source", sourceText: "Subject: Leo")
  }

  /// To the inbox.
  let back: String
  let from: String
  let recipients: [InboxView.Recipient]
  let instant: String
  let time: String
  /// nil: it has none.
  let id: String?
  let files: [File]
  /// Where its HTML is; nil: it has none.
  let html: String?
  let text: [TextPiece]
  let hasText: Bool
  /// Whether it has neither HTML nor text that can be read here.
  let isUnreadable: Bool
  /// Where its bytes are.
  let source: String
  /// The bytes as text, as far as a page shows them.
  let sourceText: String

  struct File {
    let name: String
    let path: String
  }

  private static let mostSourceBytes = 1 << 16
}

extension MailView {
  init(_ mail: PostedMail, _ read: ReadMail, _ texts: LocalTexts) {
    let address = Address.mail(mail.number)
    back = Address.post.path
    from = read.from
    recipients = mail.submission.recipients.map {
      InboxView.Recipient(address: $0.text, path: Address.inbox(of: $0))
    }
    instant = Timestamp.format(mail.at)
    time = mail.time(texts)
    id = read.messageID.isEmpty ? nil : read.messageID
    files = read.files.enumerated().map { place, file in
      File(name: file.name, path: address.below("files", "\(place)").path)
    }
    html = read.html.map { _ in address.below("html").path }
    text = TextPiece.pieces(of: read.text ?? "")
    hasText = !text.isEmpty
    isUnreadable = read.text == nil && read.html == nil
    source = address.below("source").path
    sourceText = String(
      decoding: mail.submission.bytes.prefix(Self.mostSourceBytes), as: UTF8.self)
  }
}
