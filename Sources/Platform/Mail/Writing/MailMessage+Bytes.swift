import FoundationEssentials

extension MailMessage {
  /// The mail as it travels (RFC 5322, RFC 2045), the same bytes each time: ASCII but for addresses
  /// that are not, each line ended by CRLF.
  ///
  /// It says that a program sent it, so that no absence notice answers it (RFC 3834, section 5).
  public func bytes() -> [UInt8] {
    var fields: [HeaderField] = [
      HeaderField("Date", [Self.spelled(date)]),
      HeaderField("Message-ID", ["\(id)"]),
      HeaderField("From", from),
    ]
    if let replyTo { fields.append(HeaderField("Reply-To", replyTo)) }
    fields += [
      HeaderField("To", to), HeaderField("Subject", text: subject),
      HeaderField("Auto-Submitted", ["auto-generated"]), HeaderField("MIME-Version", ["1.0"]),
    ]
    return fields.flatMap(\.bytes) + body.bytes
  }

  /// `Sun, 01 Mar 2026 09:00:00 +0000` (RFC 5322, 3.3).
  private static func spelled(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = "\(days[(parts.weekday ?? 1) - 1]), \(padded(parts.day, 2))"
    let month = "\(months[(parts.month ?? 1) - 1]) \(padded(parts.year, 4))"
    let time = [parts.hour, parts.minute, parts.second].map { padded($0, 2) }
    return "\(day) \(month) \(time.joined(separator: ":")) +0000"
  }

  private static func padded(_ number: Int?, _ width: Int) -> String {
    let digits = "\(number ?? 0)"
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private var body: MIMEPart {
    let texts = MIMEPart.multipart(
      "alternative", boundary: boundary("alternative"),
      [
        .quotedPrintable([HeaderField("Content-Type", ["text/plain;", "charset=utf-8"])], text),
        .base64([HeaderField("Content-Type", ["text/html;", "charset=utf-8"])], html),
      ])
    guard let appointment else { return texts }
    return .multipart("mixed", boundary: boundary("mixed"), [texts, appointment.part])
  }

  /// What no encoded part can hold: in quoted-printable, digits follow a `=`, and base64 has no `_`.
  private func boundary(_ subtype: String) -> String { "=_\(subtype)_\(id.unique)" }
}

extension MailMessage.Appointment {
  fileprivate var part: MIMEPart {
    let type = ["text/calendar;", "method=\(method.rawValue);", "charset=utf-8"]
    let disposition = ["attachment;", "filename=\"appointment.ics\""]
    let fields = [
      HeaderField("Content-Type", type), HeaderField("Content-Disposition", disposition),
    ]
    return .base64(fields, text)
  }
}
