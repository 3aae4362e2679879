import Contracts
import Mail

/// A mail as people read it, as far as it can be read here: what our own writer writes can.
struct ReadMail: Sendable {
  /// nil: it has none that can be read.
  private(set) var text: String?
  private(set) var html: String?
  private(set) var files: [MailFile] = []
  private let header: MailHeader

  init(_ bytes: [UInt8]) {
    let whole = MailPart(bytes[...])
    header = whole.header
    for part in whole.leaves() {
      switch part.kind {
      case .text where text == nil: text = part.text
      case .html where html == nil: html = part.text
      default: if let contents = part.contents { files.append(MailFile(part, contents)) }
      }
    }
  }

  var subject: String { header.text("subject") ?? "" }
  var from: String { header.text("from") ?? "" }
  var to: String { header.text("to") ?? "" }
  var date: String { header.text("date") ?? "" }
  var messageID: String { header.text("message-id") ?? "" }
}

/// What is attached to a mail.
struct MailFile: Sendable {
  /// Of letters, digits, dots and hyphens of ASCII.
  let name: String
  let isCalendar: Bool
  let contents: [UInt8]

  fileprivate init(_ part: MailPart, _ contents: [UInt8]) {
    let said = part.header.value("content-disposition")?["filename"] ?? part.type["name"] ?? ""
    let name = said.utf8.filter { isNamed($0) }.drop { $0 == UInt8(ascii: ".") }.prefix(100)
    isCalendar = part.type.value == "text/calendar"
    let standard = isCalendar ? "appointment.ics" : "file"
    self.name = name.isEmpty ? standard : String(decoding: name, as: UTF8.self)
    self.contents = contents
  }
}

private func isNamed(_ byte: UInt8) -> Bool {
  let scalar = Unicode.Scalar(byte)
  return scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
    || scalar == "." || scalar == "-" || scalar == "_"
}
