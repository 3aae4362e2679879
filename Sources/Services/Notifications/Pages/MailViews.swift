import ServiceKit

/// The list of mails.
struct MailsView: PageData {
  static let template = "mails"

  let mails: [Row]
  let list: ListView

  struct Row {
    let path: String
    let what: String
    /// What else is told of it.
    let note: String?
    let whose: String
    let address: String?
    let mark: StatusMark
    let time: String
  }

  static var example: MailsView {
    MailsView(
      mails: [
        Row(
          path: "/mails/1", what: "New job", note: "sent again", whose: "Barsik Paws, worker",
          address: "barsik@cats.example", mark: .example, time: "1 March 2027, 12:00")
      ], list: .example)
  }
}

/// One mail.
struct MailView: PageData {
  static let template = "mail"

  let mark: StatusMark
  let facts: [MailFact]
  /// What has to be known before anything is done; nil: nothing.
  let remark: String?
  /// Leads to what was made of it since.
  let later: String?
  /// The page on which it is sent again; nil: it cannot be.
  let resend: String?
  /// The page on which its address is given up; nil: it is, or is not known.
  let suppress: String?
  /// Its address, if nobody is written to there.
  let lift: String?
  let tries: [Try]
  let hasTries: Bool
  let title: String?
  let text: String?

  struct Try {
    let n: Int
    let time: String
    let phase: String
    let code: String?
    let said: String?
  }

  static var example: MailView {
    MailView(
      mark: .example, facts: [.example], remark: "Forgotten.", later: "/mails/2",
      resend: "/mails/1/resend", suppress: "/mails/1/suppress", lift: "barsik@cats.example",
      tries: [
        Try(n: 1, time: "1 March 2027, 12:00", phase: "the address", code: "550", said: "no")
      ],
      hasTries: true, title: "New job", text: "Hello Barsik,")
  }
}

/// What a manager is about to do about a mail, and the form that does it.
struct MailActView: PageData {
  static let template = "mail-act"

  let facts: [MailFact]
  let consequence: String
  /// What has to be thought of; nil: nothing.
  let warning: String?
  let form: FormView

  static var example: MailActView {
    MailActView(
      facts: [.example], consequence: "It goes out.", warning: "It was sent.", form: .example)
  }
}

/// The addresses that are not written to.
struct SuppressedView: PageData {
  static let template = "suppressed"

  let addresses: [Row]
  let list: ListView

  struct Row {
    let address: String
    let time: String
    let source: String
    let reason: String
  }

  static var example: SuppressedView {
    SuppressedView(
      addresses: [
        Row(
          address: "barsik@cats.example", time: "1 March 2027, 12:00", source: "the server",
          reason: "550 no such user")
      ], list: .example)
  }
}

struct MailFact {
  let label: String
  let value: String

  static let example = MailFact(label: "To", value: "Barsik Paws")
}

extension StatusMark {
  fileprivate static var example: StatusMark { StatusMark(.failed, "failed: refused") }
}
