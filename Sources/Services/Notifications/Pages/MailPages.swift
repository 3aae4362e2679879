import Contracts
import FoundationEssentials
import ServiceKit

/// What the pages of mails are made of.
enum MailPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.mails_en_txt, .russian: PackageResources.mails_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: NotificationsModule.name,
      templates: [
        "mails": PackageResources.mails_mustache,
        "mail": PackageResources.mail_mustache,
        "mail-act": PackageResources.mail_act_mustache,
        "mail-facts": PackageResources.mail_facts_mustache,
        "suppressed": PackageResources.suppressed_mustache,
      ], showing: [MailsView.self, MailView.self, MailActView.self, SuppressedView.self],
      texts: texts)
  }

  static func links() throws -> [PageLink] {
    [PageLink(.mails, roles: [.manager], title: "mails", texts: try Texts(texts))]
  }
}

extension Address {
  /// The addresses that are not written to.
  static let suppressed = mails.below("suppressed")
  static let lift = suppressed.below("lift")

  /// Where one mail is read; what it leads to lies below.
  static func page(of mail: UUID) -> Address { mails.below(mail.wire) }
}
