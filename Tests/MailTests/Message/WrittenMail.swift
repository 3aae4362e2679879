import FoundationEssentials
import Testing

@testable import Mail

/// A mail, and what whoever reads its bytes has to find.
struct WrittenMail: Encodable {
  let mail: Data
  let subject, from, to, text, html: String
  let appointment: String?
  let id = "<order-1@mcf.example>"
  let date = "2026-03-01T09:05:07+00:00"
  let defects: [String] = []

  init(
    subject: String = "", from: String = "", to: String = "", text: String = "", html: String = "",
    appointment: String? = nil
  ) throws {
    let address = try #require(MailAddress("leo@mcf.example"))
    let domain = try #require(MailDomain("mcf.example"))
    let message = MailMessage(
      id: try #require(MessageID("order-1", at: domain)),
      date: Date(timeIntervalSince1970: 1_772_355_907), from: Mailbox(name: from, address),
      replyTo: Mailbox(address), to: Mailbox(name: to, address), subject: subject, text: text,
      html: html, appointment: appointment.map { .init(.request, text: $0) })
    mail = Data(message.bytes())
    self.subject = Self.onOneLine(subject)
    self.from = Self.name(from)
    self.to = Self.name(to)
    self.text = Self.inLines(text)
    self.html = Self.inLines(html)
    self.appointment = appointment.map(Self.inLines)
  }

  init(_ texts: inout AnyText) throws {
    let appointment = texts.next(most: 50)
    try self.init(
      subject: texts.next(most: 40), from: texts.next(most: 20), to: texts.next(most: 60),
      text: texts.next(most: 300), html: texts.next(most: 200),
      appointment: appointment.isEmpty ? nil : appointment)
  }

  private static func onOneLine(_ text: String) -> String {
    let controls: [Unicode.GeneralCategory] = [.control, .lineSeparator, .paragraphSeparator]
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { controls.contains($0.properties.generalCategory) ? " " : $0 }))
  }

  private static func name(_ text: String) -> String {
    onOneLine(text).unicodeScalars.split(separator: " ").map(String.init).joined(separator: " ")
  }

  private static func inLines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { ["\r\n", "\n", "\r"].contains($0) }
      .joined(separator: "\r\n")
  }
}
