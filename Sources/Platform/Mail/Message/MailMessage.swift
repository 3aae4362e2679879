public import FoundationEssentials

/// A mail, before it is bytes: the same text twice, plain and as HTML, and perhaps an appointment.
///
/// Line ends of the texts are whatever they are in Swift; they are written as mails have them.
public struct MailMessage: Sendable {
  public var id: MessageID
  public var date: Date
  public var from: Mailbox
  /// Where answers go; nil: to `from`.
  public var replyTo: Mailbox?
  public var to: Mailbox
  /// Controls in it, and in names, are written as blanks.
  public var subject: String
  public var text: String
  public var html: String
  public var appointment: Appointment?

  /// What a calendar takes in (RFC 5545), attached as a file.
  public struct Appointment: Sendable {
    /// What the calendar is to do with it (RFC 5546, 1.4); the text says the same.
    public enum Method: String, Sendable {
      case publish = "PUBLISH"
      case request = "REQUEST"
      case cancel = "CANCEL"
    }

    public var method: Method
    /// The whole `.ics`.
    public var text: String

    public init(_ method: Method, text: String) {
      self.method = method
      self.text = text
    }
  }

  public init(
    id: MessageID, date: Date, from: Mailbox, replyTo: Mailbox? = nil, to: Mailbox,
    subject: String, text: String, html: String, appointment: Appointment? = nil
  ) {
    self.id = id
    self.date = date
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.appointment = appointment
  }
}
