import Contracts
public import Mail
public import ServiceKit

extension Setting<String?> {
  public static var smtpURL: Setting {
    Setting(
      "MCF_SMTP_URL", .text, default: nil,
      """
      the server that mails are handed to: smtp://USER:SECRET@HOST:PORT, or smtps:// for TLS from \
      the first byte; empty: mails wait
      """, secret: true)
  }
  static var smtpCA: Setting {
    Setting(
      "MCF_SMTP_CA", .text, default: nil,
      "a file in PEM of certificates that are trusted beside the system's")
  }
}

extension Setting<SMTPServer.TLSRule> {
  public static var smtpTLS: Setting {
    let rules = SMTPServer.TLSRule.allCases.map(\.rawValue).joined(separator: ", ")
    return Setting(
      "MCF_SMTP_TLS",
      SettingForm("one of: \(rules)", read: SMTPServer.TLSRule.init(rawValue:), spell: \.rawValue),
      default: .required,
      "whether mails may travel without TLS: where the server offers none, or at all, on loopback")
  }
}

extension Setting<MailDomain?> {
  static var mailDomain: Setting {
    Setting(
      "MCF_MAIL_DOMAIN",
      SettingForm(
        "a name such as mcf.example",
        read: { $0.isEmpty ? .some(nil) : MailDomain($0).map(Optional.some) },
        spell: { $0?.description ?? "" }),
      default: nil,
      """
      what we call ourselves to the server, and what messages' ids end in; empty: what is behind the \
      @ of MCF_MAIL_FROM
      """)
  }
}

extension Setting<Mailbox?> {
  public static var mailFrom: Setting {
    Setting(
      "MCF_MAIL_FROM", .mailbox, default: nil,
      "whom mails are from; needed where MCF_SMTP_URL is set")
  }
  static var mailReplyTo: Setting {
    Setting(
      "MCF_MAIL_REPLY_TO", .mailbox, default: nil,
      "where answers to mails go; empty: to MCF_MAIL_FROM")
  }
}

extension SettingForm<Mailbox?> {
  fileprivate static var mailbox: SettingForm {
    SettingForm(
      "an address such as Make Cats Free <post@mcf.example>",
      read: { $0.isEmpty ? .some(nil) : Mailbox(typed: $0).map(Optional.some) },
      spell: { $0.map { "\($0.name) <\($0.address)>" } ?? "" })
  }
}

extension Setting<BounceAddress?> {
  static var mailBounces: Setting {
    Setting(
      "MCF_MAIL_BOUNCES",
      SettingForm(
        "a domain such as mcf.example, for bounce+ID@mcf.example, or an address such as post@mcf.example",
        read: { $0.isEmpty ? .some(nil) : BounceAddress($0).map(Optional.some) },
        spell: { $0?.description ?? "" }),
      default: nil,
      """
      where servers report what they cannot deliver, each mail at an address with its id behind a +; \
      whatever comes there goes into `mcf mail bounce`; empty: reports go to MCF_MAIL_FROM
      """)
  }
}

extension Setting<MailAddress?> {
  public static var mailPackagesTo: Setting {
    Setting(
      "MCF_MAIL_PACKAGES_TO", .address("supplies@mcf.example"), default: nil,
      "who is told of each package that is to be made (R-303); empty: nobody")
  }
  static var mailHiringTo: Setting {
    Setting(
      "MCF_MAIL_HIRING_TO", .address("hiring@mcf.example"), default: nil,
      "who is told of new applications, at most once an hour (R-301); empty: each active manager")
  }
  public static var mailAuditTo: Setting {
    Setting(
      "MCF_MAIL_AUDIT_TO", .address("audit@mcf.example"), default: nil,
      "who keeps the seals of the ledgers, outside of what we run (R-275); empty: nobody")
  }
}

extension SettingForm<MailAddress?> {
  fileprivate static func address(_ example: String) -> SettingForm {
    SettingForm(
      "an address such as \(example)",
      read: { $0.isEmpty ? .some(nil) : MailAddress($0).map(Optional.some) },
      spell: { $0?.description ?? "" })
  }
}

extension Setting<Language> {
  static var mailLanguage: Setting {
    let languages = Language.allCases.map(\.rawValue).joined(separator: ", ")
    return Setting(
      "MCF_MAIL_LANGUAGE",
      SettingForm("one of: \(languages)", read: Language.init(rawValue:), spell: \.rawValue),
      default: .english, "the language of mails for those of whom none is known")
  }
}

extension Setting<Int> {
  static var mailConnections: Setting {
    Setting(
      "MCF_MAIL_CONNECTIONS", .number(1...100), default: 2,
      "how many mails a process hands over at once, each over a connection")
  }
  static var mailPerSecond: Setting {
    Setting(
      "MCF_MAIL_PER_SECOND", .number(1...10_000), default: 10,
      "how many mails a process hands over a second at most")
  }
}

extension Mailbox {
  /// - Parameter typed: an address alone, or in brackets behind a name.
  fileprivate init?(typed: String) {
    let parts = typed.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
    let isNamed = parts.count == 2 && parts[1].last == ">"
    guard let address = MailAddress(isNamed ? String(parts[1].dropLast()) : typed) else {
      return nil
    }
    let name = isNamed ? parts[0].split(separator: " ").joined(separator: " ") : ""
    self.init(name: name, address)
  }
}
