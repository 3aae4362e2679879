import Contracts
import FoundationEssentials
import Mail

/// An order in a calendar (RFC 5545): put in when it is accepted, taken out when nobody
/// comes.
struct CalendarEntry: Sendable {
  private let method: MailMessage.Appointment.Method
  private let version: Int64
  private let toldAt: Date
  private let order: OrderTold
  private let organizer: MailAddress

  /// - Returns: nil for mails that no calendar is to know of.
  init?(_ mail: QueuedMail, from organizer: MailAddress) {
    switch mail.template {
    case .orderStands, .newJob: method = .publish
    case .cancelled, .jobCancelled, .failed, .jobFailed: method = .cancel
    default: return nil
    }
    guard let order = mail.told as? OrderTold else { return nil }
    version = mail.version
    toldAt = mail.occurredAt
    self.order = order
    self.organizer = organizer
  }

  var appointment: MailMessage.Appointment { MailMessage.Appointment(method, text: text) }

  private var text: String {
    let lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Make Cats Free//Orders//EN",
      "METHOD:\(method.rawValue)", "BEGIN:VEVENT",
      "UID:\(order.orderID.wire)", "SEQUENCE:\(version)", "DTSTAMP:\(Self.utc(toldAt))",
      "DTSTART:\(Self.utc(order.scheduledAt))",
      "DTEND:\(Self.utc(order.endsAt ?? order.scheduledAt))",
      "ORGANIZER:mailto:\(organizer)",
      "SUMMARY:\(Self.escaped(order.serviceTypeName))", "LOCATION:\(Self.escaped(order.place))",
      "STATUS:\(method == .cancel ? "CANCELLED" : "CONFIRMED")",
      "END:VEVENT", "END:VCALENDAR",
    ]
    return lines.map(Self.folded).joined()
  }

  /// `20270302T110000Z`
  private static func utc(_ date: Date) -> String {
    let whole = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    return Timestamp.format(whole).filter { $0 != "-" && $0 != ":" }
  }

  /// RFC 5545, 3.3.11. A control other than a line's end may not be there at all.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\r": continue
      default:
        escaped.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
    return escaped
  }

  /// In lines of at most 75 bytes, each but the first after a blank, no character torn
  /// (RFC 5545, 3.1).
  private static func folded(_ line: String) -> String {
    var (folded, column) = ("", 0)
    for scalar in line.unicodeScalars {
      let bytes = UTF8.width(scalar)
      if column + bytes > 75 {
        folded += "\r\n "
        column = 1
      }
      folded.unicodeScalars.append(scalar)
      column += bytes
    }
    return folded + "\r\n"
  }
}
